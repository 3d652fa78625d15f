import { endianness } from 'node:os'
import { z } from 'zod'
import { readSnapshot, type SnapshotRead, writeSnapshot } from './snapshot.ts'

const bytes = z.instanceof(Uint8Array)
const shorts = z.instanceof(Uint16Array)
const wholes = z.instanceof(Uint32Array)
const words = { letters: shorts, ends: wholes, slots: wholes }
const lists = { starts: wholes, lengths: wholes, rooms: wholes }

const indexShape = z.object({
  keys: z.object(words),
  columns: z.object({ states: bytes, days: wholes, upvotes: z.instanceof(Int32Array), fingerprints: wholes }),
  lexicon: z.object({ ...words, stems: wholes, newest: wholes, older: wholes }),
  sequences: z.object({ cells: shorts, ...lists }),
  postings: z.object({ cells: wholes, ...lists }),
  greatest: z.object({ impacts: bytes }),
  vocabulary: z.object({
    starts: wholes,
    entries: wholes,
    heads: wholes,
    next: wholes,
    counts: wholes,
    marks: wholes,
  }),
  meaning: z.object({ rows: z.instanceof(Int8Array), factors: z.instanceof(Float32Array) }),
  acronyms: z.object({ ...words, ...lists, cells: wholes, counts: wholes }),
})

/** All that a search index knows, in arrays; for another index that goes on with them. */
export type SavedIndex = Readonly<z.infer<typeof indexShape>>

export type IndexRead =
  | { readonly kind: 'read'; readonly index: SavedIndex }
  | Exclude<SnapshotRead, { kind: 'read' }>

/**
 * What the arrays mean: to be raised with every change of what is read from a text (words, stems, sentences), of
 * how impacts are reckoned, or of how anything is laid out. A test notices.
 */
export const INDEX_VERSION = 3
const LABEL = `search index ${INDEX_VERSION} ${endianness()}`

/** Throws when the file cannot be written; what was there before is then left as it was. */
export function writeIndex(file: string, saved: SavedIndex): void {
  writeSnapshot(file, LABEL, saved)
}

/** Never throws; a file that is damaged or of another version is told from one that is not there. */
export function readIndex(file: string): IndexRead {
  const read = readSnapshot(file, LABEL)
  if (read.kind !== 'read') return read
  const index = indexShape.safeParse(read.pieces)
  return index.success
    ? { kind: 'read', index: index.data }
    : { kind: 'unusable', why: 'it lacks a piece of the index' }
}
