import { PermissionFlagsBits as P } from 'discord.js'
import type { Fault as DiscordFault } from '../emulators/discord-rest.ts'
import { createDiscordRig, type DiscordRig } from '../rigs/discord.ts'
import type { Fault } from './fault.ts'
import { type Outcome, postFault } from './posts.ts'

const openRig = () => createDiscordRig({ messageContent: true })

const meets = (what: string, outcome: Outcome, ...faults: readonly DiscordFault[]): Fault =>
  postFault(openRig, what, outcome, ({ emulator }: DiscordRig) => void emulator.faults.push(...faults))

type Answer = DiscordFault['answer']
const POST = { method: 'POST', path: /^\/channels\/\d+\/messages$/ }
const HISTORY = { method: 'GET', path: /^\/channels\/\d+\/messages/ }
/** Before the message is taken, or only its answer is spoiled. */
const before = (answer: Answer, where = POST): DiscordFault => ({ ...where, answer, times: 1 })
const after = (answer: Answer): DiscordFault => ({ ...before(answer), after: true })
const refused = (status: number, code: number): DiscordFault =>
  before({ status, body: { code, message: 'no' } })
/** The client counts by its own clock, which no test moves: it is kept waiting for a moment. */
const limited = (headers: Readonly<Record<string, string>>, global = false): DiscordFault =>
  before({ status: 429, headers: { 'retry-after': '0.01', ...headers }, body: { retry_after: 0.01, global } })

export const DISCORD_POSTS: readonly Fault[] = [
  meets('429 of the bot', 'once', limited({ 'x-ratelimit-scope': 'user' })),
  meets('429 of everybody in the channel', 'once', limited({ 'x-ratelimit-scope': 'shared' })),
  meets(
    '429 of all routes',
    'once',
    limited({ 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }, true),
  ),
  meets('500, and nothing was taken', 'once', before({ status: 500 })),
  meets('502, though the message was taken', 'once', after({ status: 502 })),
  meets('504, though the message was taken', 'once', after({ status: 504 })),
  meets('a connection cut before the message was taken', 'once', before('lost')),
  meets('a connection cut before the answer', 'once', after('lost')),
  meets('a request that hangs, and nothing was taken', 'once', before('hang')),
  meets('a request that hangs, though the message was taken', 'once', after('hang')),
  meets(
    'an answer that makes no sense, though the message was taken',
    'once',
    after({ status: 200, body: 'Bad gateway' }),
  ),
  meets('a channel that is gone (10003)', 'paused', refused(404, 10003)),
  meets('a channel that the bot may not see (50001)', 'paused', refused(403, 50001)),
  meets('a channel where the bot may not write (50013)', 'paused', refused(403, 50013)),
  meets('a message that Discord does not take (50035)', 'malformed', refused(400, 50035)),
  meets('429, and then a connection cut before the answer', 'once', limited({}), after('lost')),
  meets(
    'two connections cut, one before each answer: message and thread',
    'once',
    after('lost'),
    after('lost'),
  ),
  meets(
    'an answer that is lost, while the history cannot be read for a while',
    'once',
    after('lost'),
    before({ status: 500 }, HISTORY),
  ),
  meets(
    'an answer that is lost, and a thread that is locked (160005)',
    'bare',
    after('lost'),
    refused(400, 160005),
  ),
  postFault(
    openRig,
    'an answer that is lost in a channel whose history may not be read',
    'uncertain',
    ({ emulator }) => {
      emulator.faults.push({ ...after('lost'), met: () => emulator.deny(P.ReadMessageHistory) })
    },
  ),
]
