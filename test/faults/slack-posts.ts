import type { Fault as SlackFault } from '../emulators/slack.ts'
import { createSlackRig, type SlackRig } from '../rigs/slack.ts'
import type { Fault } from './fault.ts'
import { type Outcome, postFault } from './posts.ts'

type Answer = SlackFault['answer']

const meets = (what: string, outcome: Outcome, ...faults: readonly SlackFault[]): Fault =>
  postFault(
    () => createSlackRig(),
    what,
    outcome,
    ({ emulator }: SlackRig) => void emulator.faults.push(...faults),
  )

const POST = 'chat.postMessage'
const HISTORY = 'conversations.history'
/** Before the message is taken, or only its answer is spoiled. */
const before = (answer: Answer, method = POST): SlackFault => ({ method, answer })
const after = (answer: Answer): SlackFault => ({ method: POST, answer, after: true })
const html = { status: 200, body: '<html><body>Bad gateway</body></html>' }
const truncated = { status: 200, body: '{"ok":true,"ts":"17' }

export const SLACK_POSTS: readonly Fault[] = [
  meets('429 with Retry-After', 'once', before({ status: 429, retryAfter: 30 })),
  meets('429 without Retry-After', 'once', before({ status: 429 })),
  meets('429 ten times in a row', 'once', ...Array(10).fill(before({ status: 429, retryAfter: 5 }))),
  meets('a limit that is told as an error', 'once', before({ error: 'ratelimited' })),
  meets('too many messages in the channel', 'once', before({ error: 'message_limit_exceeded' })),
  meets('500, and nothing was taken', 'once', before({ status: 500 })),
  meets('503, and nothing was taken', 'once', before({ status: 503 })),
  meets('503, though the message was taken', 'once', after({ status: 503 })),
  meets('a fault of Slack’s own, and nothing was taken', 'once', before({ error: 'internal_error' })),
  meets('a fault of Slack’s own, though the message was taken', 'once', after({ error: 'fatal_error' })),
  meets('a connection cut before the message was taken', 'once', before('drop')),
  meets('a connection cut before the answer', 'once', after('drop')),
  meets('a request that hangs, and nothing was taken', 'once', before('hang')),
  meets('a request that hangs, though the message was taken', 'once', after('hang')),
  meets('HTML instead of an answer, and nothing was taken', 'once', before(html)),
  meets('HTML instead of an answer, though the message was taken', 'once', after(html)),
  meets('an answer that breaks off, though the message was taken', 'once', after(truncated)),
  meets('pictures that Slack cannot fetch', 'once', before({ error: 'invalid_blocks' })),
  meets('a channel that is gone', 'paused', before({ error: 'channel_not_found' })),
  meets('an archived channel', 'paused', before({ error: 'is_archived' })),
  meets('a channel that the bot was put out of', 'paused', before({ error: 'not_in_channel' })),
  meets('a channel where posting is restricted', 'paused', before({ error: 'restricted_action' })),
  meets('a message that Slack finds too long', 'malformed', before({ error: 'msg_too_long' })),
  meets('a token that was revoked', 'paused', before({ error: 'token_revoked' })),
  meets('a token that is none', 'paused', before({ error: 'invalid_auth' })),
  meets('an account that was closed', 'paused', before({ error: 'account_inactive' })),
  meets(
    '429, and then a connection cut before the answer',
    'once',
    before({ status: 429, retryAfter: 5 }),
    after('drop'),
  ),
  meets(
    'two connections cut, one before each answer: message and thread',
    'once',
    after('drop'),
    after('drop'),
  ),
  meets(
    'an answer that is lost, while the history cannot be read for a while',
    'once',
    after('drop'),
    before({ status: 500 }, HISTORY),
  ),
  meets(
    'an answer that is lost, while reading the history is limited',
    'once',
    after('drop'),
    before({ status: 429, retryAfter: 20 }, HISTORY),
  ),
  meets(
    'an answer that is lost in a channel whose history may not be read',
    'uncertain',
    after('drop'),
    before({ error: 'missing_scope' }, HISTORY),
  ),
  meets(
    'an answer that is lost, and a channel that is archived before the thread',
    'bare',
    after('drop'),
    before({ error: 'is_archived' }),
  ),
  postFault(
    () => createSlackRig(),
    'an answer that is lost, and somebody who deletes the message before it is looked for',
    'once',
    ({ emulator }: SlackRig) => {
      const met = (): void => void emulator.messages.pop()
      emulator.faults.push({ ...after('drop'), met })
    },
  ),
]
