import type { Tracer } from '../index/occurrences.ts'
import { postingsWithAll, saying } from '../index/phrases.ts'
import { documentOf, type PostingLists, seek } from '../index/posting-lists.ts'
import type { Acronyms } from './acronyms.ts'
import { type Concept, conceptsIn, type Form, type QueryWord } from './concepts.ts'

/** Where the forms of a concept stand. */
interface Standing {
  /** A posting for each document that has the query's own form, by document. */
  readonly itself: Uint32Array
  /** For each other form, a posting for each document that has it and none of the forms before, by document. */
  readonly instead: readonly (Form & { readonly postings: Uint32Array })[]
  /** In how many documents any form stands. */
  readonly frequency: number
}

/** A concept of a query as a term that the index need not have. */
export interface VirtualTerm extends Concept, Standing {}

/** Looks up concepts as if they were terms, each once until the index changes. */
export interface VirtualTerms {
  /** Those of a query that some document says in another form. */
  in(words: readonly QueryWord[]): readonly VirtualTerm[]
  /** To be called after each change of the index: what was looked up is not true any more. */
  forget(): void
}

/** So many concepts are kept, each 4 bytes for a document that has it. */
const MOST_KEPT = 200
/** Words that so many documents have all of are so often a phrase that it is not looked at which have it. */
const MOST_LOOKED_AT = 3000

/** Over an index and the acronyms of its papers. */
export function createVirtualTerms(index: PostingLists, tracer: Tracer, acronyms: Acronyms): VirtualTerms {
  const kept = new Map<string, Standing>()

  /** The rarest stem's posting of each document in which the stems stand one after the other. */
  const phrase = (stems: readonly string[]): Uint32Array => {
    const terms = stems.map(index.term)
    const telling = terms.filter(term => !index.lexicon.isStopWord(term))
    if (terms.includes(0) || telling.length === 0) return new Uint32Array(0)
    const likely = postingsWithAll(telling, ['title', 'abstract'], index)
    if (likely.length > MOST_LOOKED_AT) return Uint32Array.from(likely)
    const having = new Set(saying(terms, likely.map(documentOf), index, tracer))
    return Uint32Array.from(likely.filter(posting => having.has(documentOf(posting))))
  }
  const postingsOf = (stems: readonly string[]): Uint32Array =>
    stems.length === 1 ? index.postings(index.term(stems[0] ?? '')).slice() : phrase(stems)
  const standing = ({ own, others }: Concept): Standing => {
    const itself = postingsOf(own)
    const before = [itself]
    const instead = others.map(({ stems, sure }) => {
      const postings = before.reduce(without, postingsOf(stems))
      before.push(postings)
      return { stems, sure, postings }
    })
    return { itself, instead, frequency: before.reduce((sum, { length }) => sum + length, 0) }
  }

  return {
    in: words =>
      conceptsIn(words, acronyms).flatMap(concept => {
        if (kept.size >= MOST_KEPT) kept.clear()
        const its = kept.getOrInsertComputed(concept.own.join(' '), () => standing(concept))
        return its.frequency === its.itself.length ? [] : { ...concept, ...its }
      }),
    forget: () => kept.clear(),
  }
}

/** The postings whose documents are not in the other list. */
function without(postings: Uint32Array, others: Uint32Array): Uint32Array {
  let place = 0
  return postings.filter(posting => {
    place = seek(others, documentOf(posting), place)
    return documentOf(others[place] ?? 0) !== documentOf(posting)
  })
}
