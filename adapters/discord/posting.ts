import {
  type Client,
  MessageFlags,
  REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import type { Adapter, Address, Log, Pace, Reply } from '../../src/chat.ts'
import { canOpenThread, canReadBack, refusalIn } from './channels.ts'
import { watchToken } from './client.ts'
import { codeOf, postedAfter } from './failures.ts'
import { LIMITS } from './limits.ts'
import { DIRECT, hasThread, placeOf, type Spot, spotOf } from './places.ts'
import { markOf, readBack } from './read-back.ts'
import { fit, render, threadName } from './render.ts'
import type { DiscordSettingsWithToken } from './settings.ts'

export interface Posting extends Pick<Adapter, 'fit' | 'post' | 'find' | 'check'> {
  readonly pace: Pace
  withdraw(to: Address, id: string): Promise<void>
  /** Starts the thread under a public message with items, where the channel allows it; harmless where it does not. */
  startThread(spot: Spot, reply: Reply): Promise<void>
}

interface Target {
  readonly tenant: string
  readonly channel: string
  /** The message to post under. */
  readonly under?: Spot
}

const TIMEOUT_MS = 10_000

const idShape = z.object({ id: z.string() })
/**
 * Posts of the bot's own accord, each at most once. The client here never repeats a request and never waits
 * out a rate limit: discord.js would do both, and what is repeated after a lost answer may stand there twice.
 * `refused` is called with a sentence when Discord no longer takes the token.
 */
export function createPosting({
  settings,
  log,
  client,
  refused,
}: {
  settings: DiscordSettingsWithToken
  log: Log
  client: () => Client | undefined
  refused: (sentence: string) => void
}): Posting {
  const rest = new REST({
    api: settings.DISCORD_API_URL,
    retries: 0,
    timeout: TIMEOUT_MS,
    // Its own count would be of this process alone; posts are paced in the store, for all replicas together.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: () => true,
  })
  watchToken(rest, refused)
  // One 401 makes a client forget its token and fail differently from then on; each call is to hear it again.
  const signed = (): REST => rest.setToken(settings.DISCORD_TOKEN)

  const send = async (channel: string, body: RESTPostAPIChannelMessageJSONBody): Promise<string> =>
    idShape.parse(await signed().post(Routes.channelMessages(channel), { body })).id

  const directChannel = async (person: string): Promise<string> =>
    idShape.parse(await signed().post(Routes.userChannels(), { body: { recipient_id: person } })).id

  const targetOf = async (to: Address): Promise<Target | undefined> => {
    if ('person' in to) return { tenant: DIRECT, channel: await directChannel(to.person) }
    const { tenant, channel, place } = to
    if (place === undefined) return { tenant, channel }
    const under = spotOf(place)
    return under && { tenant, channel, under }
  }

  const openThread = async ({ channel, root }: Spot, summary: string): Promise<void> => {
    const body = { name: threadName(summary), auto_archive_duration: LIMITS.threadArchive }
    try {
      await signed().post(Routes.threads(channel, root), { body })
    } catch (error) {
      if (codeOf(error) !== RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) throw error
    }
  }

  const sendUnder = async (
    spot: Spot,
    summary: string,
    body: RESTPostAPIChannelMessageJSONBody,
  ): Promise<string> => {
    if (!hasThread(spot)) {
      const reference = { message_id: spot.root, fail_if_not_exists: false }
      return send(spot.channel, { ...body, message_reference: reference })
    }
    try {
      return await send(spot.root, body)
    } catch (error) {
      if (codeOf(error) !== RESTJSONErrorCodes.UnknownChannel) throw error
    }
    await openThread(spot, summary)
    return send(spot.root, body)
  }

  const startThread: Posting['startThread'] = async (spot, reply) => {
    if (!reply.blocks.some(({ kind }) => kind === 'item')) return
    const bot = client()
    if (!hasThread(spot) || !bot) return
    if (!canOpenThread(bot, spot.channel)) return log('info', 'no thread may be opened here', { ...spot })
    await openThread(spot, reply.summary).catch(error => log('info', 'thread not opened', { ...spot, error }))
  }

  return {
    startThread,
    fit,
    pace: LIMITS.pace,

    post: async (to, reply, key) => {
      const body: RESTPostAPIChannelMessageJSONBody = {
        components: [render(reply, markOf(key))],
        flags: MessageFlags.IsComponentsV2,
        allowed_mentions: { parse: [] },
        nonce: key,
        enforce_nonce: true,
      }
      try {
        const target = await targetOf(to)
        if (!target) return { kind: 'refused', why: 'unknown' }
        const { tenant, channel, under } = target
        if (under) {
          return { kind: 'sent', place: placeOf(under), id: await sendUnder(under, reply.summary, body) }
        }
        const id = await send(channel, body)
        const spot = { tenant, channel, root: id }
        await startThread(spot, reply)
        return { kind: 'sent', place: placeOf(spot), id }
      } catch (error) {
        const posted = postedAfter(error)
        log('warn', 'post failed', { to, key, outcome: posted, error })
        return posted
      }
    },

    find: async (to, key, sinceMs) => {
      const bot = client()
      if (!bot?.user) return { kind: 'unknown' }
      try {
        const target = await targetOf(to)
        if (!target) return undefined
        const { tenant, channel, under } = target
        // Its guild may be out of reach for a while, so that nobody knows what is allowed there.
        if (tenant !== DIRECT && !bot.channels.cache.has(channel)) return { kind: 'unknown' }
        if (tenant !== DIRECT && !canReadBack(bot, channel)) return { kind: 'refused', why: 'forbidden' }
        const read = {
          channel: under && hasThread(under) ? under.root : channel,
          author: bot.user.id,
          key,
          sinceMs,
        }
        const found = await readBack(signed(), read)
        if (found === undefined || found === 'more than is read') return found && { kind: 'unknown' }
        return { kind: 'sent', place: placeOf(under ?? { tenant, channel, root: found.id }), id: found.id }
      } catch (error) {
        // A thread that was never opened holds no post.
        if (codeOf(error) === RESTJSONErrorCodes.UnknownChannel) return undefined
        log('warn', 'post not read back', { to, key, error })
        return postedAfter(error)
      }
    },

    withdraw: async (to, id) => {
      try {
        const target = await targetOf(to)
        if (!target) return
        const { channel, under } = target
        const within = under && hasThread(under) ? under.root : channel
        await signed().delete(Routes.channelMessage(within, id))
      } catch (error) {
        log('error', 'post not withdrawn', { to, id, error })
      }
    },

    check: async to => {
      const bot = client()
      try {
        if ('person' in to) await directChannel(to.person)
        else if (bot?.channels.cache.has(to.channel)) return refusalIn(bot, to.channel)
        else await signed().get(Routes.channel(to.channel))
        return undefined
      } catch (error) {
        const posted = postedAfter(error)
        log('info', 'channel cannot be checked', { to, error })
        return posted.kind === 'refused' ? posted.why : undefined
      }
    },
  }
}
