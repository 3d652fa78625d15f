import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Day } from '../papers.ts'
import { DEADLINE_MS } from '../store/deliveries.ts'
import type { Terms } from '../store/subscriptions.ts'
import { nextDueMs, slotOf } from './calendar.ts'
import type { Posting } from './posting.ts'

/** How many subscriptions one transaction moves on, so that nobody else waits for longer than some milliseconds. */
const SLICE = 250
/** The longest from one post to the next is a week, and an hour when summer time ends. */
const LONGEST_WAIT_MS = 8 * 24 * 60 * 60_000

/** Opens a delivery for each local day that has come, and moves each subscription to its next time. */
export async function openDue({ store }: Pick<Posting, 'store'>): Promise<void> {
  const nowMs = await store.now()
  // A clock that was set back would leave them silent for as long as it was ahead.
  for (const { id, terms } of await store.subscriptions.astray(nowMs + LONGEST_WAIT_MS, SLICE)) {
    await store.subscriptions.move(id, nextDueMs(terms, nowMs))
  }
  // Many ask for the same hour, and a calendar is slow to read.
  const reckoned = new Map<string, { readonly localDay: Day; readonly nextDueMs: number }>()
  const reckon = (terms: Terms, dueMs: number) => {
    const hour = JSON.stringify([dueMs, terms.at, terms.timezone, terms.days, terms.every])
    const known = reckoned.get(hour) ?? {
      localDay: slotOf(terms, dueMs),
      // Not beyond what may still be caught up: after two days of sleep the second day's post can be in time.
      nextDueMs: nextDueMs(terms, Math.max(dueMs, nowMs - DEADLINE_MS)),
    }
    reckoned.set(hour, known)
    return known
  }
  while (true) {
    const opened = await store.subscriptions.advance(nowMs, SLICE, ({ id, terms, nextDueMs: dueMs }) => {
      const next = reckon(terms, dueMs)
      return { ...next, key: `${id}-${next.localDay.replaceAll('-', '')}` }
    })
    if (opened === 0) return
    await nextTurn()
  }
}
