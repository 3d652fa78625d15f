import { writeFileSync } from 'node:fs'
import { createSearchIndex, type SearchIndex } from '../../src/search/search.ts'
import { percentile, print } from '../bench/table.ts'
import type { JudgedQuery, JudgedSet } from './judged.ts'
import { isMeasurable, mean, type Scores, score } from './metrics.ts'
import { plainQuery } from './plain-query.ts'
import { runLines } from './run-file.ts'

/** As deep as the deepest measure looks. */
const DEPTH = 100
/** What a person sees at once, and therefore waits for. */
const FIRST_PAGE = 5

interface Ranked {
  readonly query: JudgedQuery
  readonly ranking: readonly string[]
  readonly scores: Scores
}

interface Answered extends Ranked {
  readonly ms: number
}

/**
 * Searches a judged set and prints how well and how fast: a row for each kind of query and one for all, then
 * the figures of all as JSON. `runFile` gets every ranking in the form of TREC.
 */
export function evalSearch({ papers, queries }: JudgedSet, runFile?: string): void {
  const index = createSearchIndex()
  index.add(papers)
  const measurable = queries.filter(({ judged }) => isMeasurable(judged))
  const ranked = measurable.map(query => rank(index, query))
  // By now all queries were searched once, so that the times are those of a bot that has been running.
  const answered = ranked.map(one => ({ ...one, ms: firstPageMs(index, one.query) }))
  if (runFile !== undefined) {
    writeFileSync(runFile, answered.flatMap(({ query, ranking }) => runLines(query.id, ranking)).join(''))
  }
  const kinds = Map.groupBy(answered, ({ query }) => query.kind)
  const rows = [...kinds].flatMap(([kind, of]) => (kind === undefined ? [] : [rowOf(kind, of)]))
  print([...rows, rowOf('all', answered)], {
    documents: index.size,
    queries: answered.length,
    leftOut: queries.length - answered.length,
    ...figuresOf(answered),
  })
}

function rank(index: SearchIndex, query: JudgedQuery): Ranked {
  const { hits } = index.search(plainQuery(query.text), { limit: DEPTH })
  const ranking = hits.map(({ paper }) => paper.key)
  return { query, ranking, scores: score(ranking, query.judged) }
}

/** How long it takes to find the first page and why each hit of it is one, in milliseconds. */
function firstPageMs(index: SearchIndex, { text }: JudgedQuery): number {
  const query = plainQuery(text)
  const start = performance.now()
  for (const hit of index.search(query, { limit: FIRST_PAGE }).hits) void hit.why
  return performance.now() - start
}

function figuresOf(answered: readonly Answered[]): Readonly<Record<string, number>> {
  const meanOf = (measure: keyof Scores) => rounded(mean(answered.map(({ scores }) => scores[measure])), 4)
  const times = answered.map(({ ms }) => ms)
  return {
    'ndcg@10': meanOf('ndcg10'),
    'recall@100': meanOf('recall100'),
    'success@1': meanOf('success1'),
    p50: rounded(percentile(times, 0.5), 3),
    p99: rounded(percentile(times, 0.99), 3),
  }
}

function rowOf(kind: string, answered: readonly Answered[]): Readonly<Record<string, string | number>> {
  const { p50 = 0, p99 = 0, ...measures } = figuresOf(answered)
  return { kind, queries: answered.length, ...measures, 'p50 ms': p50, 'p99 ms': p99 }
}

function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits))
}
