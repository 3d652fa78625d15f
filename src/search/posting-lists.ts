import type { Paper } from '../papers.ts'
import { createLists } from './lists.ts'
import { isStopWord, stem, type Token, tokens } from './text.ts'

/**
 * The inverted index: for each term (the stem of a word) the documents that have it, in order, and in
 * which fields how often. Documents are numbers that the owner gives out and may use again.
 *
 * A posting is one 32-bit number: the document in its upper 20 bits, below it how often the term stands
 * in each field, see `FIELDS`.
 */
export interface PostingLists {
  /** Puts a paper in under a number that is free, below `MOST_DOCUMENTS`; tells its words, stop words left out. */
  put(document: number, paper: Paper): ReadonlySet<string>
  /** Takes out what `put` put in and tells the same words; `paper` must be what it was then. */
  take(document: number, paper: Paper): ReadonlySet<string>
  /** The number of a stem; 0 when no paper has had it. */
  term(stem: string): number
  /** The postings of a term, by document; to be read before the next change. */
  postings(term: number): Uint32Array
  /** The posting of a term in a document; 0 when it is not there. */
  posting(term: number, document: number): number
  /** In how many documents a term stands, and what finding it is worth: BM25's inverse document frequency. */
  frequency(term: number): number
  rarity(term: number): number
  /** The terms of a document in the order of its words, stop words too: title, 0, abstract. */
  sequence(document: number): Uint32Array
  /** The words of title and abstract without stop words. */
  length(document: number): number
  /** Documents now in, the highest number ever given, and the mean of their lengths. */
  readonly count: number
  readonly highest: number
  readonly meanLength: number
}

/** 2^20: the bits a posting has for its document. */
export const MOST_DOCUMENTS = 1 << 20

/** Where the bits of a field begin and how high they count. */
const FIELDS: Readonly<Record<Field, { readonly shift: number; readonly most: number }>> = Object.freeze({
  abstract: { shift: 0, most: 31 },
  title: { shift: 5, most: 7 },
  authors: { shift: 8, most: 3 },
  keywords: { shift: 10, most: 1 },
  organization: { shift: 11, most: 1 },
})
export const FIELD_NAMES = ['abstract', 'title', 'authors', 'keywords', 'organization'] as const
export type Field = (typeof FIELD_NAMES)[number]

export const documentOf = (posting: number): number => posting >>> 12

/** How often the term of a posting stands in a field; counted up to the field's `most`. */
export function timesIn(posting: number, field: Field): number {
  return (posting >>> FIELDS[field].shift) & FIELDS[field].most
}

export function createPostingLists(): PostingLists {
  const terms = new Map<string, number>()
  const postings = createLists()
  const sequences = createLists()
  let lengths = new Uint16Array(1 << 10)
  let count = 0
  let total = 0
  let highest = -1

  const termOf = (token: Token): number => {
    const key = stem(token.word)
    const known = terms.get(key)
    if (known !== undefined) return known
    terms.set(key, terms.size + 1)
    return terms.size
  }

  /** The terms of a paper with their fields packed, its words in order, and its length. */
  const read = (paper: Paper) => {
    const packed = new Map<number, number>()
    const words = new Set<string>()
    const sequence: number[] = []
    let length = 0
    const note = (text: string, field: Field, ordered: boolean): void => {
      const { shift, most } = FIELDS[field]
      for (const token of tokens(text)) {
        const term = termOf(token)
        if (ordered && !token.compound) sequence.push(term)
        if (isStopWord(token.word)) continue
        if (!token.compound) words.add(token.word)
        if (ordered && !token.compound) length += 1
        const before = packed.get(term) ?? 0
        if (((before >>> shift) & most) < most) packed.set(term, before + (1 << shift))
      }
    }
    note(paper.title, 'title', true)
    sequence.push(0)
    note(paper.abstract, 'abstract', true)
    for (const author of paper.authors ?? []) note(author, 'authors', false)
    for (const keyword of paper.keywords ?? []) note(keyword, 'keywords', false)
    note(paper.organization ?? '', 'organization', false)
    return { packed, words, sequence, length: Math.min(length, 0xffff) }
  }

  return {
    put(document, paper) {
      const { packed, words, sequence, length } = read(paper)
      for (const [term, fields] of packed) {
        const list = postings.view(term)
        postings.insert(term, findDocument(list, document), ((document << 12) | fields) >>> 0)
      }
      sequences.replace(document, sequence)
      if (document >= lengths.length) {
        const longer = new Uint16Array(Math.max(document + 1, lengths.length * 2))
        longer.set(lengths)
        lengths = longer
      }
      lengths[document] = length
      count += 1
      total += length
      highest = Math.max(highest, document)
      return words
    },
    take(document, paper) {
      const { packed, words, length } = read(paper)
      for (const term of packed.keys()) postings.remove(term, findDocument(postings.view(term), document))
      sequences.replace(document, [])
      count -= 1
      total -= length
      return words
    },
    term: word => terms.get(word) ?? 0,
    postings: term => postings.view(term),
    posting(term, document) {
      const list = postings.view(term)
      const posting = list[findDocument(list, document)] ?? 0
      return documentOf(posting) === document ? posting : 0
    },
    frequency: term => postings.length(term),
    rarity(term) {
      const frequency = postings.length(term)
      return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
    },
    sequence: document => sequences.view(document),
    length: document => lengths[document] ?? 0,
    get count() {
      return count
    },
    get highest() {
      return highest
    },
    get meanLength() {
      return count === 0 ? 1 : Math.max(1, total / count)
    },
  }
}

/** Where the document's posting is in a list, or belongs. */
function findDocument(list: Uint32Array, document: number): number {
  let low = 0
  let high = list.length
  if (high > 0 && documentOf(list[high - 1] ?? 0) < document) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (documentOf(list[middle] ?? 0) < document) low = middle + 1
    else high = middle
  }
  return low
}
