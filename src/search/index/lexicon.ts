import { STOP_WORDS, stem } from '../text.ts'
import { createColumn, wholes } from './column.ts'
import { createWordTable, type SavedWords } from './word-table.ts'

/**
 * The folded words of all papers and their stems, numbered together from 1: a word that is its own stem has one
 * number. Numbers are never given up, so that they mean the same for as long as the index lives.
 */
export interface Lexicon {
  /** The highest number given. */
  readonly size: number
  /** The number of a word that a paper says, a new one if it has none. */
  number(word: string): number
  /** The number of a word or stem; 0 when it has none. */
  find(word: string): number
  text(number: number): string
  /** The stem of a word, by their numbers; 0 for what is only a stem. */
  stem(word: number): number
  /** All words of a stem, newest first. */
  inflections(stem: number): readonly number[]
  isStopWord(word: number): boolean
  /** Whether the text of the number begins so. */
  begins(number: number, beginning: string): boolean
  /** To be written out before the next change. */
  saved(): SavedLexicon
}

export interface SavedLexicon extends SavedWords {
  readonly stems: Uint32Array<ArrayBuffer>
  readonly newest: Uint32Array<ArrayBuffer>
  readonly older: Uint32Array<ArrayBuffer>
}

export function createLexicon(saved?: SavedLexicon): Lexicon {
  const table = createWordTable(saved)
  /** By word: its stem, and the word of the same stem that came before it; by stem: the word that came last. */
  const stems = createColumn(wholes, saved?.stems)
  const older = createColumn(wholes, saved?.older)
  const newest = createColumn(wholes, saved?.newest)

  const number = (word: string): number => {
    const its = table.number(word)
    if (stems.at(its) === 0) {
      const shared = table.number(stem(word))
      stems.set(its, shared)
      older.set(its, newest.at(shared))
      newest.set(shared, its)
    }
    return its
  }
  // They come first and so have the lowest numbers.
  if (!saved) for (const word of STOP_WORDS) table.number(word)
  for (const word of STOP_WORDS) number(word)

  return {
    get size() {
      return table.size
    },
    number,
    find: table.find,
    text: table.word,
    stem: stems.at,
    inflections(stem) {
      const found: number[] = []
      for (let word = newest.at(stem); word !== 0; word = older.at(word)) found.push(word)
      return found
    },
    isStopWord: word => word <= STOP_WORDS.size,
    begins: table.begins,
    saved() {
      const count = table.size + 1
      const columns = {
        stems: stems.saved(count),
        newest: newest.saved(count),
        older: older.saved(count),
      }
      return { ...table.saved(), ...columns }
    },
  }
}
