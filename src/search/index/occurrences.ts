import { COMPOUND, PART, type Sequences } from './sequences.ts'

/** Where wanted words stand in a document, in order. The arrays are used again for the next one. */
export interface Occurrences {
  count: number
  /** How many words the title has. */
  titleLength: number
  /** Which of the wanted it is, from 1. */
  readonly ids: Uint8Array<ArrayBuffer>
  /** The place among all words of the running text; -1 for a compound, which has none. */
  readonly places: Int32Array<ArrayBuffer>
  /** 0 for the title, then the sentences of the abstract. */
  readonly parts: Uint16Array<ArrayBuffer>
}

export interface Tracer {
  /**
   * Calls `each` for the documents with what occurs there of the wanted words, each given by the numbers of its
   * inflections; only the first 255 are traced. With `titles` only their titles are read, a tenth of the work.
   */
  trace(
    wanted: readonly (readonly number[])[],
    documents: ArrayLike<number>,
    each: (document: number, found: Occurrences) => void,
    titles?: 'titles',
  ): void
}

/** Nothing stands side by side across the end of the title. */
const TITLE_GAP = 3
const MOST_WANTED = 255

/** Its working space is kept between calls, so calls must not overlap. */
export function createTracer(sequences: Sequences): Tracer {
  /** By word: which of the wanted it is; 0 for most. */
  let marks = new Uint8Array(1 << 16)
  let found = occurrences(1 << 10)

  const read = (document: number, last: number): void => {
    const { cells, start, end } = sequences.home(document)
    if (end - start > found.ids.length) found = occurrences(2 * (end - start))
    const { ids, places, parts } = found
    const its = marks
    let [count, place, part, beside] = [0, -TITLE_GAP, -1, 0]
    for (let at = start + (cells[start] ?? 0); at < end; at += 1) {
      const code = cells[at] ?? 0
      let word = code - 2
      if (code <= COMPOUND) {
        if (code === PART) {
          part += 1
          if (part === 1) found.titleLength = place
          if (part > last) break
          at += 1
          if (part < 2) place += TITLE_GAP
          continue
        }
        if (code === COMPOUND) {
          beside = 1
          continue
        }
        word = (cells[at + 1] ?? 0) + (cells[at + 2] ?? 0) * 0x10000
        at += 2
      }
      const id = its[word] ?? 0
      if (id !== 0) {
        ids[count] = id
        places[count] = beside === 0 ? place : -1
        parts[count] = part
        count += 1
      }
      place += 1 - beside
      beside = 0
    }
    found.count = count
    // Without an abstract the text ends with the title.
    if (part < 1) found.titleLength = Math.max(0, place)
  }

  return {
    trace(wanted, documents, each, titles) {
      const last = titles ? 0 : Number.POSITIVE_INFINITY
      const marked = wanted.slice(0, MOST_WANTED)
      const highest = marked.reduce((most, words) => Math.max(most, ...words), 0)
      if (highest >= marks.length) marks = new Uint8Array(2 * highest)
      for (const [i, words] of marked.entries()) for (const word of words) marks[word] = i + 1
      for (let row = 0; row < documents.length; row += 1) {
        const document = documents[row] ?? 0
        read(document, last)
        each(document, found)
      }
      for (const words of marked) for (const word of words) marks[word] = 0
    },
  }
}

function occurrences(most: number): Occurrences {
  return {
    count: 0,
    titleLength: 0,
    ids: new Uint8Array(most),
    places: new Int32Array(most),
    parts: new Uint16Array(most),
  }
}
