import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPapersFile } from '../data/read/papers-file.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { createEngine, ENGINES } from './bench/engines.ts'
import { openPaperTable, writePaperTable } from './bench/paper-table.ts'
import { speedQueries } from './bench/queries.ts'
import { collectionsAtHand } from './eval/search/at-hand.ts'

const { papers } = loadSample()
let folder: string
const write = (name: string, bytes: string | Buffer): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a file of papers', () => {
  const daily =
    '{"id":"2405.14906","title":"T","abstract":"A","authors":["B"],"publishedAt":"2024-05-23T02:53:25.000Z","dailyDate":"2024-05-27","upvotes":7,"numComments":1}'
  const dump =
    '{"id":"iros2011-6095150","title":"T","abstract":"A","date":"2011","categories":["iros"],"source":"x"}'
  const dated = '{"id":"2503.11731","title":"T","abstract":"A\u2028B","date":"2025-03-18"}'
  const text = `${daily}\n${dump}\n${dated}`

  it('is read plain, gzipped and by Zstandard alike', () => {
    const read = readPapersFile(write('papers.jsonl', text))
    expect(read).toEqual([
      expect.objectContaining({
        key: '2405.14906',
        arxivId: '2405.14906',
        feedDay: '2024-05-27',
        publishedOn: '2024-05-23',
        comments: 1,
      }),
      { key: 'iros2011-6095150', title: 'T', abstract: 'A', source: 'hub' },
      expect.objectContaining({ arxivId: '2503.11731', publishedOn: '2025-03-18', abstract: 'A\u2028B' }),
    ])
    expect(readPapersFile(write('papers.jsonl.gz', gzipSync(text)))).toEqual(read)
    expect(readPapersFile(write('papers.jsonl.zst', zstdCompressSync(text)))).toEqual(read)
  })

  it('with a line that is no paper is refused by its number', () => {
    expect(() => readPapersFile(write('bad.jsonl', `${daily}\n{"id":7}`))).toThrow(/line 2: /)
  })
})

describe('the peers and ours', () => {
  it.each(ENGINES)('%s: a paper is found by its title', name => {
    const file = join(folder, `${name}.papers`)
    writePaperTable(file, papers)
    const table = openPaperTable(file)
    const parts = { table, file: join(folder, `${name}.index`), snapshot: join(folder, 'ours.snapshot') }
    const engine = createEngine(name, parts)
    if (name !== 'oursLoaded') for (const slice of table.slices(20)) engine.add(slice)
    engine.settle()
    if (name === 'ours') expect(engine.save?.(parts.snapshot)).toBeGreaterThan(0)
    const some = papers.filter(({ title }) => title.length < 35)
    expect(some.map(({ title }) => engine.search(title, 5)[0])).toEqual(some.map(({ key }) => key))
    expect(engine.search('quantization', 3)).toHaveLength(3)
  })

  it('get papers from a file as they were', () => {
    const file = join(folder, 'papers.sqlite')
    writePaperTable(file, papers)
    const table = openPaperTable(file)
    expect([...table.slices(20)].flat()).toEqual(papers)
    expect(table.paper(papers[3]?.key ?? '')).toEqual(papers[3])
    expect(table.paper('none')).toBeUndefined()
  })

  it('get the same queries for a seed, 500 of one to eight words', () => {
    const queries = speedQueries(papers, 1)
    expect(queries).toEqual(speedQueries(papers, 1))
    expect(queries).not.toEqual(speedQueries(papers, 2))
    expect(queries).toHaveLength(500)
    expect(queries.filter(text => !/^\S+(?: \S+){0,7}$/.test(text))).toEqual([])
  })
})

describe('collections at hand', () => {
  it('are the folders that have all three files; where there is no place there are none', () => {
    const collections = mkdtempSync(join(folder, 'collections-'))
    const whole = mkdtempSync(join(collections, 'whole-'))
    const part = mkdtempSync(join(collections, 'part-'))
    for (const name of ['corpus.jsonl.gz', 'queries.jsonl', 'qrels.tsv']) writeFileSync(join(whole, name), '')
    writeFileSync(join(part, 'corpus.jsonl'), '')
    writeFileSync(join(collections, 'loose.jsonl'), '')
    expect(collectionsAtHand(collections).map(({ files }) => files)).toEqual([
      {
        corpus: join(whole, 'corpus.jsonl.gz'),
        queries: join(whole, 'queries.jsonl'),
        qrels: join(whole, 'qrels.tsv'),
      },
    ])
    expect(collectionsAtHand(join(collections, 'none'))).toEqual([])
  })
})
