import { createColumn, wholes } from '../index/column.ts'

/** Phrases as paths of terms, numbered from 1, so that a text is read once for all of them. */
export interface PhraseTree {
  /** The highest number given. Beginnings of phrases have numbers too. */
  readonly size: number
  /** The number of a phrase with one more term, a new one if it has none; 0 is the empty phrase. */
  grow(phrase: number, term: number): number
  /** The same, and 0 when it has none. */
  follow(phrase: number, term: number): number
  terms(phrase: number): readonly number[]
}

/** Above any term's number, and a path of both still below 2^53. */
const TERMS = 2 ** 26

export function createPhraseTree(): PhraseTree {
  /** The phrases of one term, which every word of a text is asked for. */
  const first = createColumn(wholes)
  const longer = new Map<number, number>()
  const beginnings = createColumn(wholes)
  const lasts = createColumn(wholes)
  let size = 0
  const follow = (phrase: number, term: number): number =>
    phrase === 0 ? first.at(term) : (longer.get(phrase * TERMS + term) ?? 0)

  return {
    get size() {
      return size
    },
    grow(phrase, term) {
      const known = follow(phrase, term)
      if (known !== 0) return known
      size += 1
      if (phrase === 0) first.set(term, size)
      else longer.set(phrase * TERMS + term, size)
      beginnings.set(size, phrase)
      lasts.set(size, term)
      return size
    },
    follow,
    terms(phrase) {
      const terms: number[] = []
      for (let at = phrase; at !== 0; at = beginnings.at(at)) terms.unshift(lasts.at(at))
      return terms
    },
  }
}
