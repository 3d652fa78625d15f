import { createBest, type Order, type Ranked } from './best.ts'
import { ones } from './bits.ts'
import type { Weighed } from './max-score.ts'
import { documentOf, impactOf } from './posting-lists.ts'

export interface PlacedList extends Weighed {
  /** The place in the query of the word it stands for. */
  readonly place: number
}

export interface FullestWish {
  readonly most: number
  readonly accepts: (document: number) => boolean
  readonly order: Order
}

export interface Fullest {
  readonly ranked: readonly Ranked[]
  readonly total: number
}

/**
 * Finds the documents that have as many of a query's words as any accepted one, with their sums as in `MaxScore`. For
 * orders that forget the score: sorted by date, everything that has one of the words would come before what
 * has all. Every posting is looked at and all are counted. Calls must not overlap.
 */
export function createFullest(): (lists: readonly PlacedList[], wish: FullestWish) => Fullest {
  let sums = new Float64Array(1 << 10)
  /** Which words a document has, by place; those from the 32nd on share bits. */
  let had = new Uint32Array(1 << 10)

  return (lists, { most, accepts, order }) => {
    const last = lists.reduce((highest, { postings }) => Math.max(highest, postings.at(-1) ?? 0), 0)
    if (documentOf(last) >= sums.length) {
      sums = new Float64Array(2 * documentOf(last))
      had = new Uint32Array(2 * documentOf(last))
    }
    const found: number[] = []
    for (const { postings, units, place } of lists) {
      for (let at = 0; at < postings.length; at += 1) {
        const posting = postings[at] ?? 0
        const document = documentOf(posting)
        if (sums[document] === 0) found.push(document)
        sums[document] = (sums[document] ?? 0) + units * impactOf(posting)
        had[document] = (had[document] ?? 0) | (1 << (place & 31))
      }
    }
    const accepted = found.filter(accepts)
    const wordsOf = (document: number): number => ones(had[document] ?? 0)
    const full = accepted.reduce((highest, document) => Math.max(highest, wordsOf(document)), 0)
    const sumOf = (document: number): number => sums[document] ?? 0
    const best = createBest(most, (a, b) => sumOf(b) - sumOf(a) || order.ties(a, b))
    const fullest = accepted.filter(document => wordsOf(document) === full)
    for (const document of fullest) best.offer(document, order.by?.(document) ?? sumOf(document))
    const ranked = best.ranked().map(({ document }) => ({ document, score: sumOf(document) }))
    for (const document of found) {
      sums[document] = 0
      had[document] = 0
    }
    return { ranked, total: fullest.length }
  }
}
