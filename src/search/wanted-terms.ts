import type { PostingLists } from './index/posting-lists.ts'

/** A term that is wanted, and the place in the query of the word it stands for; several may stand for one. */
export interface Wanted {
  readonly stem: string
  readonly term: number
  readonly weight: number
  readonly place: number
  readonly virtual?: Virtual
}

/** What is wanted without being a term of the index: the documents that have it, and what finding it is worth. */
export interface Virtual {
  readonly postings: Uint32Array
  readonly worth: number
  /** The words by which it stands there. */
  readonly stems: readonly string[]
}

/** What finding it is worth in a document. */
export function worthOf({ term, weight, virtual }: Wanted, index: PostingLists): number {
  return virtual?.worth ?? weight * index.rarity(term)
}

/** The documents that have it, in order; to be read before the next change. */
export function postingsOf({ term, virtual }: Wanted, index: PostingLists): Uint32Array {
  return virtual?.postings ?? index.postings(term)
}
