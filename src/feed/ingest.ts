import { once } from 'node:events'
import type { Log } from '../chat.ts'
import type { FeedDay } from '../papers.ts'
import {
  closesAt,
  FIRST_FEED_DAY,
  feedDayAt,
  lastCompleteBefore,
  previousWeekday,
  standingBatchAt,
} from './feed-day.ts'
import type { Hub, HubBatch, NewestBatch } from './hub.ts'
import type { Library } from './library.ts'
import { patience, pause as pauseInTime } from './patience.ts'

export interface Ingest {
  /** Begins to read behind the running bot; returns at once. */
  start(): void
  /** Reads a day that the library lacks, if the hub answers within 2.5 s; the library tells what came. Never rejects. */
  want(day: FeedDay): Promise<void>
  /** Gives up what is in flight; resolves when nothing is. */
  stop(): Promise<void>
}

export interface IngestParts {
  readonly hub: Hub
  readonly library: Library
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
  /** How rounds and requests are spaced out. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
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
 * one of the last weekdays that was not read since it closed; then its papers do not change any more. Where none
 * of these has papers and none are stored, it looks back from the newest batch the hub has instead.
 */
export function createIngest({ hub, library, now, log, pause = pauseInTime }: IngestParts): Ingest {
  const stopped = new AbortController()
  let lane: Promise<unknown> = Promise.resolve()
  let rounds: Promise<void> = Promise.resolve()
  let failures = 0
  /** The hub's newest batch, once the last weekdays turned out to have none. */
  let newest: FeedDay | undefined

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
    let fresh = false
    let trouble = false
    for (const day of due()) {
      const said = await read(day, stopped.signal)
      if (stopped.signal.aborted) return 0
      if (said?.kind === 'limited') {
        log('info', 'the hub asks to be left alone', { forMs: said.afterMs })
        return said.afterMs
      }
      if (said === undefined || said.kind === 'down') {
        trouble = true
        log('warn', 'a batch could not be read', { day, why: said?.why, detail: said?.detail })
        // One day that makes no sense must not hide the days behind it.
        if (said?.why !== 'nonsense') break
      } else fresh = true
      await pause(PACE.requestMs, stopped.signal)
    }
    if (!trouble && newest === undefined && library.days().length === 0) {
      const said = await lookFurtherBack()
      if (stopped.signal.aborted) return 0
      if (said.kind === 'day') return PACE.requestMs
      trouble = said.kind !== 'empty'
    }
    failures = trouble ? failures + 1 : 0
    if (!trouble) return PACE.roundMs
    const longestMs = fresh ? PACE.roundMs : PACE.longestBackOffMs
    return Math.min(PACE.backOffMs * 2 ** (failures - 1), longestMs)
  }

  /** Finds the batch from which the next round looks back besides. */
  async function lookFurtherBack(): Promise<NewestBatch> {
    const turn = lane.then(() => hub.newestBefore(lastCompleteBefore(now()), stopped.signal))
    lane = turn
    const said = await turn
    if (stopped.signal.aborted) return said
    log('info', 'the last weekdays have no papers', { newest: said })
    if (said.kind === 'day') newest = said.day
    else if (said.kind !== 'empty') library.heard(said)
    return said
  }

  function due(): readonly FeedDay[] {
    const closed = [lastCompleteBefore(now()), newest].flatMap(day => (day ? weekdaysUpTo(day) : []))
    return [...new Set([standingBatchAt(now()), ...closed.filter(day => !library.settled(day))])]
  }

  async function keepReading(): Promise<void> {
    while (!stopped.signal.aborted) await pause(await round(), stopped.signal)
  }

  return {
    start: () => {
      rounds = keepReading()
    },
    want: async day => {
      const today = feedDayAt(now())
      const unborn = day < FIRST_FEED_DAY || day > today
      if (unborn || library.settled(day) || (day === today && library.holds(day))) return
      const { signal, release } = patience(PACE.wantMs, stopped.signal)
      await Promise.race([read(day, signal), once(signal, 'abort')])
      release()
    },
    stop: async () => {
      stopped.abort()
      await rounds
      await lane
    },
  }
}

function weekdaysUpTo(last: FeedDay): readonly FeedDay[] {
  const days: FeedDay[] = []
  for (let day = last; days.length < PACE.weekdays; day = previousWeekday(day)) days.push(day)
  return days
}
