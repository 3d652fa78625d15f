import { setTimeout as pause } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import type { Audience, Bot, Deliver, Log, Place, Reply } from '../../src/chat.ts'
import { apologyFor, codeOf } from './errors.ts'
import { inThread, isDirect, spellPlace } from './places.ts'
import type { Message } from './render.ts'
import type { Asked, Pressed } from './requests.ts'
import { NO_PREVIEWS, respond, sendReply } from './sending.ts'

/** What Slack says where the bot is no member: of a public channel, of one it cannot see. */
const OUTSIDE = new Set(['not_in_channel', 'channel_not_found'])

/** A channel takes about one message a second; whoever asks will wait so long for a turn. */
const LONGEST_WAIT_S = 10

export interface Answering {
  readonly deliver: (asked: Asked) => Deliver
  /** One sentence to the asker alone, logged when even that fails. */
  readonly tell: (asked: Asked, sentence: string) => Promise<void>
}

/** Sends answers to where they were asked for. `botName` is how people find it to invite it. */
export function createAnswering(
  web: webApi.WebClient,
  log: Log,
  commands: Bot['commands'],
  botName: string,
): Answering {
  const deliver = async (asked: Asked, reply: Reply): Promise<Place | undefined> => {
    if (reply.instead && asked.pressed) return replace(asked, asked.pressed, reply)
    const audience = audienceOf(commands, asked, reply)
    if (audience === 'everyone' || isDirect(asked.channel)) return say(asked, reply, audience)
    return whisper(asked, reply)
  }

  const say = async (asked: Asked, reply: Reply, audience: Audience): Promise<Place | undefined> => {
    const { channel, thread, responseUrl } = asked
    try {
      const { ts } = await sendReply(reply, message =>
        inTurn(() => web.chat.postMessage({ channel, ...inThread(thread), ...message, ...NO_PREVIEWS })),
      )
      return placeOf(asked, thread ?? ts)
    } catch (error) {
      if (responseUrl === undefined || !OUTSIDE.has(codeOf(error) ?? '')) throw error
      const response_type = audience === 'everyone' ? 'in_channel' : 'ephemeral'
      await sendReply(isDirect(channel) ? reply : withInvitation(reply, botName), message =>
        respond(responseUrl, { response_type, replace_original: false, ...message, ...NO_PREVIEWS }),
      )
      return undefined
    }
  }

  /** By the response_url while it lasts, else another way. */
  const answer = (
    asked: Asked,
    reply: Reply,
    way: Readonly<Record<string, unknown>>,
    otherwise: (message: Message) => Promise<unknown>,
  ): Promise<void> =>
    sendReply(reply, async message => {
      const url = asked.responseUrl
      if (url !== undefined && (await isTaken(asked, respond(url, { ...way, ...message })))) return
      await otherwise(message)
    })

  const whisper = async (asked: Asked, reply: Reply): Promise<undefined> => {
    const { channel, author } = asked
    const thread = inThread(standsIn(asked))
    const way = { response_type: 'ephemeral', replace_original: false, ...thread }
    await answer(asked, reply, way, message =>
      isDirect(channel)
        ? web.chat.postMessage({ channel, ...thread, ...message, ...NO_PREVIEWS })
        : web.chat.postEphemeral({ channel, user: author, ...thread, ...message }),
    )
  }

  const replace = async (asked: Asked, pressed: Pressed, reply: Reply): Promise<Place | undefined> => {
    const { channel, author, thread } = asked
    await answer(asked, reply, { replace_original: true }, message =>
      pressed.private
        ? web.chat.postEphemeral({ channel, user: author, ...message })
        : web.chat.update({ channel, ts: pressed.ts, ...message }),
    )
    return pressed.private ? undefined : placeOf(asked, thread)
  }

  /** False when a response_url has been used up or is too old, which is no fault: there is another way. */
  const isTaken = async (asked: Asked, answer: Promise<void>): Promise<boolean> => {
    try {
      await answer
      return true
    } catch (error) {
      if (codeOf(error) === 'invalid_blocks') throw error
      log('debug', 'response_url not taken', { id: asked.id, error })
      return false
    }
  }

  const tell = async (asked: Asked, sentence: string): Promise<void> => {
    try {
      await whisper(asked, { summary: sentence, blocks: [{ kind: 'text', prose: [sentence] }] })
    } catch (error) {
      log('warn', 'asker not told', { id: asked.id, sentence, error })
    }
  }

  return {
    tell,
    deliver: asked => async reply => {
      try {
        return await deliver(asked, reply)
      } catch (error) {
        log('warn', 'answer not taken', { id: asked.id, channel: asked.channel, error })
        await tell(asked, apologyFor(error))
        return undefined
      }
    },
  }
}

/** A command's audience, narrowed by the reply. Talk in a thread is a question unless a button or `/` says otherwise. */
function audienceOf(commands: Bot['commands'], { input, thread }: Asked, reply: Reply): Audience {
  const isQuestion = thread !== undefined && !input.startsWith('/')
  const [name = ''] = input.replace(/^\//, '').toLowerCase().split(/\s/, 1)
  const command = isQuestion ? undefined : commands.find(known => known.name === name)
  return command?.audience === 'asker' ? 'asker' : (reply.audience ?? 'everyone')
}

const placeOf = ({ team, channel }: Asked, ts: string | undefined): Place | undefined =>
  ts === undefined ? undefined : spellPlace({ team, channel, ts })

/** The thread that the asker has before their eyes; not the one under a message pressed in the channel, where nobody looks yet. */
const standsIn = ({ thread, pressed }: Asked): string | undefined =>
  thread === pressed?.ts ? undefined : thread

const withInvitation = (reply: Reply, botName: string): Reply => ({
  ...reply,
  blocks: [...reply.blocks, { kind: 'note', prose: [`Invite @${botName} to ask in the thread.`] }],
})

/** Waits once for its turn when the channel is busy. A call refused for its rate did nothing. */
async function inTurn<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof webApi.WebAPIRateLimitedError) || error.retryAfter > LONGEST_WAIT_S) throw error
    await pause(error.retryAfter * 1_000)
    return call()
  }
}
