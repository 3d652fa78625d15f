import { once } from 'node:events'
import type { Log } from '../chat.ts'
import type { FeedDay } from '../papers.ts'
import type { Mirror } from './elsewhere/mirror.ts'
import { closesAt, FIRST_FEED_DAY, feedDayAt, lastCompleteBefore } from './feed-day.ts'
import type { Hub, HubBatch, NewestBatch } from './hub/hub.ts'
import type { Library } from './library.ts'
import { patience, pause as pauseInTime } from './patience.ts'
import { freshDays, isDue, SCHEDULE } from './schedule.ts'

export interface Ingest {
  /** Begins to read behind the running bot; returns at once. */
  start(): void
  /** Reads a day that the library lacks, if the hub answers within 2.5 s; the library tells what came. Never rejects. */
  want(day: FeedDay): Promise<void>
  /**
   * For whoever wants to know what is new: reads the open batch where its last reading is some ten minutes ago, twenty
   * times a day at most, and waits 1.5 s for it at most. Never rejects.
   */
  freshen(): Promise<void>
  /** Gives up what is in flight; resolves when nothing is. */
  stop(): Promise<void>
}

export interface IngestParts {
  readonly hub: Hub
  readonly library: Library
  /** Read while the hub cannot be, where one is configured. */
  readonly mirror?: Mirror | undefined
  /** By which one of several processes reads for all, see `Leases`. */
  readonly lease: { hold(forMs: number): Promise<boolean>; release(): Promise<void> }
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
  /** How looks and requests are spaced out. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

const PACE = Object.freeze({
  lookMs: 30_000,
  /** Longer than a look with its longest request, so that whoever reads goes on reading. */
  leaseMs: 90_000,
  /** Between two requests of a look, for which nobody waits. */
  requestMs: 400,
  backOffMs: 60_000,
  longestBackOffMs: 30 * 60_000,
  /** The platforms wait three seconds for the first answer. */
  wantMs: 2_500,
  freshenMs: 1_500,
  /** Mirrors are made once or a few times a day. */
  mirrorMs: 30 * 60_000,
  freshenings: 20,
  freshenedWithinMs: 24 * 60 * 60_000,
})

/**
 * Keeps the library fresh, one request at a time. Each look reads what is due by the schedule, if no other process does;
 * and makes known what others have read. Where none of the last days has papers and none are stored, it looks
 * back from the newest batch the hub has instead. While the hub cannot be read, a mirror is.
 */
export function createIngest({
  hub,
  library,
  mirror,
  lease,
  now,
  log,
  pause = pauseInTime,
}: IngestParts): Ingest {
  const stopped = new AbortController()
  let lane: Promise<unknown> = Promise.resolve()
  let looks: Promise<void> | undefined
  let failures = 0
  let restsUntilMs = 0
  let mirroredMs = Number.NEGATIVE_INFINITY
  /** The hub's newest batch, once the last weekdays turned out to have none. */
  let newest: FeedDay | undefined
  let freshenedMs: readonly number[] = []

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

  /** One look; how long to wait for the next, in milliseconds. */
  async function look(): Promise<number> {
    try {
      await library.follow()
      if (now() < restsUntilMs || !(await lease.hold(PACE.leaseMs))) return PACE.lookMs
    } catch (error) {
      log('error', 'the library could not be brought up to date', { error: String(error) })
      return PACE.lookMs
    }
    let fresh = false
    let trouble = false
    const due = dueDays()
    for (const day of due) {
      const said = await read(day, stopped.signal)
      if (stopped.signal.aborted) return 0
      if (said?.kind === 'limited') {
        log('info', 'the hub asks to be left alone', { forMs: said.afterMs })
        restsUntilMs = now() + said.afterMs
        return PACE.lookMs
      }
      if (said === undefined || said.kind === 'down') {
        trouble = true
        log('warn', 'a batch could not be read', { day, why: said?.why, detail: said?.detail })
        // One day that makes no sense must not hide the days behind it.
        if (said?.why !== 'nonsense') break
      } else fresh = true
      await pause(PACE.requestMs, stopped.signal)
    }
    if (!trouble && due.length > 0 && newest === undefined && library.days().length === 0) {
      const said = await lookFurtherBack()
      if (stopped.signal.aborted) return 0
      if (said.kind === 'day') return PACE.requestMs
      trouble = said.kind !== 'empty'
    }
    failures = trouble ? failures + 1 : due.length > 0 ? 0 : failures
    if (!trouble) return PACE.lookMs
    if (!fresh) await readMirror()
    const longestMs = fresh ? SCHEDULE.busyMs : PACE.longestBackOffMs
    restsUntilMs = now() + Math.min(PACE.backOffMs * 2 ** (failures - 1), longestMs)
    return PACE.lookMs
  }

  async function readMirror(): Promise<void> {
    if (!mirror || now() - mirroredMs < PACE.mirrorMs) return
    mirroredMs = now()
    const said = await mirror.read(stopped.signal)
    if (!said) return
    try {
      await library.keep(said.papers, said.builtMs)
    } catch (error) {
      log('error', 'papers of the mirror could not be kept', { error: String(error) })
    }
  }

  /** Finds the batch from which looks go back besides. */
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

  function dueDays(): readonly FeedDay[] {
    const nowMs = now()
    const days = [lastCompleteBefore(nowMs), newest].flatMap(last => (last ? freshDays(nowMs, last) : []))
    return [...new Set(days)].filter(day =>
      isDue(day, library.read(day), library.batch(day).length === 0, nowMs),
    )
  }

  async function keepLooking(): Promise<void> {
    while (!stopped.signal.aborted) {
      await pause(await look(), stopped.signal)
    }
  }

  /** Reads while somebody waits, but not for longer than so. */
  async function readWithin(day: FeedDay, ms: number): Promise<void> {
    const { signal, release } = patience(ms, stopped.signal)
    await Promise.race([read(day, signal), once(signal, 'abort')])
    release()
  }

  return {
    start: () => {
      looks = keepLooking()
    },
    want: async day => {
      const today = feedDayAt(now())
      const unborn = day < FIRST_FEED_DAY || day > today
      if (unborn || library.settled(day) || (day === today && library.holds(day))) return
      await readWithin(day, PACE.wantMs)
    },
    freshen: async () => {
      const nowMs = now()
      const day = feedDayAt(nowMs)
      const readMs = Math.max(library.read(day)?.readMs ?? nowMs, freshenedMs.at(-1) ?? 0)
      if (!looks || nowMs < restsUntilMs || nowMs - readMs < SCHEDULE.busyMs + PACE.lookMs) return
      freshenedMs = freshenedMs.filter(ms => ms > nowMs - PACE.freshenedWithinMs)
      if (freshenedMs.length >= PACE.freshenings) return
      freshenedMs = [...freshenedMs, nowMs]
      await readWithin(day, PACE.freshenMs)
    },
    stop: async () => {
      stopped.abort()
      await looks
      await lane
      await lease
        .release()
        .catch(error =>
          log('warn', 'the lease on reading the hub was not let go of', { error: String(error) }),
        )
    },
  }
}
