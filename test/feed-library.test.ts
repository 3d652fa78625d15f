import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSample } from '../src/feed/files/sample.ts'
import { createLibrary, type Library } from '../src/feed/library.ts'
import type { FeedDay, Paper } from '../src/papers.ts'
import { openStore, type Store } from '../src/store/store.ts'

/** Friday, 31 July 2026, noon in New York. */
const nowMs = Date.parse('2026-07-31T16:00:00Z')
const DAY = 24 * 60 * 60_000

const paper = (key: string, upvotes: number, more: Partial<Paper> = {}): Paper => ({
  ...{
    key,
    arxivId: key,
    title: `Paper ${key}`,
    abstract: `All about ${key}.`,
    source: 'hub',
    upvotes,
    ...more,
  },
})

const keys = (papers: readonly Paper[]) => papers.map(({ key }) => key)

let store: Store
let library: Library
let indexed: Map<string, Paper>

function open(): Library {
  indexed = new Map()
  const add = (papers: Iterable<Paper>) => {
    for (const told of papers) indexed.set(told.key, told)
  }
  const remove = (key: string) => void indexed.delete(key)
  return createLibrary({
    shelf: store.papers,
    index: { add, remove },
    sample: loadSample(),
    now: () => nowMs,
  })
}

beforeEach(async () => {
  store = await openStore('sqlite::memory:')
  library = open()
})

afterEach(() => store.close())

describe('the library', () => {
  const read = (day: FeedDay, settled: boolean, ...papers: readonly Paper[]) =>
    library.add(
      { day, readMs: nowMs, settled },
      papers.map(told => ({ ...told, feedDay: day })),
    )

  it('has only the sample at first, in no batch, and says so', () => {
    expect([library.size, indexed.size, library.days(), library.newestComplete(nowMs)]).toEqual([
      81,
      81,
      [],
      undefined,
    ])
    expect(library.freshness()).toEqual({
      kind: 'sample',
      on: { month: 7, day: 31 },
      hub: { kind: 'unasked' },
    })
    expect(library.find('grokking at the edge of numerical stability')?.source).toBe('sample')
    expect(library.trending(nowMs)).toEqual([])
  })

  it('lists a day best first, and the newest day that is complete and has papers', async () => {
    await read('2026-07-29', true, paper('2607.00001', 1), paper('2607.00003', 9), paper('2607.00002', 9))
    await read('2026-07-30', true)
    await read('2026-07-31', false, paper('2607.00004', 50))
    expect(keys(library.batch('2026-07-29'))).toEqual(['2607.00002', '2607.00003', '2607.00001'])
    expect(library.days()).toEqual(['2026-07-31', '2026-07-29'])
    expect(library.newestComplete(nowMs)).toBe('2026-07-29')
    // Friday has closed by now, but was last read while it was open: some of its papers may be missing.
    expect(library.newestComplete(nowMs + DAY)).toBe('2026-07-29')
    expect(keys(library.between('2026-07-30', '2026-08-02'))).toEqual(['2607.00004'])
    expect(library.freshness()).toMatchObject({
      kind: 'stored',
      newestDay: '2026-07-31',
      readMs: nowMs,
    })
  })

  it('lets upvotes fade, so that an old favourite gives way', async () => {
    await read('2026-07-28', true, paper('2607.00001', 100))
    await read('2026-07-31', false, paper('2607.00002', 51), paper('2607.00003', 49))
    await read('2026-07-10', true, paper('2607.00004', 9_999))
    expect(keys(library.trending(nowMs))).toEqual(['2607.00002', '2607.00001', '2607.00003'])
  })

  it('gives the sample’s paper up for the hub’s, under either key', async () => {
    await read(
      '2026-07-31',
      false,
      paper('2501.04697', 5, { title: 'Grokking at the  Edge of Numerical Stability' }),
    )
    expect([library.size, [...indexed.keys()]]).toEqual([1, ['2501.04697']])
    expect(library.paper('grokking-at-the-edge-of-numerical-stability')?.upvotes).toBe(5)
    expect(library.find('Grokking at the Edge of Numerical Stability')?.key).toBe('2501.04697')
  })

  it('lets the sample be found until there is a day of Daily Papers, and then only known by name', async () => {
    const [sampled] = library.sample.papers
    await library.keep([paper('2607.00001', 1)])
    expect([library.size, indexed.has(sampled?.key ?? '')]).toEqual([82, true])
    await read('2026-07-31', false, paper('2607.00002', 1))
    for (const restarted of [false, true]) {
      if (restarted) {
        library = open()
        await library.load()
      }
      expect([library.size, [...indexed.keys()].toSorted()]).toEqual([2, ['2607.00001', '2607.00002']])
      expect(library.paper(sampled?.key ?? '')).toEqual(sampled)
      expect(library.find(sampled?.title ?? '')).toEqual(sampled)
    }
  })

  it('takes a paper without an id for its namesake with one, whichever came first, after a restart too', async () => {
    const imported = paper('one-paper', 1, { source: 'imported', title: 'One Paper' })
    const { arxivId: _none, ...slug } = imported
    const hub = paper('2607.00009', 7, { title: 'One paper' })
    await library.keep([slug])
    expect(library.find('one paper')).toEqual(slug)
    await read('2026-07-31', false, hub)
    await library.keep([slug])
    for (const restarted of [false, true]) {
      if (restarted) {
        library = open()
        await library.load()
      }
      expect(library.paper('one-paper')).toEqual({ ...hub, feedDay: '2026-07-31' })
      expect(library.find('one paper')?.key).toBe('2607.00009')
      expect([library.size, indexed.has('one-paper')]).toEqual([1, false])
    }
  })

  it.each([
    '2607.00001',
    ' 2607.00001v3 ',
    'arXiv:2607.00001',
    'https://arxiv.org/abs/2607.00001v2',
    'https://arxiv.org/pdf/2607.00001.pdf',
    'https://huggingface.co/papers/2607.00001?utm=1#community',
    'paper 2607.00001',
  ])('finds a paper by %j', async reference => {
    await read('2026-07-31', false, paper('2607.00001', 1))
    expect(library.find(reference)?.key).toBe('2607.00001')
  })

  it('is the same after a restart', async () => {
    await read('2026-07-30', true, paper('2607.00002', 4), paper('2607.00001', 4))
    await read(
      '2026-07-31',
      false,
      paper('2501.04697', 5, { title: 'Grokking at the Edge of Numerical Stability' }),
    )
    await read(
      '2026-07-31',
      false,
      paper('2501.04697', 6, { title: 'Grokking at the Edge of Numerical Stability' }),
    )
    const facts = (told: Library) => [
      ...[told.size, told.days(), told.batch('2026-07-30'), told.batch('2026-07-31'), told.trending(nowMs)],
      ...[told.newestComplete(nowMs), told.holds('2026-07-29'), told.settled('2026-07-30'), told.freshness()],
    ]
    const [before, indexedBefore] = [facts(library), [...indexed].sort()]
    const again = open()
    await again.load()
    expect(facts(again)).toEqual(before)
    expect([...indexed].sort()).toEqual(indexedBefore)
  })

  it('keeps papers of no batch over a restart, and lets a batch tell them anew', async () => {
    const [found, known] = [paper('2402.00001', 3), paper('2607.00001', 5)]
    await read('2026-07-30', true, known)
    await library.keep([found, { ...known, upvotes: 0, title: 'Poorer' }])
    for (const restarted of [false, true]) {
      if (restarted) {
        library = open()
        await library.load()
      }
      expect(library.paper('2402.00001')).toEqual(found)
      expect(library.paper('2607.00001')).toMatchObject({ upvotes: 5, feedDay: '2026-07-30' })
      expect(library.days()).toEqual(['2026-07-30'])
      expect(indexed.has('2402.00001')).toBe(true)
    }
    await read('2026-07-31', false, { ...found, upvotes: 9 })
    expect(library.paper('2402.00001')).toMatchObject({ upvotes: 9, feedDay: '2026-07-31' })
  })

  it('recalls what another process has stored meanwhile, and asks for nothing that it knows', async () => {
    const [found, other] = [paper('2402.00001', 3), paper('2402.00002', 4)]
    const another = open()
    await another.keep([found, other])
    await library.recall(['2402.00001', 'nobody’s'])
    expect(library.paper('2402.00001')).toEqual(found)
    expect(library.paper('2402.00002')).toBeUndefined()
    await store.close()
    await library.recall(['2402.00001'])
    store = await openStore('sqlite::memory:')
  })
})
