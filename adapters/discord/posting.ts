import { createHash } from 'node:crypto'
import {
  type Client,
  MessageFlags,
  REST,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import type { Adapter, Log, Reply } from '../../src/chat.ts'
import { canOpenThread, canReadBack, refusalIn } from './channels.ts'
import { codeOf, postedAfter } from './failures.ts'
import { LIMITS } from './limits.ts'
import { DIRECT, placeOf, type Spot, spotOf } from './places.ts'
import { render, threadName } from './render.ts'
import type { DiscordSettingsWithToken } from './settings.ts'

export interface Posting extends Pick<Adapter, 'post' | 'find' | 'check'> {
  readonly rest: REST
  /** Starts the thread under a public message with items, where the channel allows it; harmless where it does not. */
  startThread(spot: Spot, reply: Reply): Promise<void>
}

const TIMEOUT_MS = 10_000
/** Discord's clock and ours may differ by so much. */
const CLOCK_SKEW_MS = 60_000
const MOST_PAGES = 10
/** The first instant that a snowflake can name (docs, reference#snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000

const idShape = z.object({ id: z.string() })
const historyShape = z.array(
  z.object({
    id: z.string(),
    author: idShape,
    nonce: z.union([z.string(), z.number()]).optional(),
    components: z.array(z.object({ id: z.number().optional() })).default([]),
  }),
)

/**
 * Posts of the bot's own accord, each at most once. The client here never repeats a request and never waits
 * out a rate limit: discord.js would do both, and what is repeated after a lost answer may stand there twice.
 */
export function createPosting({
  settings,
  log,
  client,
}: {
  settings: DiscordSettingsWithToken
  log: Log
  client: () => Client | undefined
}): Posting {
  const rest = new REST({
    api: settings.DISCORD_API_URL,
    retries: 0,
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: () => true,
  })
  // One 401 makes a client forget its token and fail differently from then on; each call is to hear it again.
  const signed = (): REST => rest.setToken(settings.DISCORD_TOKEN)

  const send = async (channel: string, body: RESTPostAPIChannelMessageJSONBody): Promise<string> =>
    idShape.parse(await signed().post(Routes.channelMessages(channel), { body })).id

  const directChannel = async (person: string): Promise<string> =>
    idShape.parse(await signed().post(Routes.userChannels(), { body: { recipient_id: person } })).id

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
    if (spot.tenant === DIRECT) {
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
    if (spot.tenant === DIRECT || !bot) return
    if (!canOpenThread(bot, spot.channel)) return log('info', 'no thread may be opened here', { ...spot })
    await openThread(spot, reply.summary).catch(error => log('info', 'thread not opened', { ...spot, error }))
  }

  return {
    rest,
    startThread,

    post: async (to, reply, key) => {
      const body: RESTPostAPIChannelMessageJSONBody = {
        components: [render(reply, markOf(key))],
        flags: MessageFlags.IsComponentsV2,
        allowed_mentions: { parse: [] },
        nonce: key,
        enforce_nonce: true,
      }
      try {
        if (!('person' in to) && to.place !== undefined) {
          const under = spotOf(to.place)
          if (!under) return { kind: 'refused', why: 'unknown' }
          return { kind: 'sent', place: to.place, id: await sendUnder(under, reply.summary, body) }
        }
        const channel = 'person' in to ? await directChannel(to.person) : to.channel
        const id = await send(channel, body)
        const spot = { tenant: 'person' in to ? DIRECT : to.tenant, channel, root: id }
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
      const under = 'person' in to || to.place === undefined ? undefined : spotOf(to.place)
      const inThread = under !== undefined && under.tenant !== DIRECT
      try {
        const home = 'person' in to ? await directChannel(to.person) : to.channel
        if (to.tenant !== DIRECT && !('person' in to) && !canReadBack(bot, home)) {
          return { kind: 'refused', why: 'forbidden' }
        }
        const channel = inThread ? under.root : home
        const id = await readBack(signed(), { channel, author: bot.user.id, key, sinceMs })
        if (id === undefined || id === 'too long ago') return id && { kind: 'unknown' }
        const spot = { tenant: 'person' in to ? DIRECT : to.tenant, channel: home, root: id }
        return { kind: 'sent', place: under ? placeOf(under) : placeOf(spot), id }
      } catch (error) {
        // A thread that was never opened holds no post.
        if (inThread && codeOf(error) === RESTJSONErrorCodes.UnknownChannel) return undefined
        log('warn', 'post not read back', { to, key, error })
        return postedAfter(error)
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

/**
 * The mark of a post that can be read back. Discord documents the nonce only in the answer to the post, so
 * the key also becomes the component id of the message's container, which is kept and returned as it was
 * given. 30 bits of a digest, above every id that Discord numbers or our buttons use.
 */
const markOf = (key: string): number =>
  0x4000_0000 | (createHash('sha256').update(key).digest().readUInt32BE() & 0x3fff_ffff)

const snowflakeAt = (ms: number): string => String(BigInt(Math.max(0, ms - DISCORD_EPOCH_MS)) << 22n)

async function readBack(
  rest: REST,
  wanted: { channel: string; author: string; key: string; sinceMs: number },
): Promise<string | 'too long ago' | undefined> {
  let after = snowflakeAt(wanted.sinceMs - CLOCK_SKEW_MS)
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ after, limit: String(LIMITS.page) })
    const messages = historyShape.parse(await rest.get(Routes.channelMessages(wanted.channel), { query }))
    const found = messages.find(
      ({ author, nonce, components }) =>
        author.id === wanted.author &&
        (nonce === wanted.key || components.some(({ id }) => id === markOf(wanted.key))),
    )
    if (found) return found.id
    if (messages.length < LIMITS.page) return undefined
    after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))
  }
  return 'too long ago'
}
