import type { Place } from '../chat.ts'
import type { PaperKey } from '../papers.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Posting } from './posting.ts'

/**
 * The thread under a post knows its papers: those of the message, and with each part those of the part, once. Done
 * before a part is sent, since who reads it may ask about it before the platform's answer is here.
 */
export async function remember(
  { store, choice }: Pick<Posting, 'store' | 'choice'>,
  { key, bound, place: thread }: Delivery,
  papers: readonly PaperKey[],
  place: Place,
): Promise<void> {
  const before = thread === undefined ? undefined : await store.talks.at(bound, thread)
  const known = [...new Set([...(before?.papers ?? []), ...papers])]
  await store.talks.remember(bound, { key, ...before, papers: known }, [place], choice().nowMs)
}
