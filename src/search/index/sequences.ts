import type { Paper } from '../../papers.ts'
import { sentences } from '../../sentences.ts'
import { tokens } from '../text.ts'
import { shorts } from './column.ts'
import type { Lexicon } from './lexicon.ts'
import { createLists, type SavedLists } from './lists.ts'

/**
 * What each document says, as numbers: its words in order, folded but not stemmed, with the compounds that they
 * form and the parts they stand in. All else that the index knows of a document follows from this, so that it
 * can be taken out, quoted and compared without its text.
 *
 * A sequence is a list of 16-bit codes. The first is where the running text begins; before it stand the names,
 * each a part (`PART`, its field, words), in it title and sentences (`PART`, where it ends in its text, words).
 * A word is its number plus 2; one of a higher number than fits is `WIDE`, low half, high half. `COMPOUND`
 * before a word says that it stands beside the words, see `Token`.
 */
export interface Sequences {
  put(document: number, paper: Paper): void
  clear(document: number): void
  /** The codes, to be read before the next change. */
  codes(document: number): Uint16Array<ArrayBuffer>
  /** The same where they stand: in `cells` from `start` to before `end`. */
  home(document: number): {
    readonly cells: Uint16Array<ArrayBuffer>
    readonly start: number
    readonly end: number
  }
  saved(documents: number): SavedSequences
}

export type SavedSequences = SavedLists<Uint16Array<ArrayBuffer>>

export const PART = 0
export const WIDE = 1
export const COMPOUND = 2

export type Field = 'title' | 'abstract' | 'authors' | 'keywords' | 'organization'
const NAMES = ['authors', 'keywords', 'organization'] as const satisfies readonly Field[]

/** Of a text as much is read as its offsets have bits for; no title or abstract comes near. */
const LONGEST_TEXT = 0xffff
/** So many codes have names at most, which is some 3,000 authors, and each name of so many characters. */
const MOST_NAMES = 0x8000
const LONGEST_NAME = 1000

export function createSequences(lexicon: Lexicon, saved?: SavedSequences): Sequences {
  const lists = createLists(shorts, saved)

  const say = (text: string, codes: number[]): void => {
    for (const { word, compound } of tokens(text)) {
      const number = lexicon.number(word)
      if (compound) codes.push(COMPOUND)
      if (number + 2 <= 0xffff) codes.push(number + 2)
      else codes.push(WIDE, number & 0xffff, number >>> 16)
    }
  }

  return {
    put(document, { title, abstract, authors = [], keywords = [], organization }) {
      const codes = [0]
      const names = { authors, keywords, organization: organization === undefined ? [] : [organization] }
      for (const [field, name] of NAMES.entries()) {
        for (const one of names[name]) {
          if (codes.length > MOST_NAMES) break
          codes.push(PART, field)
          say(one.slice(0, LONGEST_NAME), codes)
        }
      }
      codes[0] = codes.length
      codes.push(PART, 0)
      say(title.slice(0, LONGEST_TEXT), codes)
      for (const { text, end } of sentences(abstract.slice(0, LONGEST_TEXT))) {
        codes.push(PART, end)
        say(text, codes)
      }
      lists.replace(document, codes)
    },
    clear: document => lists.replace(document, []),
    codes: lists.view,
    home(document) {
      const { cells, start } = lists.home(document)
      return { cells, start, end: start + lists.length(document) }
    },
    saved: documents => lists.saved(documents, 0),
  }
}

/** What stands in a document, in the order of its codes. */
export interface Visitor {
  /** A part begins. `end` is where a sentence ends in its text. */
  part(field: Field, end: number): void
  word(number: number, compound: boolean): void
}

export function walk(codes: Uint16Array, { part, word }: Visitor): void {
  const [text = 0] = codes
  let compound = false
  for (let at = 1; at < codes.length; at += 1) {
    const code = codes[at] ?? 0
    if (code === PART) {
      const value = codes[at + 1] ?? 0
      if (at < text) part(NAMES[value] ?? 'authors', 0)
      else part(at === text ? 'title' : 'abstract', value)
      at += 1
    } else if (code === COMPOUND) compound = true
    else {
      word(code === WIDE ? (codes[at + 1] ?? 0) + (codes[at + 2] ?? 0) * 0x10000 : code - 2, compound)
      if (code === WIDE) at += 2
      compound = false
    }
  }
}

/** The names of one kind that a document has, each as the numbers of its words, compounds too. */
export function namesIn(codes: Uint16Array<ArrayBuffer>, field: Field): readonly (readonly number[])[] {
  const names: number[][] = []
  let wanted = false
  walk(codes.subarray(0, codes[0]), {
    part(itsField) {
      wanted = itsField === field
      if (wanted) names.push([])
    },
    word(number) {
      if (wanted) names.at(-1)?.push(number)
    },
  })
  return names
}

/** The words of the running text in order, compounds left out: title, 0, abstract. */
export function wordsIn(codes: Uint16Array<ArrayBuffer>): readonly number[] {
  const words: number[] = []
  let at: Field | undefined
  walk(codes, {
    part(field) {
      if (field === 'abstract' && at === 'title') words.push(0)
      at = field
    },
    word(number, compound) {
      if ((at === 'title' || at === 'abstract') && !compound) words.push(number)
    },
  })
  return words
}

/** Where the sentences of the abstract end. */
export function sentenceEnds(codes: Uint16Array<ArrayBuffer>): readonly number[] {
  const ends: number[] = []
  walk(codes, {
    part(field, end) {
      if (field === 'abstract') ends.push(end)
    },
    word() {},
  })
  return ends
}
