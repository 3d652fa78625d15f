import { crc32 } from 'node:zlib'
import type { Day, Paper } from '../../papers.ts'
import { dayOf } from '../filters.ts'
import { bytes, createColumn, signed, wholes } from './column.ts'

/** What filters and orders ask of a document besides its words. */
export interface Columns {
  /** Notes what is told of a paper; `said` is its fingerprint. */
  put(document: number, paper: Paper, said: number): void
  clear(document: number): void
  has(document: number): boolean
  /** See `numberOfDay`. */
  day(document: number): number
  /** -1 where none are told. */
  upvotes(document: number): number
  hasCode(document: number): boolean
  fingerprint(document: number): number
  /** All that are in, in order. */
  documents(): readonly number[]
  /** How many these are. */
  readonly count: number
  saved(documents: number): SavedColumns
}

export interface SavedColumns {
  readonly states: Uint8Array<ArrayBuffer>
  readonly days: Uint32Array<ArrayBuffer>
  readonly upvotes: Int32Array<ArrayBuffer>
  readonly fingerprints: Uint32Array<ArrayBuffer>
}

const IN = 1
const CODE = 2

export function createColumns(saved?: SavedColumns): Columns {
  const states = createColumn(bytes, saved?.states)
  const days = createColumn(wholes, saved?.days)
  const upvotes = createColumn(signed, saved?.upvotes)
  const fingerprints = createColumn(wholes, saved?.fingerprints)
  let highest = saved ? saved.states.length - 1 : 0
  let count = saved ? saved.states.reduce((sum, state) => sum + (state & IN), 0) : 0

  return {
    put(document, paper, said) {
      highest = Math.max(highest, document)
      count += 1 - (states.at(document) & IN)
      states.set(document, IN | (paper.codeUrl === undefined ? 0 : CODE))
      days.set(document, numberOfDay(dayOf(paper)))
      upvotes.set(document, paper.upvotes ?? -1)
      fingerprints.set(document, said)
    },
    clear(document) {
      count -= states.at(document) & IN
      states.set(document, 0)
    },
    has: document => (states.at(document) & IN) !== 0,
    day: days.at,
    upvotes: upvotes.at,
    hasCode: document => (states.at(document) & CODE) !== 0,
    fingerprint: fingerprints.at,
    documents() {
      const found: number[] = []
      for (let document = 1; document <= highest; document += 1) {
        if ((states.at(document) & IN) !== 0) found.push(document)
      }
      return found
    },
    get count() {
      return count
    },
    saved(documents) {
      const last = documents + 1
      return {
        states: states.saved(last),
        days: days.saved(last),
        upvotes: upvotes.saved(last),
        fingerprints: fingerprints.saved(last),
      }
    },
  }
}

/** `2026-08-25` as 20260825, so that later days are greater; 0 for no day, or what is none. */
export function numberOfDay(day: Day | undefined): number {
  return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? Number(day.replaceAll('-', '')) : 0
}

/**
 * The CRC-32 of all of a paper that is searched. Two texts of one paper that differ have the same one once in
 * 2^32 changes, and then the older one is searched on.
 */
export function fingerprintOf({ title, abstract, authors, keywords, organization }: Paper): number {
  return crc32(JSON.stringify([title, abstract, authors, keywords, organization]))
}
