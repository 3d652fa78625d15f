import cron from 'node-cron'
import { openDue } from './opening.ts'
import type { Posting } from './posting.ts'
import { workOff } from './working.ts'

/** Looking again is not worth it sooner. */
const SHORTEST_MS = 20
const A_MINUTE_MS = 60_000

export interface Tick {
  /** One look at what is due by now, after any look before it has ended; safe at any time. Never rejects. */
  run(): Promise<void>
  /** Runs at once, then every minute, and between when something was to wait for less than that. */
  start(): void
  /** Takes no more on; resolves when what is on the wire has its outcome. A run that is asked for later does nothing. */
  stop(): Promise<void>
}

/**
 * The minute tick. It only asks the store what is due, so that nothing depends on its being punctual: a
 * missed minute, a restart or a second tick change nothing but the moment.
 */
export function createTick(posting: Posting): Tick {
  const { store, adapters, timing, log } = posting
  let last: Promise<void> = Promise.resolve()
  const stopping = new AbortController()
  let task: { stop(): unknown } | undefined
  let soon: NodeJS.Timeout | undefined

  // Queued, not merged: whoever asks may have opened a delivery after the run before has looked.
  const after = (work: () => Promise<void>): Promise<void> => {
    last = last
      .then(() => (stopping.signal.aborted ? undefined : work()))
      .catch(error => log('error', 'tick failed', { error }))
    return last
  }

  const deliver = async (): Promise<void> => {
    await store.claims.sweep(timing.settleMs)
    await Promise.all([...adapters.values()].map(adapter => workOff(posting, adapter, stopping.signal)))
    if (task) await lookSoon()
  }

  /** What has a time within the minute need not wait for its end. */
  const lookSoon = async (): Promise<void> => {
    const times = await Promise.all([...adapters.keys()].map(store.claims.next))
    const inMs = Math.min(...times.map(ms => ms ?? Number.POSITIVE_INFINITY)) - (await store.now())
    clearTimeout(soon)
    if (inMs < A_MINUTE_MS) soon = setTimeout(() => after(deliver), Math.max(inMs, SHORTEST_MS))
  }

  const look = async (): Promise<void> => {
    const nowMs = await store.now()
    await openDue(posting)
    await deliver()
    await store.inbound.sweep(nowMs)
    await store.talks.sweep(nowMs)
    await store.linkCards.sweep(nowMs)
    await store.feedback.sweep(nowMs)
    await store.modelUse.sweep(nowMs)
    await store.fullTexts.sweep(nowMs)
  }

  const run = (): Promise<void> => after(look)

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
      stopping.abort()
      const stopped = task
      task = undefined
      await stopped?.stop()
      clearTimeout(soon)
      await last
    },
  }
}
