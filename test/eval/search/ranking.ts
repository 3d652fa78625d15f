import { writeFileSync } from 'node:fs'
import type { SearchIndex } from '../../../src/search/search.ts'
import { indexOver } from '../../bench/ours.ts'
import { percentile, type Row } from '../../bench/table.ts'
import type { JudgedQuery, JudgedSet } from './judged.ts'
import { isMeasurable, mean, type Scores, score } from './metrics.ts'
import { plainQuery } from './plain-query.ts'
import { runLines } from './run-file.ts'

/** As deep as the deepest measure looks. */
const DEPTH = 100
/** What a person sees at once, and therefore waits for. */
const FIRST_PAGE = 5

/** How well and how fast a judged set was searched. */
export interface Evaluation {
  /** Of groups of its queries: each kind, then each half, where the set tells them apart. */
  readonly groups: readonly Row[]
  readonly all: Row
  /** The figures of all queries: shares from 0 to 1, `p50` and `p99` in milliseconds. */
  readonly figures: Readonly<Record<string, number>>
}

interface Answered {
  readonly query: JudgedQuery
  readonly ranking: readonly string[]
  readonly scores: Scores
  readonly ms: number
}

/** Searches a judged set, whose rows are to be called `name`. `runFile` gets every ranking in the form of TREC. */
export function evaluate({ papers, queries }: JudgedSet, name: string, runFile?: string): Evaluation {
  const index = indexOver(papers)
  const measurable = queries.filter(({ judged }) => isMeasurable(judged))
  const rankings = measurable.map(query => rank(index, query))
  // By now all queries were searched once, so that the times are those of a bot that has been running.
  const answered = measurable.map((query, at): Answered => {
    const ranking = rankings[at] ?? []
    return { query, ranking, scores: score(ranking, query.judged), ms: firstPageMs(index, query) }
  })
  if (runFile !== undefined) {
    writeFileSync(runFile, answered.flatMap(({ query, ranking }) => runLines(query.id, ranking)).join(''))
  }
  const groups = [({ kind }: JudgedQuery) => kind, ({ set }: JudgedQuery) => set && `set ${set}`]
  return {
    groups: groups.flatMap(groupOf =>
      [...Map.groupBy(answered, ({ query }) => groupOf(query))].flatMap(([group, of]) =>
        group === undefined ? [] : [rowOf(`${name}, ${group}`, of)],
      ),
    ),
    all: rowOf(name, answered),
    figures: {
      documents: index.size,
      queries: answered.length,
      leftOut: queries.length - answered.length,
      ...figuresOf(answered),
    },
  }
}

function rank(index: SearchIndex, { text }: JudgedQuery): readonly string[] {
  return index.search(plainQuery(text), { limit: DEPTH }).hits.map(({ paper }) => paper.key)
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

function rowOf(judged: string, answered: readonly Answered[]): Row {
  const { p50 = 0, p99 = 0, ...measures } = figuresOf(answered)
  return { judged, queries: answered.length, ...measures, 'p50 ms': p50, 'p99 ms': p99 }
}

function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits))
}
