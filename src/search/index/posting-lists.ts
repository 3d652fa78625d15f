import type { Paper } from '../../papers.ts'
import { bytes, createColumn, wholes } from './column.ts'
import { createLexicon, type Lexicon, type SavedLexicon } from './lexicon.ts'
import { createLists, type SavedLists } from './lists.ts'
import { rarityOf } from './rarity.ts'
import { createSequences, type Field, type SavedSequences, type Sequences, walk } from './sequences.ts'

/**
 * The inverted index: for each term (the stem of a word, by its number in the lexicon) the documents that have
 * it, in order. Documents are numbers from 1 that the owner gives out.
 *
 * A posting is one 32-bit number: the document in its upper 20 bits, then 8 bits impact, then 4 bits `FIELD_BITS`.
 */
export interface PostingLists {
  readonly lexicon: Lexicon
  readonly sequences: Sequences
  /** Puts a paper in under a number that is free, up to `MOST_DOCUMENTS`; tells the numbers of its words, stop words left out. */
  put(document: number, paper: Paper): readonly number[]
  /** Takes out what `put` put in and tells the same words. */
  take(document: number): readonly number[]
  /** The number of a stem; 0 when no paper has had it. */
  term(stem: string): number
  /** The postings of a term, by document; to be read before the next change. */
  postings(term: number): Uint32Array<ArrayBuffer>
  /** No posting of the term has a higher impact. */
  greatest(term: number): number
  /** In how many documents a term stands, and what finding it is worth, see `rarityOf`. */
  frequency(term: number): number
  rarity(term: number): number
  /** Documents now in. */
  readonly count: number
  /** To be written out before the next change; `documents` is the highest number given. */
  saved(documents: number): SavedPostingLists
}

export interface SavedPostingLists {
  readonly lexicon: SavedLexicon
  readonly sequences: SavedSequences
  readonly postings: SavedLists<Uint32Array<ArrayBuffer>>
  readonly greatest: { readonly impacts: Uint8Array<ArrayBuffer> }
}

/** 2^20 - 1: a posting has 20 bits for its document. */
export const MOST_DOCUMENTS = (1 << 20) - 1

/** Keywords count as said in the abstract. */
const FIELD_BITS: Readonly<Record<Field, number>> = Object.freeze({
  title: 1,
  abstract: 2,
  keywords: 2,
  authors: 4,
  organization: 8,
})
const WEIGHTS: Readonly<Record<Field, number>> = Object.freeze({
  title: 2,
  abstract: 1,
  keywords: 1,
  authors: 1,
  organization: 1,
})

/** BM25 (Robertson and Zaragoza 2009); k1, b and the double title did best over seven test collections. */
export const K1 = 1.6
const B = 0.7
/**
 * Words of title and abstract without stop words: half way between the means over 178,347 papers of arXiv (125) and 13,610
 * Daily Papers (147). It is fixed so that an impact depends on its own paper only and never has to be made anew.
 */
const MEAN_LENGTH = 136
export const GREATEST_IMPACT = 255
/** Room for this share of new papers before a long list of a saved index has to move. */
const SPARE = 1 / 16

export const documentOf = (posting: number): number => posting >>> 12
export const impactOf = (posting: number): number => (posting >>> 4) & 255
export const standsIn = (posting: number, field: Field): boolean => (posting & FIELD_BITS[field]) !== 0

export function createPostingLists(saved?: SavedPostingLists): PostingLists {
  const lexicon = createLexicon(saved?.lexicon)
  const sequences = createSequences(lexicon, saved?.sequences)
  const postings = createLists(wholes, saved?.postings)
  const greatest = createColumn(bytes, saved?.greatest.impacts)
  let count = saved ? saved.sequences.lengths.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0) : 0

  /** The terms of a document with their weighted counts and fields, its words, and its length. */
  const read = (document: number) => {
    const terms = new Map<number, { count: number; fields: number }>()
    const said = new Set<number>()
    let length = 0
    let [weight, bits, running] = [0, 0, false]
    walk(sequences.codes(document), {
      part(field) {
        weight = WEIGHTS[field]
        bits = FIELD_BITS[field]
        running = field === 'title' || field === 'abstract'
      },
      word(number, compound) {
        if (lexicon.isStopWord(number)) return
        if (!compound) said.add(number)
        if (!compound && running) length += 1
        const term = lexicon.stem(number)
        const known = terms.get(term)
        if (known) {
          known.count += weight
          known.fields |= bits
        } else terms.set(term, { count: weight, fields: bits })
      },
    })
    return { terms, length, words: [...said] }
  }

  return {
    lexicon,
    sequences,
    put(document, paper) {
      sequences.put(document, paper)
      const { terms, words, length } = read(document)
      const norm = K1 * (1 - B + (B * length) / MEAN_LENGTH)
      for (const [term, { count, fields }] of terms) {
        const impact = Math.max(1, Math.round((GREATEST_IMPACT * count) / (count + norm)))
        const posting = ((document << 12) | (impact << 4) | fields) >>> 0
        postings.insert(term, seek(postings.view(term), document), posting)
        if (impact > greatest.at(term)) greatest.set(term, impact)
      }
      count += 1
      return words
    },
    take(document) {
      const { terms, words } = read(document)
      for (const term of terms.keys()) postings.remove(term, seek(postings.view(term), document))
      sequences.clear(document)
      count -= 1
      return words
    },
    term: lexicon.find,
    postings: postings.view,
    greatest: greatest.at,
    frequency: postings.length,
    rarity: term => rarityOf(postings.length(term), count),
    get count() {
      return count
    },
    saved(documents) {
      const terms = lexicon.size + 1
      return {
        lexicon: lexicon.saved(),
        sequences: sequences.saved(documents + 1),
        postings: postings.saved(terms, SPARE),
        greatest: { impacts: greatest.saved(terms) },
      }
    },
  }
}

/** Where the first posting at or after `from` is that has the document or a later one: by steps that double. */
export function seek(list: Uint32Array, document: number, from = 0): number {
  const wanted = document * 4096
  const last = list.length - 1
  if (last < from || (list[last] ?? 0) < wanted) return list.length
  let low = from
  let step = 1
  while (low + step <= last && (list[low + step] ?? 0) < wanted) {
    low += step
    step *= 2
  }
  // The one before `high` at the latest is before the document, or `low` is `from`.
  let high = Math.min(low + step, last)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
