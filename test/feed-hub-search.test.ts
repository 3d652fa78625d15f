import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHub, type Hub } from '../src/feed/hub/hub.ts'
import type { Paper } from '../src/papers.ts'
import { type HubEmulator, type HubMishap, hubSearchRecord, openHub } from './emulators/hub.ts'

const paper = (key: string, more: Partial<Paper> = {}) => ({
  ...{ key, title: `Paper ${key}`, abstract: `All about\n${key}.`, ...more },
})
const MINUTE = 60_000

let hub: HubEmulator
let client: Hub
let nowMs: number
let logged: string[]

beforeEach(async () => {
  hub = await openHub()
  nowMs = Date.parse('2026-07-31T16:00:00Z')
  logged = []
  client = createHub({
    endpoint: hub.endpoint,
    version: '1.2.3',
    fetch,
    now: () => nowMs,
    log: (level, event) => void logged.push(`${level} ${event}`),
  })
})

afterEach(async () => {
  vi.useRealTimers()
  await hub.stop()
})

const keys = async (words: string) => (await client.search.find(words)).map(({ key }) => key)

describe('the search of the hub', () => {
  it('gives papers that came in no batch, in its order, as its records tell them', async () => {
    const told = { publishedOn: '2024-02-26', upvotes: 3, keywords: ['moe'], feedDay: '2024-03-06' }
    hub.find([hubSearchRecord(paper('2402.00002', told)), hubSearchRecord(paper('2402.00001'))])
    expect(await client.search.find('mixture of experts')).toEqual([
      {
        key: '2402.00002',
        title: 'Paper 2402.00002',
        abstract: 'All about 2402.00002.',
        source: 'hub',
        arxivId: '2402.00002',
        publishedOn: '2024-02-26',
        upvotes: 3,
        keywords: ['moe'],
      },
      {
        key: '2402.00001',
        title: 'Paper 2402.00001',
        abstract: 'All about 2402.00001.',
        source: 'hub',
        arxivId: '2402.00001',
      },
    ])
    expect(hub.searches).toEqual([{ words: 'mixture of experts', limit: 20 }])
  })

  it('leaves out what makes no sense, what was withdrawn and what comes twice', async () => {
    hub.find([
      { id: '2402.00009', title: 'Flat, as it once was', source: 'arxiv' },
      null,
      { ...hubSearchRecord(paper('2402.00003')), paper: { id: '2402.00003', withdrawnAt: '2024-03-01' } },
      hubSearchRecord(paper('2402.00001')),
      hubSearchRecord(paper('2402.00001')),
    ])
    expect(await keys('anything')).toEqual(['2402.00001'])
  })

  it('is asked once for the same words within ten minutes, and recalls only what it was asked', async () => {
    hub.find([hubSearchRecord(paper('2402.00001'))])
    expect(client.search.recall('moe')).toBeUndefined()
    await keys('moe')
    hub.find([])
    expect(await keys('moe')).toEqual(['2402.00001'])
    expect(client.search.recall('moe')).toMatchObject([{ key: '2402.00001' }])
    expect(client.search.recall('other')).toBeUndefined()
    nowMs += 10 * MINUTE
    expect(client.search.recall('moe')).toBeUndefined()
    expect(await keys('moe')).toEqual([])
    expect(hub.searches).toHaveLength(2)
  })

  it('forgets what was found longest ago, never grows', async () => {
    for (let n = 0; n <= 200; n += 1) await keys(`words ${n}`)
    expect(client.search.recall('words 0')).toBeUndefined()
    expect(client.search.recall('words 1')).toEqual([])
  })

  it('gets as many whole words as it takes', async () => {
    await keys(`${'twelve words '.repeat(30)}`)
    await keys('x'.repeat(400))
    expect(hub.searches.map(({ words }) => words.length)).toEqual([246, 250])
    expect(hub.searches[0]?.words).toMatch(/ twelve words$/)
  })

  it.each<[string, HubMishap]>([
    ['an error', { kind: 'instead', status: 503 }],
    ['a page', { kind: 'instead', body: '<!doctype html><p>Sign in</p>' }],
    ['no list', { kind: 'instead', body: '{"papers":[]}' }],
    ['a refusal', { kind: 'instead', status: 400 }],
    ['a cut line', { kind: 'cut' }],
  ])(
    'that answers with %s has found nothing and is left alone for a minute, then for two',
    async (_name, mishap) => {
      hub.break(mishap)
      expect(await keys('moe')).toEqual([])
      expect(await keys('moe')).toEqual([])
      expect(hub.searches).toHaveLength(1)
      nowMs += MINUTE
      expect(await keys('moe')).toEqual([])
      nowMs += MINUTE
      hub.mend()
      hub.find([hubSearchRecord(paper('2402.00001'))])
      expect(await keys('moe')).toEqual([])
      nowMs += MINUTE
      expect(await keys('moe')).toEqual(['2402.00001'])
      expect(hub.searches).toHaveLength(3)
      expect(logged).toEqual(['info the hub was not searched', 'info the hub was not searched'])
    },
  )

  it('has a second and a half to answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    hub.break({ kind: 'hang' })
    const slow = keys('moe')
    await hub.searched(1)
    vi.advanceTimersByTime(1_500)
    expect(await slow).toEqual([])
  })

  it('is not asked while the hub wants to be left alone, whatever it said so to', async () => {
    hub.break({ kind: 'instead', status: 429, headers: { ratelimit: '"api";r=0;t=42' } })
    await client.batch('2026-07-30')
    hub.mend()
    hub.find([hubSearchRecord(paper('2402.00001'))])
    expect(await keys('moe')).toEqual([])
    expect(hub.searches).toEqual([])
    nowMs += 42_000
    expect(await keys('moe')).toEqual(['2402.00001'])
  })
})
