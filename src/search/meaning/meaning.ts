import { createInt8Rows } from './int8-rows.ts'
import type { WordVectors } from './word-vectors.ts'

/**
 * What documents are about, as directions: how alike one is to what is asked, whatever words they use. What is
 * asked is kept between calls, so askers must not overlap.
 */
export interface Meaning {
  /** Puts a document in: the numbers of its words, each as often as it is said; 0 stands for a word without a vector. */
  put(document: number, title: ArrayLike<number>, abstract: ArrayLike<number>): void
  take(document: number): void
  /** From now on `likeness` is to these words, given as to `put`; one said n times comes n times. */
  ask(words: ArrayLike<number>): void
  /** From now on `likeness` is to what was asked and, twice as much, to the mean of these documents (Rocchio 1971). */
  follow(documents: readonly number[]): void
  /** The cosine of the angle between a document and what is asked, −1 to 1; 0 where one of them has no known words, or was never put in. */
  likeness(document: number): number
  /** Calls `each` for all documents that are at least so alike, more than 0, in the order of their numbers. */
  near(least: number, each: (document: number, likeness: number) => void): void
  /** The documents as they are now, for `createMeaning`; to be written out before the next change. */
  saved(): SavedMeaning
}

export interface SavedMeaning {
  /** A row for each document by number, a factor that makes its length 1 apart. */
  readonly rows: Int8Array<ArrayBuffer>
  readonly factors: Float32Array<ArrayBuffer>
}

/** A title says in few words what a paper is about. */
const TITLE_TIMES = 3
/** Picked with the weights of the ranking; half or twice as much changes little. */
const FOLLOWED = 2
const LARGEST = 127
/** The row of what is asked; documents follow. */
const ASKED = 0

export function createMeaning(vectors: WordVectors, saved?: SavedMeaning): Meaning {
  const { dimensions } = vectors
  const rows = createInt8Rows(dimensions)
  let factors = saved?.factors ?? new Float32Array(1 << 10)
  const sum = new Float32Array(dimensions)
  const weights = new Float32Array(vectors.size + 1)
  let askedFactor = 0
  /** One more than the highest document that was put in. */
  let end = saved?.factors.length ?? 0

  rows.widen(factors.length + 1)
  if (saved) rows.rows(1, factors.length).set(saved.rows)

  /** Writes `sum` into a row, its largest number at 127, and tells the factor that gives the row length 1. */
  const write = (at: number): number => {
    let largest = 0
    for (let i = 0; i < dimensions; i += 1) largest = Math.max(largest, Math.abs(sum[i] ?? 0))
    const row = rows.rows(at, 1)
    let squares = 0
    for (let i = 0; i < dimensions; i += 1) {
      const number = largest === 0 ? 0 : Math.round(((sum[i] ?? 0) / largest) * LARGEST)
      row[i] = number
      squares += number * number
    }
    return squares === 0 ? 0 : 1 / Math.sqrt(squares)
  }
  /** The numbers that were counted, each once, and how much each counts. */
  const counted: number[] = []
  const count = (number: number, weight: number): void => {
    if (number === 0) return
    const before = weights[number] ?? 0
    if (before === 0) counted.push(number)
    weights[number] = before + weight
  }
  /** Leaves in `sum` the vectors of what was counted: a word that counts n does so ln(1 + n) times. */
  const addUp = (): void => {
    sum.fill(0)
    for (const number of counted) {
      vectors.add(number, Math.log1p(weights[number] ?? 0), sum)
      weights[number] = 0
    }
    counted.length = 0
  }
  const likeness = (document: number): number =>
    document < end ? rows.dot(ASKED, document + 1) * askedFactor * (factors[document] ?? 0) : 0

  return {
    put(document, title, abstract) {
      if (document >= factors.length) {
        const longer = new Float32Array(2 * document + 1)
        longer.set(factors)
        factors = longer
        rows.widen(factors.length + 1)
      }
      end = Math.max(end, document + 1)
      for (let at = 0; at < title.length; at += 1) count(title[at] ?? 0, TITLE_TIMES)
      for (let at = 0; at < abstract.length; at += 1) count(abstract[at] ?? 0, 1)
      addUp()
      factors[document] = write(document + 1)
    },
    take(document) {
      rows.rows(document + 1, 1).fill(0)
      factors[document] = 0
    },
    ask(words) {
      for (let at = 0; at < words.length; at += 1) count(words[at] ?? 0, 1)
      addUp()
      askedFactor = write(ASKED)
    },
    follow(documents) {
      // Both parts at length 1; the rows are rounded, so that of what is asked the row is used as well.
      const add = (row: number, factor: number): void => {
        const numbers = rows.rows(row, 1)
        for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) + factor * (numbers[i] ?? 0)
      }
      sum.fill(0)
      add(ASKED, askedFactor)
      for (const document of documents)
        add(document + 1, (FOLLOWED * (factors[document] ?? 0)) / documents.length)
      askedFactor = write(ASKED)
    },
    likeness,
    near(least, each) {
      for (let document = 0; document < end; document += 1) {
        const its = likeness(document)
        if (its >= least) each(document, its)
      }
    },
    saved: () => ({ rows: rows.rows(1, end).slice(), factors: factors.slice(0, end) }),
  }
}
