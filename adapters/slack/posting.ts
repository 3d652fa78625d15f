import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { Adapter, Address, Log } from '../../src/chat.ts'
import { outcomeOf } from './errors.ts'
import { LIMITS } from './limits.ts'
import { inThread, readPlace, spellPlace } from './places.ts'
import { fit } from './render.ts'
import { DELIVERY, NO_PREVIEWS, sendReply } from './sending.ts'

/** Where a message of an address goes; `thread` is the first message of its thread. */
interface Spot {
  readonly channel: string
  readonly thread?: string | undefined
}

/**
 * Slack's clock dates messages and ours says since when to look; a machine that takes local time for UTC is up to 14
 * hours ahead. What is looked through in vain costs a request for 200 messages.
 */
const CLOCKS_APART_MS = 24 * 60 * 60_000

const page = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        thread_ts: z.string().optional(),
        user: z.string().optional(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.object({ key: z.unknown() }).optional() })
          .optional(),
      }),
    )
    .default([]),
})

/** Posting of the bot's own accord. It never retries: what became of a post whose answer is lost, `find` tells. */
export function createPosting(
  web: webApi.WebClient,
  log: Log,
): Pick<Adapter, 'fit' | 'pace' | 'withdraw' | 'post' | 'find' | 'check'> {
  /** Undefined for a place of another channel, or not of this adapter's spelling. */
  const spotOf = async (to: Address): Promise<Spot | undefined> => {
    if ('person' in to) {
      const { channel } = await web.conversations.open({ users: to.person })
      return channel?.id === undefined ? undefined : { channel: channel.id }
    }
    if (to.place === undefined) return { channel: to.channel }
    const thread = readPlace(to.place)
    const fits = thread?.team === to.tenant && thread.channel === to.channel
    return fits ? { channel: to.channel, thread: thread.ts } : undefined
  }

  return {
    fit,
    pace: LIMITS.pace,

    post: async (to, reply, key) => {
      try {
        const spot = await spotOf(to)
        if (!spot) return { kind: 'refused', why: 'unknown' }
        const { ts } = await sendReply(reply, message =>
          web.chat.postMessage({
            channel: spot.channel,
            ...inThread(spot.thread),
            ...message,
            ...NO_PREVIEWS,
            metadata: { event_type: DELIVERY, event_payload: { key } },
          }),
        )
        if (ts === undefined) return { kind: 'unknown' }
        const place = spellPlace({ team: to.tenant, channel: spot.channel, ts: spot.thread ?? ts })
        return { kind: 'sent', place, id: ts }
      } catch (error) {
        const outcome = outcomeOf(error)
        log('warn', 'post not taken', { to, key, ...outcome, error })
        return outcome
      }
    },

    find: async (to, key, sinceMs) => {
      try {
        const spot = await spotOf(to)
        if (!spot) return { kind: 'refused', why: 'unknown' }
        const { user_id: me } = await web.auth.test()
        const since = {
          channel: spot.channel,
          oldest: String((sinceMs - CLOCKS_APART_MS) / 1_000),
          include_all_metadata: true,
          limit: 200,
        }
        const pages =
          spot.thread === undefined
            ? web.paginate('conversations.history', since)
            : web.paginate('conversations.replies', { ...since, ts: spot.thread })
        for await (const read of pages) {
          for (const { ts, user, metadata } of page.parse(read).messages) {
            // Any app can write metadata, so the message has to be ours too.
            if (user !== me || metadata?.event_type !== DELIVERY || metadata.event_payload?.key !== key)
              continue
            const place = spellPlace({ team: to.tenant, channel: spot.channel, ts: spot.thread ?? ts })
            return { kind: 'sent', place, id: ts }
          }
        }
        return undefined
      } catch (error) {
        const outcome = outcomeOf(error)
        log('warn', 'post not looked up', { to, key, ...outcome, error })
        return outcome
      }
    },

    withdraw: async (to, id) => {
      try {
        const spot = await spotOf(to)
        if (spot) await web.chat.delete({ channel: spot.channel, ts: id })
      } catch (error) {
        log('error', 'post not withdrawn', { to, id, error })
      }
    },

    check: async to => {
      try {
        const spot = await spotOf(to)
        if (!spot) return 'unknown'
        const { channel } = await web.conversations.info({ channel: spot.channel })
        if (channel?.is_archived) return 'archived'
        return channel?.is_member === false && !channel.is_im ? 'not_in_channel' : undefined
      } catch (error) {
        const outcome = outcomeOf(error)
        log('warn', 'channel not looked up', { to, ...outcome, error })
        return outcome.kind === 'refused' ? outcome.why : undefined
      }
    },
  }
}
