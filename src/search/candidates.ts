import { createBest, type Ranked, type Ties } from './index/best.ts'
import { doubles, wholes } from './index/column.ts'
import { type Highest, scoreOf } from './index/max-score.ts'
import type { Subjects } from './meaning/subjects.ts'

/** A document that is compared, its score by words and meaning, and what its words alone count. */
export interface Compared extends Ranked {
  readonly words: number
}

/** Documents that are compared by their words and by what they are about. */
export interface Candidates {
  /** Begins anew with documents that were found by their words, and with others that have none of these. */
  take(found: Highest, others: readonly number[]): void
  /** What the words of any count at most; 1 where none counts. */
  readonly top: number
  /** The best by their words. */
  byWords(most: number, ties: Ties): readonly Compared[]
  /** The best by what their words count of `top`, and full likeness to what is asked as much as `trust`. */
  byBoth(trust: number, most: number, ties: Ties): readonly Compared[]
}

/** The working space is kept, so whatever is compared has to be taken anew. */
export function createCandidates(subjects: Subjects): Candidates {
  let count = 0
  let documents = wholes(1 << 10)
  let words = doubles(1 << 10)
  let scores = doubles(1 << 10)
  let top = 1

  /** Those with the highest values, best first. */
  const best = (values: Float64Array, most: number, ties: Ties): readonly Compared[] => {
    const rows = createBest(Math.min(most, count), (a, b) => ties(documents[a] ?? 0, documents[b] ?? 0))
    for (let row = 0; row < count; row += 1) rows.offer(row, values[row] ?? 0)
    return rows
      .ranked()
      .map(({ document: row, score }) => ({ document: documents[row] ?? 0, score, words: words[row] ?? 0 }))
  }

  return {
    take(found, others) {
      count = found.documents.length + others.length
      if (count > documents.length) {
        documents = wholes(2 * count)
        words = doubles(2 * count)
        scores = doubles(2 * count)
      }
      documents.set(found.documents)
      documents.set(others, found.documents.length)
      let highest = 0
      for (let row = 0; row < count; row += 1) {
        const score = scoreOf(found.sums[row] ?? 0)
        words[row] = score
        if (score > highest) highest = score
      }
      top = highest || 1
    },
    get top() {
      return top
    },
    byWords: (most, ties) => best(words, most, ties),
    byBoth(trust, most, ties) {
      for (let row = 0; row < count; row += 1) {
        scores[row] = (words[row] ?? 0) / top + trust * subjects.likeness(documents[row] ?? 0)
      }
      return best(scores, most, ties)
    },
  }
}
