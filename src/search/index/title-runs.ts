import type { Lexicon } from './lexicon.ts'
import { COMPOUND, PART, type Sequences, WIDE } from './sequences.ts'

/**
 * What the said words, given by their numbers, weigh together that a document's title has one after the other and
 * spelled so, at most; stop words and compounds between them are passed over.
 */
export type TitleRuns = (document: number, said: readonly number[], weights: readonly number[]) => number

/** Longer titles are read so far. */
const MOST_WORDS = 64

export function createTitleRuns(sequences: Sequences, lexicon: Lexicon): TitleRuns {
  const title = new Uint32Array(MOST_WORDS)

  /** Reads the words of the title that carry a subject; how many there are. */
  const read = (document: number): number => {
    const { cells, start, end } = sequences.home(document)
    let count = 0
    // The title is the first part of the running text; its mark is two codes long.
    for (let at = start + (cells[start] ?? 0) + 2; at < end && count < MOST_WORDS; at += 1) {
      const code = cells[at] ?? 0
      if (code === PART) break
      const isCompound = code === COMPOUND
      if (isCompound) at += 1
      const isWide = cells[at] === WIDE
      const word = isWide ? (cells[at + 1] ?? 0) + (cells[at + 2] ?? 0) * 0x10000 : (cells[at] ?? 0) - 2
      if (isWide) at += 2
      if (isCompound || lexicon.isStopWord(word)) continue
      title[count] = word
      count += 1
    }
    return count
  }

  return (document, said, weights) => {
    const count = read(document)
    let heaviest = 0
    for (let first = 0; first < said.length; first += 1) {
      for (let at = 0; at < count; at += 1) {
        let weight = 0
        for (let next = 0; first + next < said.length && at + next < count; next += 1) {
          if (said[first + next] !== title[at + next]) break
          weight += weights[first + next] ?? 0
        }
        if (weight > heaviest) heaviest = weight
      }
    }
    return heaviest
  }
}
