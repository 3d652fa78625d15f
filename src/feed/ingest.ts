import type { Log } from '../chat.ts'
import type { FeedDay } from '../papers.ts'
import { closesAt, FIRST_FEED_DAY, feedDayAt, previousWeekday, standingBatchAt } from './feed-day.ts'
import type { Hub, HubBatch } from './hub.ts'
import type { Library } from './library.ts'
import { patience, pause } from './patience.ts'

/** What became of asking for a day: it is in the library, the hub has no batch for it, or it could not be read. */
export type Wanted = 'read' | 'none' | 'unread'

export interface Ingest {
  /** Begins to read behind the running bot; returns at once. */
  start(): void
  /** Reads a day that is not stored yet, if the hub answers within 2.5 s. Never rejects. */
  want(day: FeedDay): Promise<Wanted>
  /** Gives up what is in flight; resolves when nothing is. */
  stop(): Promise<void>
}

export interface IngestParts {
  readonly hub: Hub
  readonly library: Library
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const PACE = Object.freeze({
  /** A new paper is found within ten minutes; the hub allows 500 requests in five. */
  roundMs: 10 * 60_000,
  /** Between two requests of a round, for which nobody waits. */
  requestMs: 1_000,
  backOffMs: 60_000,
  longestBackOffMs: 30 * 60_000,
  /** The platforms wait three seconds for the first answer. */
  wantMs: 2_500,
  /** Closed batches that a round looks back on. */
  weekdays: 7,
})

/**
 * Keeps the library fresh, one request at a time. A round reads the batch that stands at the hub, and every
 * one of the last weekdays that was not read since it closed; then its papers do not change any more.
 */
export function createIngest({ hub, library, now, log }: IngestParts): Ingest {
  const stopped = new AbortController()
  let lane: Promise<unknown> = Promise.resolve()
  let rounds: Promise<void> = Promise.resolve()
  let failures = 0

  /** Asks in turn and keeps what comes; undefined when it could not be kept. */
  function read(day: FeedDay, signal: AbortSignal): Promise<HubBatch | undefined> {
    const mine = lane.then(async () => {
      const readMs = now()
      const said = await hub.batch(day, signal)
      if (said.kind === 'down' && said.why === 'cancelled') return said
      library.heard(said)
      if (said.kind === 'batch' || said.kind === 'empty') {
        const papers = said.kind === 'batch' ? said.papers : []
        await library.add({ day, readMs, settled: readMs >= closesAt(day) }, papers)
      }
      return said
    })
    const kept = mine.catch(error => {
      log('error', 'a batch could not be kept', { day, error: String(error) })
      return undefined
    })
    lane = kept
    return kept
  }

  /** One round; how long to wait for the next, in milliseconds. */
  async function round(): Promise<number> {
    for (const day of due()) {
      const said = await read(day, stopped.signal)
      if (stopped.signal.aborted) return 0
      if (said?.kind === 'limited') {
        log('info', 'the hub asks to be left alone', { forMs: said.afterMs })
        return said.afterMs
      }
      if (said === undefined || said.kind === 'down') {
        const waitMs = Math.min(PACE.backOffMs * 2 ** failures, PACE.longestBackOffMs)
        failures += 1
        log('warn', 'the hub could not be read', {
          day,
          why: said?.why,
          detail: said?.detail,
          againInMs: waitMs,
        })
        return waitMs
      }
      if (failures > 0) log('info', 'the hub can be read again', { day })
      failures = 0
      await pause(PACE.requestMs, stopped.signal)
    }
    return PACE.roundMs
  }

  function due(): readonly FeedDay[] {
    const standing = standingBatchAt(now())
    const closed: FeedDay[] = []
    for (let day = previousWeekday(standing); closed.length < PACE.weekdays; day = previousWeekday(day)) {
      closed.push(day)
    }
    return [standing, ...closed.filter(day => !library.read(day)?.settled)]
  }

  async function keepReading(): Promise<void> {
    while (!stopped.signal.aborted) await pause(await round(), stopped.signal)
  }

  return {
    start: () => {
      rounds = keepReading()
    },
    want: async day => {
      const before = library.read(day)
      const open = day <= feedDayAt(now()) && closesAt(day) > now()
      if (before && (before.settled || open)) return library.batch(day).length > 0 ? 'read' : 'none'
      if (day < FIRST_FEED_DAY || day > feedDayAt(now())) return 'none'
      const { signal, release } = patience(PACE.wantMs, stopped.signal)
      const given = new Promise<undefined>(resolve =>
        signal.addEventListener('abort', () => resolve(undefined)),
      )
      await Promise.race([read(day, signal), given])
      release()
      if (library.batch(day).length > 0) return 'read'
      return library.read(day) ? 'none' : 'unread'
    },
    stop: async () => {
      stopped.abort()
      await rounds
      await lane
    },
  }
}
