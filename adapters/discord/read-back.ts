import { createHash } from 'node:crypto'
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** Discord's clock and ours may differ by so much. */
const CLOCK_SKEW_MS = 60_000
const MOST_PAGES = 10
/** The first instant that a snowflake can name (docs, reference#snowflakes). */
const DISCORD_EPOCH_MS = 1_420_070_400_000

const historyShape = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    nonce: z.union([z.string(), z.number()]).optional(),
    components: z.array(z.object({ id: z.number().optional() })).default([]),
  }),
)

/**
 * The mark of a post that can be read back. Discord documents the nonce only in the answer to the post, so
 * the key also becomes the component id of the message's container, which is kept and returned as it was
 * given. 30 bits of a digest, above every id that Discord numbers or our buttons use.
 */
export const markOf = (key: string): number =>
  0x4000_0000 | (createHash('sha256').update(key).digest().readUInt32BE() & 0x3fff_ffff)

const snowflakeAt = (ms: number): string => String(BigInt(Math.max(0, ms - DISCORD_EPOCH_MS)) << 22n)

/** The message of `author` that `key` marked, posted since `sinceMs`; oldest messages are read first. */
export async function readBack(
  rest: REST,
  wanted: { channel: string; author: string; key: string; sinceMs: number },
): Promise<{ id: string } | 'more than is read' | undefined> {
  let after = snowflakeAt(wanted.sinceMs - CLOCK_SKEW_MS)
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ after, limit: String(LIMITS.page) })
    const messages = historyShape.parse(await rest.get(Routes.channelMessages(wanted.channel), { query }))
    const found = messages.find(
      ({ author, nonce, components }) =>
        author.id === wanted.author &&
        (nonce === wanted.key || components.some(({ id }) => id === markOf(wanted.key))),
    )
    if (found) return found
    if (messages.length < LIMITS.page) return undefined
    after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))
  }
  return 'more than is read'
}
