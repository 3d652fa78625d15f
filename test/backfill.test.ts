import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../data/make/random.ts'
import { type BackfillEnd, backfill } from '../src/feed/backfill.ts'
import { dayAfter, isWeekend, type Span } from '../src/feed/feed-day.ts'
import { createHub } from '../src/feed/hub/hub.ts'
import type { FeedDay } from '../src/papers.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type HubEmulator, type HubMishap, hubRecord, openHub } from './emulators/hub.ts'
import { ENGINES } from './rigs/engines.ts'
import { ended, environmentOf, started } from './rigs/process.ts'

/** Friday, noon in New York. */
const NOW_MS = Date.parse('2026-07-31T16:00:00Z')
/** Two months that are over, and the open one. */
const SPAN: Span = { from: '2026-05-01', to: '2026-07-31' }
const MISHAPS: readonly HubMishap[] = [
  { kind: 'cut' },
  { kind: 'instead', status: 500 },
  { kind: 'instead', status: 429, headers: { 'retry-after': '2' } },
  { kind: 'instead', body: '<!doctype html><p>Sign in</p>' },
]

let folder: string
let hub: HubEmulator
let store: Store
let nowMs: number

beforeEach(async () => {
  nowMs = NOW_MS
  folder = await mkdtemp(join(tmpdir(), 'paperboy-backfill-'))
  hub = await openHub(() => nowMs)
  store = await openStore('sqlite::memory:')
})
afterEach(async () => {
  await Promise.all([hub.stop(), store.close()])
  await rm(folder, { recursive: true })
})

/** A batch of so many papers, named by day and place; `bare` records do not tell their day, as before 2025. */
function serve(day: FeedDay, count: number, bare = false): void {
  const records = Array.from({ length: count }, (_, place) => {
    const key = `${day.slice(2, 7).replace('-', '')}.${day.slice(8)}${String(place).padStart(3, '0')}`
    const record = hubRecord({ key, title: `Paper ${key}`, abstract: `All about ${key}.` }, day)
    const { submittedOnDailyAt: _day, ...paper } = Object(record.paper)
    return bare ? { ...record, paper } : record
  })
  hub.serve(day, records)
}
/** Every weekday of the span but one has five papers, and one weekend two. */
function serveSpan({ from, to }: Span, bare = false): ReadonlyMap<FeedDay, number> {
  const counts = new Map<FeedDay, number>()
  for (let day = from; day <= to; day = dayAfter(day, 1))
    if (!isWeekend(day) && day !== '2026-05-25') counts.set(day, 5)
  if (!bare) counts.set('2026-06-20', 2)
  for (const [day, count] of counts) serve(day, count, bare)
  return counts
}

/** Runs over the span, the clock going on with each pause; given up after so many requests more. */
async function run(span: Span, requests = Number.POSITIVE_INFINITY, into = store): Promise<BackfillEnd> {
  const stopping = new AbortController()
  const most = hub.requests.length + requests
  const client = createHub({ endpoint: hub.endpoint, version: '0', fetch, now: () => nowMs, log: () => {} })
  const counted = <T>(ask: () => Promise<T>): Promise<T> => {
    if (hub.requests.length >= most) stopping.abort()
    return ask()
  }
  return backfill(
    {
      hub: {
        batch: (...asked) => counted(() => client.batch(...asked)),
        month: (...asked) => counted(() => client.month(...asked)),
      },
      ...{ shelf: into.papers, pages: into.monthPages, now: () => nowMs, log: () => undefined },
      ...{ told: () => undefined, waits: () => undefined, signal: stopping.signal },
      pause: async ms => {
        nowMs += ms
      },
    },
    span,
  )
}
const kept = async ({ from, to }: Span, from_ = store) =>
  [...(await from_.monthPages.counts(from, to))].sort()
const settledDays = async () => (await store.papers.batches()).filter(({ settled }) => settled)

describe.each(ENGINES)('a backfill into %s', (_name, freshUrl) => {
  it('keeps every batch once, and asks for nothing again but the open one', async () => {
    const counts = serveSpan(SPAN)
    const into = await openStore(await freshUrl(folder))
    expect(await run(SPAN, undefined, into)).toEqual({ kind: 'done' })
    expect(await kept(SPAN, into)).toEqual([...counts].sort())
    const asked = hub.requests.length
    // Two lists of two pages and what bears them out, and the days of July.
    expect(asked).toBeLessThan(45)
    expect(await run(SPAN, undefined, into)).toEqual({ kind: 'done' })
    expect(hub.requests.slice(asked).map(({ date }) => date)).toEqual(['2026-07-31'])
    await into.close()
  })
})

describe('a backfill', () => {
  it('goes on at the page where it was stopped', async () => {
    const june = { from: '2026-06-01', to: '2026-06-30' }
    for (let day = june.from; day <= june.to; day = dayAfter(day, 1)) serve(day, 20)
    expect(await run(june, 3)).toEqual({ kind: 'stopped' })
    expect(await run(june)).toEqual({ kind: 'done' })
    expect(hub.requests.map(({ month, page }) => [month, page]).slice(0, 6)).toEqual(
      [0, 1, 2, 3, 4, 5].map(page => ['2026-06', page]),
    )
    expect((await kept(june)).length).toBe(30)
  })

  it('asks for each weekday where the list does not tell days', async () => {
    const counts = serveSpan(SPAN, true)
    expect(await run(SPAN)).toEqual({ kind: 'done' })
    expect(await kept(SPAN)).toEqual([...counts].sort())
    expect(hub.requests.filter(({ month }) => month !== undefined)).toHaveLength(2)
    expect(await settledDays()).toHaveLength(91)
  })

  it('does not believe a list that ends too early', async () => {
    const counts = serveSpan({ from: '2026-05-01', to: '2026-05-31' })
    hub.cutMonths(47)
    expect(await run({ from: '2026-05-01', to: '2026-05-31' })).toEqual({ kind: 'done' })
    expect(await kept(SPAN)).toEqual([...counts].filter(([day]) => day < '2026-06-01').sort())
  })

  it('keeps the hub’s limit, said or unsaid, however long it takes', async () => {
    const span = { from: '2023-05-04', to: '2026-07-31' }
    serveSpan(span, true)
    hub.allow(500, 'silent')
    expect(await run(span)).toEqual({ kind: 'done' })
    expect([hub.refused, hub.requests.length > 800]).toEqual([0, true])

    await store.close()
    store = await openStore('sqlite::memory:')
    nowMs = NOW_MS
    hub.allow(60)
    expect(await run({ from: '2026-01-01', to: '2026-07-31' })).toEqual({ kind: 'done' })
    expect(hub.refused).toBe(0)
  })

  it('gives up in the end on a hub that is down, and says on what', async () => {
    hub.break({ kind: 'instead', status: 502 })
    expect(await run({ from: '2026-07-30', to: '2026-07-30' })).toEqual({
      ...{ kind: 'failed', what: '2026-07-30', why: 'status 502' },
    })
    expect(hub.requests).toHaveLength(11)
  })

  it('keeps the same whatever goes wrong, however often it is stopped', async () => {
    const trouble = fc.record({
      counts: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 45, maxLength: 45 }),
      bare: fc.boolean(),
      stops: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
      seed: fc.integer({ min: 0, max: 1e6 }),
    })
    await fc.assert(
      fc.asyncProperty(trouble, async ({ counts, bare, stops, seed }) => {
        await Promise.all([hub.stop(), store.close()])
        ;[hub, store] = await Promise.all([openHub(() => nowMs), openStore('sqlite::memory:')])
        const span = { from: '2026-06-01', to: '2026-07-15' }
        const served = counts.flatMap((count, index): readonly (readonly [FeedDay, number])[] => {
          const day = dayAfter(span.from, index)
          return day <= span.to && !isWeekend(day) && count > 0 ? [[day, count]] : []
        })
        for (const [day, count] of served) serve(day, count, bare)
        const random = seededRandom(seed)
        hub.break(() => MISHAPS[Math.floor(random() * 4 * MISHAPS.length)])
        for (const requests of stops) await run(span, requests)
        expect(await run(span)).toEqual({ kind: 'done' })
        expect(await kept(span)).toEqual(served)
      }),
      { numRuns: 15 },
    )
  })
})

describe('npm run backfill', () => {
  const start = (...options: readonly string[]) => {
    const DATABASE_URL = `sqlite:${join(folder, 'papers.db')}`
    return started('backfill.ts', options, { ...environmentOf({ hub }), DATABASE_URL })
  }

  it('comes to the same when it is killed again and again', async () => {
    const counts = serveSpan(SPAN)
    hub.break({ kind: 'late', ms: 20 })
    for (let kill = 1; kill <= 4; kill += 1) {
      const child = start('--from', SPAN.from, '--to', SPAN.to)
      const exit = once(child, 'exit')
      await Promise.race([hub.asked(kill * 9), exit])
      child.kill('SIGKILL')
      await exit
    }
    const { code, out, complaints } = await ended(start('--from', SPAN.from, '--to', SPAN.to))
    expect(out).toContain('Done: 327 papers of 66 days are kept.')
    expect([code, complaints]).toEqual([0, expect.stringContaining('days read 100 %')])
    await store.close()
    store = await openStore(`sqlite:${join(folder, 'papers.db')}`)
    expect(await kept(SPAN)).toEqual([...counts].sort())
  })

  it('stops at Ctrl-C and says how it goes on', async () => {
    hub.break({ kind: 'hang' })
    const child = start('--from', '2026-06-01', '--to', '2026-06-30')
    const stopped = ended(child)
    await hub.asked(1)
    child.kill('SIGINT')
    const { code, out } = await stopped
    expect([code, out]).toEqual([130, expect.stringContaining('Start the same command again')])
  })

  it.each([
    [['--from', 'sometime'], '--from is no day: sometime.'],
    [['--from', '2026-06-02', '--to', '2026-06-01'], '--from 2026-06-02 is after --to 2026-06-01.'],
    [['--to', '2023-05-03', '--from', '2023-05-01'], 'Daily Papers began on 2023-05-04.'],
    [['--from', '2999-01-01', '--to', '2999-01-02'], 'is still to come.'],
    [['--since', 'x'], 'Write it like: npm run backfill'],
  ])('refuses %j in a sentence', async (options, sentence) => {
    const { code, complaints } = await ended(start(...options))
    expect([code, complaints]).toEqual([1, expect.stringContaining(sentence)])
  })
})
