import { setImmediate as nextTurn } from 'node:timers/promises'
import { nextDueMs, slotOf } from './calendar.ts'
import type { Posting } from './posting.ts'

/** How many subscriptions one transaction moves on, so that nobody else waits for longer than some milliseconds. */
const SLICE = 200
/** The longest from one post to the next is a week, and an hour when summer time ends. */
const LONGEST_WAIT_MS = 8 * 24 * 60 * 60_000

/** Opens a delivery for each local day that has come, and moves each subscription to its next time. */
export async function openDue({ store }: Pick<Posting, 'store'>): Promise<void> {
  const nowMs = await store.now()
  // A clock that was set back would leave them silent for as long as it was ahead.
  for (const { id, terms } of await store.subscriptions.astray(nowMs + LONGEST_WAIT_MS, SLICE)) {
    await store.subscriptions.move(id, nextDueMs(terms, nowMs))
  }
  while (true) {
    const opened = await store.subscriptions.advance(nowMs, SLICE, ({ id, terms, nextDueMs: dueMs }) => {
      const localDay = slotOf(terms, dueMs)
      return {
        localDay,
        key: `${id}-${localDay.replaceAll('-', '')}`,
        nextDueMs: nextDueMs(terms, nowMs),
      }
    })
    if (opened < SLICE) return
    await nextTurn()
  }
}
