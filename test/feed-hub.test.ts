import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHub, type Hub } from '../src/feed/hub/hub.ts'
import { type HubEmulator, type HubMishap, hubRecord, openHub } from './emulators/hub.ts'

const paper = (key: string) => ({ key, title: `Paper ${key}`, abstract: `All about ${key}.` })

let hub: HubEmulator
let client: Hub
let nowMs: number
let logged: string[]

beforeEach(async () => {
  hub = await openHub()
  nowMs = Date.parse('2026-07-31T16:00:00Z')
  logged = []
  client = createHub({
    endpoint: `${hub.endpoint}/`,
    token: 'hf_secret',
    version: '1.2.3',
    fetch,
    now: () => nowMs,
    log: (_level, event, facts = {}) => void logged.push(`${event} ${JSON.stringify(facts)}`),
  })
})

afterEach(async () => {
  vi.useRealTimers()
  await hub.stop()
})

describe('the hub', () => {
  it('gives a batch of any length, asked page by page', async () => {
    const many = Array.from({ length: 203 }, (_, index) => paper(`2607.${10_000 + index}`))
    hub.serve(
      '2026-07-30',
      many.map(told => hubRecord(told, '2026-07-30')),
    )
    const batch = await client.batch('2026-07-30')
    expect(batch).toMatchObject({
      kind: 'batch',
      papers: many.map(({ key }) => ({ key, feedDay: '2026-07-30' })),
    })
    expect(hub.requests.map(({ page, limit }) => [page, limit])).toEqual([
      [0, 100],
      [1, 100],
      [2, 100],
    ])
    expect(hub.requests[0]).toMatchObject({ userAgent: 'paperboy/1.2.3', authorization: 'Bearer hf_secret' })
  })

  it('need not send again what has not changed', async () => {
    const told = [paper('2607.10001'), paper('2607.10002')].map(each => hubRecord(each, '2026-07-30'))
    hub.serve('2026-07-30', told.slice(0, 1))
    const first = await client.batch('2026-07-30')
    expect(await client.batch('2026-07-30')).toEqual(first)
    expect(hub.unchanged).toBe(1)
    hub.serve('2026-07-30', told)
    expect(await client.batch('2026-07-30')).toMatchObject({
      papers: [{ key: '2607.10001' }, { key: '2607.10002' }],
    })
    // Of the days between, the oldest are forgotten.
    for (const day of ['01', '02', '03', '06', '07', '08']) await client.batch(`2026-07-${day}`)
    expect(await client.batch('2026-07-30')).toMatchObject({ kind: 'batch' })
    expect(hub.unchanged).toBe(1)
  })

  it('tells the newest batch before a day in one request, by the papers that tell their day', async () => {
    const signal = new AbortController().signal
    expect(await client.newestBefore('2026-07-30', signal)).toEqual({ kind: 'empty' })
    hub.serve('2026-07-30', [hubRecord(paper('2607.00004'), '2026-07-30')])
    hub.serve('2026-03-06', [
      { paper: { ...paper('2603.00003'), id: '2603.00003', summary: 'Of no day.' } },
      7,
    ])
    hub.serve('2026-03-05', [hubRecord(paper('2603.00002'), '2026-03-05')])
    hub.serve('2026-03-04', [hubRecord(paper('2603.00001'), '2026-03-04')])
    expect(await client.newestBefore('2026-07-30', signal)).toEqual({ kind: 'day', day: '2026-03-05' })
    expect(hub.requests).toHaveLength(2)
    hub.break({ kind: 'instead', status: 429 })
    expect(await client.newestBefore('2026-07-30', signal)).toEqual({ kind: 'limited', afterMs: 1_000 })
  })

  it('has no batch, whether it says so by an empty list or by refusing', async () => {
    expect(await client.batch('2026-08-01')).toEqual({ kind: 'empty' })
    hub.break({ kind: 'instead', status: 400, body: '{"error":"Invalid date"}' })
    expect(await client.batch('2026-08-01')).toEqual({ kind: 'empty' })
  })

  it('costs only the record that makes no sense, which is named', async () => {
    const good = paper('2607.00001')
    hub.serve('2026-07-30', [hubRecord(good, '2026-07-30'), { paper: { id: '2607.00002', title: 7 } }, null])
    expect(await client.batch('2026-07-30')).toMatchObject({ kind: 'batch', papers: [{ key: '2607.00001' }] })
    expect(logged).toEqual([
      expect.stringMatching(/"count":2,"faults":\["2607\.00002: title .*","unknown: is no object"\]/),
    ])
  })

  it.each<[string, HubMishap, object]>([
    ['an error', { kind: 'instead', status: 503 }, { kind: 'down', why: 'failing' }],
    ['a page', { kind: 'instead', body: '<!doctype html><p>Sign in</p>' }, { kind: 'down', why: 'nonsense' }],
    ['half a list', { kind: 'instead', body: '[{"paper":{"id":"2607' }, { kind: 'down', why: 'nonsense' }],
    ['no list', { kind: 'instead', body: '{"papers":[]}' }, { kind: 'down', why: 'nonsense' }],
    ['only nonsense', { kind: 'instead', body: '[1, {}, "x"]' }, { kind: 'down', why: 'nonsense' }],
    ['no end', { kind: 'instead', body: ' '.repeat(17 * 1024 * 1024) }, { kind: 'down', why: 'nonsense' }],
    ['a cut line', { kind: 'cut' }, { kind: 'down', why: 'unreachable' }],
    [
      '429 and when',
      { kind: 'instead', status: 429, headers: { ratelimit: '"api";r=0;t=42' } },
      { kind: 'limited', afterMs: 42_000 },
    ],
    [
      '429 and Retry-After',
      { kind: 'instead', status: 429, headers: { 'retry-after': '7' } },
      { kind: 'limited', afterMs: 7_000 },
    ],
    [
      '429 and a date',
      { kind: 'instead', status: 429, headers: { 'retry-after': 'Fri, 31 Jul 2026 16:02:00 GMT' } },
      { kind: 'limited', afterMs: 120_000 },
    ],
    ['429 alone', { kind: 'instead', status: 429 }, { kind: 'limited', afterMs: 1_000 }],
    [
      '429 for years',
      { kind: 'instead', status: 429, headers: { ratelimit: '"api";r=0;t=99999999' } },
      { kind: 'limited', afterMs: 3_600_000 },
    ],
  ])('may answer with %s', async (_name, mishap, outcome) => {
    hub.break(mishap)
    expect(await client.batch('2026-07-30')).toMatchObject(outcome)
  })

  it('is not asked for someone who has given up', async () => {
    expect(await client.batch('2026-07-30', AbortSignal.abort())).toMatchObject({
      kind: 'down',
      why: 'cancelled',
    })
    expect(hub.requests).toEqual([])
  })

  it('is left alone for as long as it asks', async () => {
    hub.break({ kind: 'instead', body: '[]', headers: { ratelimit: '"api";r=0;t=30' } })
    expect(await client.batch('2026-07-30')).toEqual({ kind: 'empty' })
    nowMs += 10_000
    expect(await client.batch('2026-07-30')).toEqual({ kind: 'limited', afterMs: 20_000 })
    nowMs += 20_000
    expect(await client.batch('2026-07-30')).toEqual({ kind: 'empty' })
    expect(hub.requests).toHaveLength(2)
  })

  it('has ten seconds to answer, and may be gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    hub.break({ kind: 'hang' })
    const slow = client.batch('2026-07-30')
    await hub.asked(1)
    vi.advanceTimersByTime(10_000)
    expect(await slow).toMatchObject({ kind: 'down', why: 'slow' })
    await hub.stop()
    expect(await client.batch('2026-07-30')).toMatchObject({ kind: 'down', why: 'unreachable' })
    hub = await openHub()
  })
})
