import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { readBeir } from './eval/search/beir.ts'
import { readJudgedSample } from './eval/search/judged-sample.ts'
import { isMeasurable, mean, score } from './eval/search/metrics.ts'
import { plainQuery } from './eval/search/plain-query.ts'
import { runLines } from './eval/search/run-file.ts'

const evaluate = (...given: readonly string[]) =>
  spawnSync(process.execPath, ['test/eval/eval.ts', ...given], { encoding: 'utf8' })

describe('a ranking is scored', () => {
  const judged = (grades: Readonly<Record<string, number>>) => new Map(Object.entries(grades))

  test('by its grades, each worth less the lower it stands', () => {
    // DCG 1/log₂2 + 0 + 3/log₂4 = 2.5; ideal 3/log₂2 + 2/log₂3 + 1/log₂4 = 4.761860
    expect(score(['c', 'x', 'a'], judged({ a: 3, b: 2, c: 1 })).ndcg10).toBeCloseTo(0.525005, 6)
    // 2/log₂3 = 1.261860 of 2/log₂2 = 2
    expect(score(['x', 'a'], judged({ a: 2 })).ndcg10).toBeCloseTo(0.63093, 6)
    expect(score(['a', 'b', 'c'], judged({ a: 3, b: 2, c: 1 })).ndcg10).toBe(1)
  })

  test('by its first ten against the best ten there are', () => {
    const twelve = Array.from({ length: 12 }, (_, i) => `d${i}`)
    expect(score(twelve, judged(Object.fromEntries(twelve.map(d => [d, 1])))).ndcg10).toBe(1)
    expect(score(twelve, judged({ d10: 1 })).ndcg10).toBe(0)
  })

  test('counting nothing for what was not judged, judged 0 or judged below 0', () => {
    const grades = judged({ a: 1, zero: 0, bad: -2 })
    expect(score(['bad', 'zero', 'unjudged', 'a'], grades)).toEqual({
      ndcg10: expect.closeTo(1 / Math.log2(5), 12),
      recall100: 1,
      success1: 0,
    })
    expect(score([], grades)).toEqual({ ndcg10: 0, recall100: 0, success1: 0 })
  })

  test('by how many of the relevant are among the first hundred, missing ones included', () => {
    const ranking = Array.from({ length: 101 }, (_, i) => `d${i}`)
    expect(score(ranking, judged({ d0: 1, d99: 2, d100: 1, nowhere: 1 }))).toMatchObject({
      recall100: 0.5,
      success1: 1,
    })
  })

  test('unless nothing is relevant', () => {
    expect(isMeasurable(judged({ a: 0, b: -1 }))).toBe(false)
    expect(isMeasurable(judged({}))).toBe(false)
    expect(isMeasurable(judged({ a: 0, b: 1 }))).toBe(true)
    expect(mean([1, 0, 0.5])).toBe(0.5)
  })

  test('never better than the best order of the same documents', () => {
    const grades = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{2}$/), fc.integer({ min: 0, max: 3 })), {
      selector: ([document]) => document,
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(grades, list => {
        const judged = new Map(list)
        fc.pre(isMeasurable(judged))
        const as = list.map(([document]) => document)
        const best = as.toSorted((a, b) => (judged.get(b) ?? 0) - (judged.get(a) ?? 0))
        expect(score(best, judged).ndcg10).toBeCloseTo(1, 12)
        expect(score(as, judged).ndcg10).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})

describe('a query of a collection', () => {
  it('is nothing but words', () => {
    expect(plainQuery('"exact phrase" -without author:dao since:30d? 2401.12345 – (why)')).toMatchObject({
      words: ['exact', 'phrase', 'without', 'author:dao', 'since:30d', '2401.12345', 'why'],
      phrases: [],
      without: [],
      arxivIds: [],
      filters: { authors: [], organizations: [] },
    })
  })

  it('counts with its first 64 words, as what people type', () => {
    expect(plainQuery('pre-training '.repeat(40)).words).toHaveLength(32)
  })
})

describe('a run file', () => {
  it('keeps the order by scores that no two documents share', () => {
    expect(runLines('q1', ['b', 'a'])).toEqual(['q1 Q0 b 1 2 paperboy\n', 'q1 Q0 a 2 1 paperboy\n'])
  })
})

describe('the judged sample', () => {
  const { papers, queries } = readJudgedSample()

  it('has two sets of queries of every kind, each once and each with something to find', () => {
    expect(papers).toHaveLength(81)
    const kinds = (wanted: number) =>
      new Set(queries.filter(({ set }) => set === wanted).map(({ kind }) => kind))
    for (const set of [1, 2]) {
      expect(queries.filter(query => query.set === set).length).toBeGreaterThanOrEqual(60)
      expect([...kinds(set)]).toEqual(expect.arrayContaining(['paraphrase', 'vocabulary', 'typo', 'acronym']))
    }
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length)
    expect(new Set(queries.map(({ text }) => text)).size).toBe(queries.length)
    expect(queries.filter(({ judged }) => !isMeasurable(judged))).toEqual([])
  })
})

describe('sentences', () => {
  it('are judged by their boundaries, each wrong one shown', () => {
    const judged = { id: 'p', abstract: 'It is so. We say so.', sentences: [[0, 20]] }
    const folder = mkdtempSync(join(tmpdir(), 'paperboy-eval-'))
    const file = join(folder, 'judged.jsonl')
    const run = (text: string) => {
      writeFileSync(file, text)
      return evaluate('sentences', '--input', file)
    }
    const unlike = run(JSON.stringify(judged)).stdout
    const alike = run(
      JSON.stringify({
        ...judged,
        sentences: [
          [0, 9],
          [10, 20],
        ],
      }),
    ).stdout
    const faulty = run('{"id": "p"}')
    rmSync(folder, { recursive: true })
    expect(unlike).toMatch(/^paperboy extra p: "It is so\.\| We say so\."/)
    expect(JSON.parse(alike.trim().split('\n').at(-1) ?? '')).toEqual({
      texts: 1,
      boundaries: 1,
      wrong: 0,
      wrongPerThousand: 0,
      plain: { wrong: 0, wrongPerThousand: 0 },
    })
    expect(faulty).toMatchObject({ status: 1, stderr: expect.stringMatching(/judged\.jsonl, line 1/) })
  })
})

describe('a collection', () => {
  let folder: string
  const write = (name: string, text: string | Buffer): string => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }
  const files = () => ({
    corpus: write(
      'corpus.jsonl.gz',
      gzipSync(
        '{"_id":"d1","title":"Grokking","text":"Networks grok late."}\n{"_id":"d2","title":"","text":"Poker agents.\u2028","metadata":{}}\n{"_id":"d3","title":"Networks","text":"Pruned."}\n',
      ),
    ),
    queries: write(
      'queries.jsonl',
      '{"_id":"q1","text":"late networks: \\"grok\\"?"}\r\n{"_id":"q2","text":"poker -agents"}\n{"_id":"q3","text":"never judged"}\n',
    ),
    qrels: write('qrels.tsv', 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td3\t1\nq2\td2\t1\nq3\td1\t0\n'),
  })
  const flags = (given: Readonly<Record<string, string>>) =>
    Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paperboy-eval-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is searched; the figures are said to people and to programs, the rankings to other judges', () => {
    const run = join(folder, 'run.trec')
    const { stdout, stderr, status } = evaluate('search', ...flags({ ...files(), run }))
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const [header = '', , all = '', figures = ''] = stdout.trim().split('\n')
    expect(header).toMatch(/^judged +queries +ndcg@10 +recall@100 +success@1 +p50 ms +p99 ms$/)
    expect(all).toMatch(/^all +2 +1 +1 +1 /)
    expect(JSON.parse(figures)).toEqual({
      documents: 3,
      queries: 2,
      leftOut: 1,
      'ndcg@10': 1,
      'recall@100': 1,
      'success@1': 1,
      p50: expect.any(Number),
      p99: expect.any(Number),
    })
    expect(readFileSync(run, 'utf8')).toBe(
      'q1 Q0 d1 1 2 paperboy\nq1 Q0 d3 2 1 paperboy\nq2 Q0 d2 1 1 paperboy\n',
    )
  })

  it('names the file and the line that cannot be read', () => {
    const good = files()
    const bad = (name: string, text: string) => write(name, text)
    expect(() => readBeir({ ...good, corpus: bad('c.jsonl', '{"_id":"a"}\n\n{"_id":7}\n') })).toThrow(
      /c\.jsonl, line 3: .*_id/s,
    )
    expect(() => readBeir({ ...good, corpus: bad('c.jsonl', '{"_id":"two words"}\n') })).toThrow(/blanks/)
    expect(() => readBeir({ ...good, queries: bad('q.jsonl', '{"_id":"a","text":"x"}\n{') })).toThrow(
      /q\.jsonl, line 2: SyntaxError/,
    )
    expect(() => readBeir({ ...good, qrels: bad('r.tsv', 'query-id\tcorpus-id\tscore\nq1\td1\n') })).toThrow(
      /r\.tsv, line 2: no query, document and whole number, parted by tabs: q1/,
    )
    expect(() => readBeir({ ...good, qrels: bad('r.tsv', 'q1\td1\t1\n') })).toThrow(
      /r\.tsv, line 1: .*columns/,
    )
    expect(() => readBeir({ ...good, corpus: join(folder, 'none.jsonl') })).toThrow(
      /none\.jsonl cannot be read/,
    )
    expect(() => readBeir({ ...good, corpus: bad('c.jsonl.gz', 'not gzipped') })).toThrow(
      /c\.jsonl\.gz cannot be read/,
    )
  })

  it('that is given in part, or badly, is answered in one sentence', () => {
    const { corpus } = files()
    const part = evaluate('search', '--corpus', corpus)
    expect(part).toMatchObject({ status: 1, stderr: expect.stringContaining('--queries F --qrels F') })
    const none = evaluate('search', ...flags({ ...files(), corpus: 'none.jsonl' }))
    expect(none.status).toBe(1)
    expect(none.stderr).toMatch(/^none\.jsonl cannot be read: .*\n$/)
  })
})
