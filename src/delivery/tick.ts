import cron from 'node-cron'
import { nextDueMs, slotOf } from './calendar.ts'
import { DEADLINE_MS, type Posting, SENDING_MS, work } from './posting.ts'

/** How many rows one look at the store takes, so that a busy minute is worked off in slices. */
const SLICE = 200
/** The longest from one post to the next is a week, and an hour when summer time ends. */
const LONGEST_WAIT_MS = 8 * 24 * 60 * 60_000
/** Posts on the wire at the same time. */
const AT_ONCE = 8

export interface Tick {
  /** One look at what is due by now, after any look before it has ended; safe at any time. Never rejects. */
  run(): Promise<void>
  /** Runs at once and then every minute. */
  start(): void
  /** Begins no further delivery; resolves when those under way have ended. A run that is asked for later does nothing. */
  stop(): Promise<void>
}

/**
 * The minute tick. It only asks the store what is due, so that nothing depends on its being punctual: a
 * missed minute, a restart or a second tick change nothing but the moment.
 */
export function createTick(posting: Posting): Tick {
  const { store, choice, log } = posting
  let last: Promise<void> = Promise.resolve()
  let task: { stop(): unknown } | undefined
  let stopping = false

  const look = async (): Promise<void> => {
    const { nowMs } = choice()
    await openDue(posting, nowMs)
    await store.deliveries.presumeLost(nowMs - SENDING_MS, nowMs)
    while (!stopping) {
      // Looked at anew each time: a part is ready when the one before it is sent.
      const ready = await store.deliveries.ready(choice().nowMs, AT_ONCE)
      if (ready.length === 0) break
      await Promise.all(ready.map(delivery => work(posting, delivery)))
    }
    await store.inbound.sweep(nowMs)
    await store.talks.sweep(nowMs)
    await store.feedback.sweep(nowMs)
    await store.modelUse.sweep(nowMs)
    await store.fullTexts.sweep(nowMs)
  }

  // Queued, not merged: whoever asks may have opened a delivery after the run before has looked.
  const run = (): Promise<void> => {
    last = last
      .then(() => (stopping ? undefined : look()))
      .catch(error => log('error', 'tick failed', { error }))
    return last
  }

  return {
    run,
    start: () => {
      void run()
      task = cron.schedule('* * * * *', run, {
        timezone: 'UTC',
        noOverlap: true,
        // A loop that was held for a few seconds still ticks; node-cron's own default gives up after one.
        missedExecutionTolerance: 55_000,
      })
    },
    stop: async () => {
      stopping = true
      await task?.stop()
      await last
    },
  }
}

/** Opens a delivery for each local day that has come, and moves each subscription to its next time. */
async function openDue({ store }: Posting, nowMs: number): Promise<void> {
  // A clock that was set back would leave them silent for as long as it was ahead.
  for (const { id, terms } of await store.subscriptions.astray(nowMs + LONGEST_WAIT_MS, SLICE)) {
    await store.subscriptions.move(id, nextDueMs(terms, nowMs))
  }
  while (true) {
    const due = await store.subscriptions.due(nowMs, SLICE)
    for (const subscription of due) {
      const day = slotOf(subscription.terms, subscription.nextDueMs)
      // Not beyond what may still be caught up: after two days of sleep the second day's post can be in time.
      const after = Math.max(subscription.nextDueMs, nowMs - DEADLINE_MS)
      const next = { nextDueMs: nextDueMs(subscription.terms, after) }
      const key = `${subscription.id}-${day.replaceAll('-', '')}`
      await store.subscriptions.advance(subscription, next, { key, localDay: day })
    }
    if (due.length === 0) return
  }
}
