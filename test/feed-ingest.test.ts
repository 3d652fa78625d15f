import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dayAfter, isWeekend } from '../src/feed/feed-day.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { createHub } from '../src/feed/hub/hub.ts'
import { createIngest, type Ingest } from '../src/feed/ingest.ts'
import { createLibrary, type Library } from '../src/feed/library.ts'
import type { FeedDay, Paper } from '../src/papers.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type HubEmulator, hubRecord, openHub } from './emulators/hub.ts'

const MINUTE = 60_000

let hub: HubEmulator
let store: Store
let library: Library
let ingest: Ingest
let nowMs: number
let logged: string[]
/** The pauses of the ingest: each stands still until the test lets it pass. */
let pauses: { ms: number; pass: () => void }[]
let paused: () => void

const serve = (day: FeedDay, upvotes: Readonly<Record<string, number>>) =>
  hub.serve(
    day,
    Object.entries(upvotes).map(([key, votes]) =>
      hubRecord({ key, title: `Paper ${key}`, abstract: `All about ${key}.`, upvotes: votes }, day),
    ),
  )
const PAPER: Paper = {
  key: '2405.14906',
  title: 'AutoCoder',
  abstract: 'A model for code.',
  source: 'hub',
  feedDay: '2024-05-27',
}
const keys = (papers: readonly Paper[]) => papers.map(({ key }) => key)
const asked = () => hub.requests.map(({ date }) => date)

/** Lets the pauses between requests pass until the look is over and the ingest waits for the next. */
async function lookOver(): Promise<void> {
  while (true) {
    await standstill()
    if (pauses.some(({ ms }) => ms > 1_000)) return
    passPause()
  }
}

/** Lets time pass, look by look; the minutes from now on at which the hub was asked. */
async function minutesAsked(minutes: number): Promise<readonly number[]> {
  const startMs = nowMs
  const times: number[] = []
  while (nowMs < startMs + minutes * MINUTE) {
    const before = asked().length
    passPause()
    await lookOver()
    for (const _ of asked().slice(before)) times.push((nowMs - startMs) / MINUTE)
  }
  return times
}

async function standstill(): Promise<void> {
  while (pauses.length === 0) await new Promise<void>(resolve => (paused = resolve))
}

function passPause(): void {
  const next = pauses.shift()
  nowMs += next?.ms ?? 0
  next?.pass()
}

/** An ingest of this hub for a library. */
function ingestFor(reader: Library, owner = 'me'): Ingest {
  const now = () => nowMs
  const log = (_level: string, event: string, facts = {}) =>
    void logged.push(`${event} ${JSON.stringify(facts)}`)
  const pause = (ms: number, signal: AbortSignal) =>
    new Promise<void>(pass => {
      if (signal.aborted) return pass()
      signal.addEventListener('abort', () => pass())
      pauses.push({ ms, pass })
      paused()
    })
  const client = createHub({ endpoint: hub.endpoint, version: '0', fetch, now, log })
  const lease = {
    hold: (forMs: number) => store.leases.hold('feed', owner, forMs),
    release: () => store.leases.release('feed', owner),
  }
  return createIngest({ hub: client, library: reader, lease, now, log, pause })
}

/** A library of its own on the same store, as another process has it. */
function openLibrary(): Library {
  const index = { add: () => undefined, remove: () => undefined }
  return createLibrary({ shelf: store.papers, index, sample: loadSample(), now: () => nowMs })
}

beforeEach(async () => {
  hub = await openHub()
  store = await openStore('sqlite::memory:', () => nowMs)
  // Friday, noon in New York: the week of Monday 27 is closed but for today.
  nowMs = Date.parse('2026-07-31T16:00:00Z')
  logged = []
  pauses = []
  paused = () => undefined
  library = openLibrary()
  ingest = ingestFor(library)
})

afterEach(async () => {
  vi.useRealTimers()
  await ingest.stop()
  await hub.stop()
  await store.close()
})

/** The weekdays of thirty days up to one, newest first. */
const weekdaysUpTo = (last: FeedDay) =>
  Array.from({ length: 30 }, (_, days) => dayAfter(last, -days)).filter(day => !isWeekend(day))

describe('keeping fresh', () => {
  const before = weekdaysUpTo('2026-07-30')

  it('reads the open batch and thirty days at first, then only what is due', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    serve('2026-07-30', { '2607.00002': 2 })
    ingest.start()
    await lookOver()
    expect(asked()).toEqual(['2026-07-31', ...before])
    expect(library.newestComplete(nowMs)).toBe('2026-07-30')

    serve('2026-07-31', { '2607.00001': 7, '2607.00003': 1 })
    await minutesAsked(61)
    expect(asked().slice(1 + before.length)).toEqual(['2026-07-31'])
    expect(library.batch('2026-07-31')).toMatchObject([{ upvotes: 7 }, { key: '2607.00003' }])
  })

  it('finds new papers within ten minutes while they are submitted', async () => {
    nowMs = Date.parse('2026-08-04T01:29:30Z')
    ingest.start()
    await lookOver()
    const times = [0, ...(await minutesAsked(8.5 * 60))]
    const gaps = times.slice(1).map((minute, index) => minute - (times[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(10)
  })

  it('reads for whoever asks in quiet hours, twenty times a day at most', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest.start()
    await lookOver()
    const from = asked().length
    await ingest.freshen()
    expect(asked()).toHaveLength(from)
    await minutesAsked(10)
    serve('2026-07-31', { '2607.00001': 1, '2607.00003': 1 })
    await Promise.all([ingest.freshen(), ingest.freshen()])
    expect([asked().slice(from), keys(library.batch('2026-07-31'))]).toEqual([
      ['2026-07-31'],
      ['2607.00001', '2607.00003'],
    ])
    for (let time = 0; time < 30; time += 1) {
      nowMs += 10 * MINUTE
      await ingest.freshen()
    }
    expect(asked().slice(from)).toHaveLength(20)
  })

  it('is done by one process for all, and by another when that ends', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest.start()
    await lookOver()
    const from = asked().length
    pauses = []
    const otherLibrary = openLibrary()
    const other = ingestFor(otherLibrary, 'you')
    other.start()
    await lookOver()
    expect([asked().length, keys(otherLibrary.batch('2026-07-31'))]).toEqual([from, ['2607.00001']])

    await ingest.stop()
    serve('2026-07-31', { '2607.00001': 5 })
    await minutesAsked(61)
    expect([asked().length, otherLibrary.batch('2026-07-31')]).toMatchObject([from + 1, [{ upvotes: 5 }]])
    await other.stop()
  })

  it('knows what a backfill has stored beside it', async () => {
    ingest.start()
    await lookOver()
    await store.papers.saveBatch({ day: '2024-05-27', readMs: nowMs, settled: true }, [PAPER])
    await minutesAsked(1)
    expect(library.batch('2024-05-27')).toEqual([PAPER])
  })

  it('looks back from the newest batch there is when the last weekdays have none', async () => {
    nowMs = Date.parse('2026-11-23T17:00:00Z')
    serve('2026-07-31', { '2607.00001': 1 })
    serve('2026-07-24', { '2607.00002': 2 })
    ingest.start()
    await lookOver()
    await minutesAsked(1)
    const first = [...weekdaysUpTo('2026-11-20'), undefined, ...weekdaysUpTo('2026-07-31')]
    expect(asked()).toEqual(['2026-11-23', ...first])
    expect(library.days()).toEqual(['2026-07-31', '2026-07-24'])
    expect(library.newestComplete(nowMs)).toBe('2026-07-31')
  })

  it('finds nothing in a hub that has nothing, and asks it again in time', async () => {
    ingest.start()
    await lookOver()
    expect(library.freshness()).toMatchObject({ kind: 'sample', hub: { kind: 'fine' } })
    serve('2026-03-02', { '2603.00001': 1 })
    await minutesAsked(61)
    expect(library.days()).toEqual(['2026-03-02'])
  })

  it('asks soon again for the newest batch when the hub does not tell it', async () => {
    serve('2026-03-02', { '2603.00001': 1 })
    ingest.start()
    for (let day = 0; day <= before.length; day += 1) {
      await standstill()
      if (asked().length === 1 + before.length) hub.break({ kind: 'instead', status: 502 })
      passPause()
    }
    await lookOver()
    expect([asked().at(-1), library.freshness().hub]).toMatchObject([undefined, { why: 'failing' }])
    hub.mend()
    await minutesAsked(70)
    expect(library.days()).toEqual(['2026-03-02'])
  })

  it('keeps what it has when the hub goes down, asks less and less, and comes back', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest.start()
    await lookOver()
    nowMs += 60 * MINUTE
    hub.break({ kind: 'instead', status: 502, body: 'Bad gateway' })
    const times = await minutesAsked(95)
    expect(times.map(minute => Math.round(minute))).toEqual([1, 2, 4, 8, 16, 32, 62, 92])
    expect(library.freshness()).toMatchObject({
      newestDay: '2026-07-31',
      hub: { kind: 'down', why: 'failing' },
    })
    expect(keys(library.batch('2026-07-31'))).toEqual(['2607.00001'])
    hub.mend()
    // What the hub forgets, stays.
    serve('2026-07-31', {})
    await minutesAsked(31)
    expect(library.freshness()).toMatchObject({ hub: { kind: 'fine' } })
    expect(keys(library.batch('2026-07-31'))).toEqual(['2607.00001'])
  })

  it('waits as long as the hub asks', async () => {
    hub.break({ kind: 'instead', status: 429, headers: { ratelimit: '"api";r=0;t=240' } })
    ingest.start()
    await lookOver()
    expect(library.freshness()).toMatchObject({ hub: { kind: 'limited', untilMs: nowMs + 4 * MINUTE } })
    expect(await minutesAsked(5)).toEqual([4])
  })

  it('reads on behind one day that makes no sense', async () => {
    hub.serve('2026-07-31', ['nonsense'])
    serve('2026-07-30', { '2607.00001': 1 })
    ingest.start()
    await lookOver()
    expect(library.days()).toEqual(['2026-07-30'])
  })

  it('carries on when the store cannot keep what was read', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest = ingestFor({ ...library, add: () => Promise.reject(new Error('disk full')) })
    ingest.start()
    await lookOver()
    expect(logged[0]).toMatch(/^a batch could not be kept .*2026-07-31.*disk full/)
    await minutesAsked(2)
    expect(asked()).toEqual(['2026-07-31', '2026-07-31'])
  })

  it('fetches a day someone wants, once, and none that cannot be', async () => {
    serve('2025-02-03', { '2502.00001': 1 })
    await ingest.want('2025-02-03')
    await ingest.want('2025-02-03')
    await ingest.want('2026-08-03')
    await ingest.want('2023-05-03')
    expect([asked(), keys(library.batch('2025-02-03'))]).toEqual([['2025-02-03'], ['2502.00001']])
  })

  it('lets nobody wait longer than two and a half seconds, nor the stop at all', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    hub.break({ kind: 'hang' })
    ingest.start()
    await hub.asked(1)
    const wanted = ingest.want('2025-02-03')
    vi.advanceTimersByTime(2_500)
    await wanted
    await ingest.stop()
    expect([asked(), library.freshness().hub.kind]).toEqual([['2026-07-31'], 'unasked'])
  })
})
