import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHub } from '../src/feed/hub.ts'
import { createIngest, type Ingest } from '../src/feed/ingest.ts'
import { createLibrary, type Library } from '../src/feed/library.ts'
import { loadSample } from '../src/feed/sample.ts'
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
const keys = (papers: readonly Paper[]) => papers.map(({ key }) => key)
const asked = () => hub.requests.map(({ date }) => date)

/** Lets the pauses between requests pass until the round is over; how long the ingest then waits, in minutes. */
async function roundOver(): Promise<number> {
  while (true) {
    await standstill()
    const [next] = pauses
    if (next && next.ms > 1_000) return next.ms / MINUTE
    passPause()
  }
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
function ingestFor(reader: Library): Ingest {
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
  return createIngest({ hub: client, library: reader, now, log, pause })
}

beforeEach(async () => {
  hub = await openHub()
  store = await openStore('sqlite::memory:')
  // Friday, noon in New York: the week of Monday 27 is closed but for today.
  nowMs = Date.parse('2026-07-31T16:00:00Z')
  logged = []
  pauses = []
  paused = () => undefined
  const index = { add: () => undefined, remove: () => undefined }
  library = createLibrary({ shelf: store.papers, index, sample: loadSample(), now: () => nowMs })
  ingest = ingestFor(library)
})

afterEach(async () => {
  vi.useRealTimers()
  await ingest.stop()
  await hub.stop()
  await store.close()
})

describe('keeping fresh', () => {
  const week = [
    '2026-07-30',
    '2026-07-29',
    '2026-07-28',
    '2026-07-27',
    '2026-07-24',
    '2026-07-23',
    '2026-07-22',
  ]

  it('reads the open batch and the last seven weekdays, then only what still changes', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    serve('2026-07-30', { '2607.00002': 2 })
    ingest.start()
    expect(await roundOver()).toBe(10)
    expect(asked()).toEqual(['2026-07-31', ...week])
    expect(library.newestComplete(nowMs)).toBe('2026-07-30')

    serve('2026-07-31', { '2607.00001': 7, '2607.00003': 1 })
    passPause()
    expect(await roundOver()).toBe(10)
    expect(asked().slice(8)).toEqual(['2026-07-31'])
    expect(library.batch('2026-07-31')).toMatchObject([{ upvotes: 7 }, { key: '2607.00003' }])
  })

  it('looks back from the newest batch there is when the last weekdays have none', async () => {
    nowMs = Date.parse('2026-11-23T17:00:00Z')
    serve('2026-07-31', { '2607.00001': 1 })
    serve('2026-07-24', { '2607.00002': 2 })
    ingest.start()
    expect(await roundOver()).toBe(10)
    expect(asked().slice(8)).toEqual([undefined, '2026-11-23', '2026-07-31', ...week.slice(0, 6)])
    expect(library.days()).toEqual(['2026-07-31', '2026-07-24'])
    expect(library.newestComplete(nowMs)).toBe('2026-07-31')

    passPause()
    expect(await roundOver()).toBe(10)
    expect(asked().slice(17)).toEqual(['2026-11-23'])
  })

  it('finds nothing in a hub that has nothing, and asks it again in time', async () => {
    ingest.start()
    expect(await roundOver()).toBe(10)
    expect(library.freshness()).toMatchObject({ kind: 'sample', hub: { kind: 'fine' } })
    serve('2026-03-02', { '2603.00001': 1 })
    passPause()
    expect(await roundOver()).toBe(10)
    expect(library.days()).toEqual(['2026-03-02'])
  })

  it('asks soon again for the newest batch when the hub does not tell it', async () => {
    serve('2026-03-02', { '2603.00001': 1 })
    ingest.start()
    for (const _day of ['2026-07-31', ...week]) {
      await standstill()
      if (asked().length === 8) hub.break({ kind: 'instead', status: 502 })
      passPause()
    }
    expect(await roundOver()).toBe(1)
    expect([asked().at(-1), library.freshness().hub]).toMatchObject([undefined, { why: 'failing' }])
    hub.mend()
    passPause()
    expect(await roundOver()).toBe(10)
    expect(library.days()).toEqual(['2026-03-02'])
  })

  it('reads a batch once more when it has closed, and Friday’s all weekend', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest.start()
    await roundOver()
    nowMs = Date.parse('2026-08-01T12:00:00Z')
    passPause()
    await roundOver()
    expect([asked().at(-1), library.newestComplete(nowMs)]).toEqual(['2026-07-31', '2026-07-31'])
    nowMs = Date.parse('2026-08-03T12:00:00Z')
    passPause()
    await roundOver()
    expect(asked().slice(9)).toEqual(['2026-08-03'])
  })

  it('keeps what it has when the hub goes down, asks less and less, and comes back', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest.start()
    await roundOver()
    const downMs = nowMs + 10 * MINUTE
    hub.break({ kind: 'instead', status: 502, body: 'Bad gateway' })
    const waits: number[] = []
    for (let round = 0; round < 7; round += 1) {
      passPause()
      waits.push(await roundOver())
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30])
    expect(library.freshness()).toMatchObject({
      newestDay: '2026-07-31',
      hub: { kind: 'down', why: 'failing', sinceMs: downMs },
    })
    expect(keys(library.batch('2026-07-31'))).toEqual(['2607.00001'])
    hub.mend()
    passPause()
    expect(await roundOver()).toBe(10)
    expect(library.freshness()).toMatchObject({ hub: { kind: 'fine' } })
  })

  it('keeps what it has when the hub forgets a batch', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest.start()
    await roundOver()
    serve('2026-07-31', {})
    passPause()
    await roundOver()
    expect(keys(library.batch('2026-07-31'))).toEqual(['2607.00001'])
  })

  it('waits as long as the hub asks', async () => {
    hub.break({ kind: 'instead', status: 429, headers: { ratelimit: '"api";r=0;t=240' } })
    ingest.start()
    expect(await roundOver()).toBe(4)
    expect(library.freshness()).toMatchObject({ hub: { kind: 'limited', untilMs: nowMs + 4 * MINUTE } })
    expect(asked()).toEqual(['2026-07-31'])
  })

  it('reads on behind one day that makes no sense', async () => {
    hub.serve('2026-07-31', ['nonsense'])
    serve('2026-07-30', { '2607.00001': 1 })
    ingest.start()
    expect(await roundOver()).toBe(1)
    expect(library.days()).toEqual(['2026-07-30'])
  })

  it('carries on when the store cannot keep what was read', async () => {
    serve('2026-07-31', { '2607.00001': 1 })
    ingest = ingestFor({ ...library, add: () => Promise.reject(new Error('disk full')) })
    ingest.start()
    expect(await roundOver()).toBe(1)
    expect(logged[0]).toMatch(/^a batch could not be kept .*2026-07-31.*disk full/)
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
