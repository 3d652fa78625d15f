import { ones } from './bits.ts'
import { documentOf, FIELD_NAMES, type Field, type PostingLists, timesIn } from './posting-lists.ts'

/** A term that is wanted, and the place in the query of the word it stands for; several may stand for one. */
export interface Wanted {
  readonly stem: string
  readonly term: number
  readonly weight: number
  readonly place: number
}

export interface Ranked {
  readonly document: number
  readonly score: number
}

/** Best first. It must tell any two documents apart, so that a page never depends on how they came in. */
export type Order = (a: Ranked, b: Ranked) => number

export interface Wish {
  /** So many are returned, though all are counted. */
  readonly most: number
  readonly accepts: (document: number) => boolean
  readonly order: Order
  /** Only documents with as many of the words as any accepted one has: for orders that forget the score. */
  readonly fullest: boolean
}

/** Ranks documents for wanted terms. Its working space is kept between calls, so calls must not overlap. */
export interface Ranking {
  /** Documents with none of the terms are no hits. */
  rank(wanted: readonly Wanted[], wish: Wish): { readonly ranked: readonly Ranked[]; readonly total: number }
}

/** BM25 (Robertson and Zaragoza 2009); k1, b and the double title did best over seven test collections. */
const K1 = 1.6
const B = 0.7
const WEIGHTS: Readonly<Record<Field, number>> = {
  title: 2,
  abstract: 1,
  authors: 1,
  keywords: 1,
  organization: 1,
}
/** The weighted count for every pattern of a posting's field bits. */
const COUNTS = Float64Array.from({ length: 4096 }, (_, posting) =>
  FIELD_NAMES.reduce((sum, field) => sum + WEIGHTS[field] * timesIn(posting, field), 0),
)

/** So many of the best are looked at again; further down hardly anybody reads, and the work stays bounded. */
const LOOKED_AT_AGAIN = 200
/** Shares of a word's rarity, picked on the training halves of three collections; .1 more or less changes little. */
const IN_TITLE = 0.15
const SIDE_BY_SIDE = 0.2
/** What a document with none of the words would lose of its score: little, since long queries name much besides. */
const NOT_COVERED = 0.1

export function createRanking(index: PostingLists): Ranking {
  let scores = new Float64Array(1 << 10)
  /** Which words a document has, by place; those from the 32nd on share bits. */
  let places = new Uint32Array(1 << 10)

  /** The documents that have any of the terms; leaves their BM25 scores and their places behind. */
  const gather = (wanted: readonly Wanted[]): number[] => {
    if (index.highest >= scores.length) {
      scores = new Float64Array(2 * index.highest)
      places = new Uint32Array(2 * index.highest)
    }
    const found: number[] = []
    const mean = index.meanLength
    for (const { term, weight, place } of wanted) {
      const bit = 1 << (place & 31)
      const gain = weight * index.rarity(term) * (K1 + 1)
      for (const posting of index.postings(term)) {
        const document = documentOf(posting)
        const count = COUNTS[posting & 4095] ?? 0
        const norm = K1 * (1 - B + (B * index.length(document)) / mean)
        if (places[document] === 0) found.push(document)
        scores[document] = (scores[document] ?? 0) + (gain * count) / (count + norm)
        places[document] = (places[document] ?? 0) | bit
      }
    }
    return found
  }

  /** Adds what a sum over single words misses: words of the title, words side by side, words not there. */
  const lookAgain = (ranked: readonly Ranked[], wanted: readonly Wanted[]): Ranked[] => {
    const worth = wanted.map(({ term, weight }) => weight * index.rarity(term))
    const all = worth.reduce((sum, one) => sum + one, 0)
    return ranked.map(({ document, score }) => {
      const sequence = index.sequence(document)
      let bonus = 0
      let lost = 0
      let before = 0
      for (let i = 0; i < wanted.length; i += 1) {
        const term = wanted[i]?.term ?? 0
        const posting = index.posting(term, document)
        if (posting === 0) lost += worth[i] ?? 0
        else if (timesIn(posting, 'title') > 0) bonus += IN_TITLE * (worth[i] ?? 0)
        if (posting !== 0 && before !== 0) {
          const times = timesSideBySide(sequence, before, term)
          bonus += (SIDE_BY_SIDE * ((worth[i - 1] ?? 0) + (worth[i] ?? 0)) * times) / (times + 1)
        }
        before = posting === 0 ? 0 : term
      }
      return { document, score: (score + bonus) * (1 - (NOT_COVERED * lost) / all) }
    })
  }

  return {
    rank(wanted, { most, accepts, order, fullest }) {
      const found = gather(wanted)
      let accepted = found.filter(accepts)
      if (fullest) {
        const had = (document: number) => ones(places[document] ?? 0)
        const full = accepted.reduce((highest, document) => Math.max(highest, had(document)), 0)
        accepted = accepted.filter(document => had(document) === full)
      }
      const ranked = best(accepted, document => scores[document] ?? 0, Math.max(most, LOOKED_AT_AGAIN), order)
      for (const document of found) {
        scores[document] = 0
        places[document] = 0
      }
      const again = lookAgain(ranked.slice(0, LOOKED_AT_AGAIN), wanted).sort(order)
      return { ranked: [...again, ...ranked.slice(LOOKED_AT_AGAIN)].slice(0, most), total: accepted.length }
    },
  }
}

/** The first `most` of the documents in this order, without sorting the others. */
export function best(
  documents: Iterable<number>,
  score: (document: number) => number,
  most: number,
  order: Order,
): readonly Ranked[] {
  const kept: Ranked[] = []
  for (const document of documents) {
    const hit = { document, score: score(document) }
    const last = kept[most - 1]
    if (last && order(hit, last) >= 0) continue
    let low = 0
    let high = kept.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = kept[middle]
      if (other && order(other, hit) < 0) low = middle + 1
      else high = middle
    }
    kept.splice(low, 0, hit)
    if (kept.length > most) kept.pop()
  }
  return kept
}

/** How often one term stands right before another, or one word apart. */
function timesSideBySide(sequence: Uint32Array, first: number, second: number): number {
  let times = 0
  for (let at = sequence.indexOf(first); at >= 0; at = sequence.indexOf(first, at + 1)) {
    if (sequence[at + 1] === second || sequence[at + 2] === second) times += 1
  }
  return times
}
