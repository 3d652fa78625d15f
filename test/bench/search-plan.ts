import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { EngineName } from './engines.ts'

export type KnownSet = 'typos' | 'typed right' | 'acronym for long form' | 'long form for acronym'

/** What an engine is asked to do. Where a number is absent it is asked all. */
export interface Share {
  /** It is left out where there are more papers. */
  readonly upTo?: number
  /** It gets the first papers only. */
  readonly papers?: number
  readonly queries?: number
  /** After so many seconds of building it gets no more papers. */
  readonly buildSeconds?: number
  /** After so many seconds of asking it is asked no more, in each set of queries. */
  readonly seconds?: number
  readonly known: readonly KnownSet[]
}

const ALL = ['typos', 'typed right', 'acronym for long form', 'long form for acronym'] as const
/** All engines together are to be through 178,347 papers in some eight minutes. */
const LARGE = 50_000

/** Ours does everything; a peer as much as can be waited for, in `corpus` papers. */
export function shareOf(engine: EngineName, corpus: number): Share {
  switch (engine) {
    case 'ours':
      return { known: ALL }
    case 'oursLoaded':
      return { papers: 0, known: [] }
    case 'flexsearch':
      return { buildSeconds: 150, seconds: 30, known: [] }
    case 'flexsearchContext':
      return { upTo: LARGE, known: [] }
    case 'minisearch':
      return { buildSeconds: 150, seconds: 20, known: corpus > LARGE ? [] : ['typos'] }
    case 'fts5':
      return { seconds: 30, known: corpus > LARGE ? [] : ALL }
    case 'fuse':
      // Its time grows with the text it looks through: half a second a query already here.
      return { papers: 1_000, queries: 60, known: [] }
    default:
      return engine satisfies never
  }
}

const workShape = z.object({
  corpus: z.number(),
  warmUp: z.array(z.string()),
  timed: z.array(z.string()),
  /** By name of the set: queries that mean one paper. */
  known: z.record(z.string(), z.array(z.object({ text: z.string(), key: z.string() }))),
})
/** What every engine gets its share of. */
export type Work = Readonly<z.infer<typeof workShape>>

export const measuredShape = z.object({
  papers: z.number(),
  queries: z.number(),
  /** Milliseconds a query. */
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
  over50ms: z.number(),
  /** The longest that anything else had to wait, garbage collection included, in milliseconds. */
  longestHoldMs: z.number(),
  /** Of `oursLoaded`: how long the snapshot took to load. */
  buildSeconds: z.number(),
  /** Of `ours`: how long the snapshot took to write, and its size. */
  saveSeconds: z.number(),
  snapshotMb: z.number(),
  /** What the index holds, of the heap and beside it; its file, where it is in one. */
  indexMb: z.number(),
  /** Of the whole process, after it answered. */
  residentMb: z.number(),
  known: z.record(z.string(), z.object({ queries: z.number(), at1: z.number(), at10: z.number() })),
})
/** What a process that measured one engine tells. */
export type Measured = Readonly<z.infer<typeof measuredShape>>

/** The files of a run, in its folder. */
export const PAPERS = 'papers.sqlite'
export const SNAPSHOT = 'ours.snapshot'
const WORK = 'work.json'

export function writeWork(folder: string, work: Work): void {
  writeFileSync(join(folder, WORK), JSON.stringify(work))
}

export function readWork(folder: string): Work {
  return workShape.parse(JSON.parse(readFileSync(join(folder, WORK), 'utf8')))
}
