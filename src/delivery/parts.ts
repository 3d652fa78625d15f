import type { Fit, Reply } from '../chat.ts'
import type { Delivery, FrozenPart } from '../store/deliveries.ts'
import type { Terms } from '../store/subscriptions.ts'
import type { Digest, Pick as Picked } from './digest.ts'

/** A post that comes so long after its time, or later, says so; up to then a busy minute is no news. */
const LATE_MS = 15 * 60_000

/** Why a post comes late: nothing could be posted at its time, or the hub had nothing new then. */
export interface Late {
  readonly dueMs: number
  readonly timezone: string
  readonly why: 'away' | 'feed'
}

/** What a part of a digest says; the presenter's. */
export interface PartPresenter {
  message(digest: Digest, late?: Late): Reply
  rest(picks: readonly Picked[], from: number): Reply
}

export interface FrozenDigest {
  readonly feedDay: string
  readonly parts: readonly FrozenPart[]
}

/** Papers that a part of the thread may have, tried in turn: the most that stand in one message uncut. */
const SIZES = [30, 24, 20, 17, 14, 12, 10, 8, 6, 5, 4, 3, 2, 1]

/**
 * The digest as messages: the same for a preview and for a post of the same moment. Keys name the parts. How much
 * one message takes the platform tells by `fit`: what would not stand in the first goes to the thread, and there
 * each part has as many papers as stand in it whole; no paper is left out.
 */
export function freeze(
  present: PartPresenter,
  fit: (reply: Reply) => Fit,
  digest: Digest,
  key: string,
  late?: Late,
): FrozenDigest {
  const picks = [...digest.top, ...digest.rest]
  const messageOf = (top: number): Reply =>
    present.message({ ...digest, top: picks.slice(0, top), rest: picks.slice(top) }, late)
  let top = digest.top.length
  while (top > 1 && fit(messageOf(top)) === 'short') top -= 1
  const keys = (some: readonly Picked[]) => some.map(pick => pick.paper.key)
  const parts: FrozenPart[] = [{ key, papers: keys(picks.slice(0, top)), reply: messageOf(top) }]
  for (let at = top; at < picks.length; ) {
    const restOf = (size: number) => present.rest(picks.slice(at, at + size), at + 1)
    const sizes = SIZES.filter(size => size <= picks.length - at)
    const left = Math.min(picks.length - at, SIZES[0] ?? 1)
    const size = [left, ...sizes].find(some => fit(restOf(some)) === 'whole') ?? 1
    parts.push({
      key: `${key}.${parts.length}`,
      papers: keys(picks.slice(at, at + size)),
      reply: restOf(size),
    })
    at += size
  }
  return { feedDay: digest.feedDay, parts }
}

/** What a post that is frozen at `nowMs` has to say about its time; nothing when it is punctual. */
export function lateness(
  { dueMs, why }: Pick<Delivery, 'dueMs' | 'why'>,
  { timezone }: Terms,
  nowMs: number,
): Late | undefined {
  if (nowMs < dueMs + LATE_MS) return undefined
  return { dueMs, timezone, why: why === 'had' || why === 'no_batch' ? 'feed' : 'away' }
}
