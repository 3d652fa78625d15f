import type { Reply } from '../../src/chat.ts'
import type { FeedDay } from '../../src/papers.ts'
import { BATCHES, FRIDAY, THURSDAY } from '../papers.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'
import { type Platform, platform } from './platform.ts'

/** A channel in which something has been said on Saturday, when the days' papers were read. */
export interface Channel extends Platform {
  readonly paperboy: Paperboy
}

export async function openChannel(
  said: readonly string[],
  days: readonly FeedDay[] = [THURSDAY, FRIDAY],
): Promise<Channel> {
  const at = platform()
  const paperboy = await startPaperboy(() => at.rig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  for (const day of days) await paperboy.read(day)
  for (const words of said) await at.ask(words)
  return { ...at, paperboy }
}

export const titles = ({ reply }: { readonly reply: Reply }): readonly string[] =>
  reply.blocks.flatMap(block => (block.kind === 'item' ? [block.item.title] : []))

export const wordsOf = (reply: Reply | undefined): string => JSON.stringify(reply?.blocks ?? [])
