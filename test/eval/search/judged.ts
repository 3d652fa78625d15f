import type { Paper } from '../../../src/papers.ts'

/** How relevant a document is to a query: 0 is not, more is more. */
export type Grade = number
export type Judgements = ReadonlyMap<string, Grade>

export interface JudgedQuery {
  readonly id: string
  readonly text: string
  /** What kind of query it is, where the set tells kinds apart. */
  readonly kind?: string
  /** Which part of a set that is parted, so that one can be tuned on and the other checks. */
  readonly set?: number
  /** By document; what is not in it was not judged and counts as not relevant. */
  readonly judged: Judgements
}

/** Papers to search and queries of which it is known what they should find. */
export interface JudgedSet {
  readonly papers: readonly Paper[]
  readonly queries: readonly JudgedQuery[]
}
