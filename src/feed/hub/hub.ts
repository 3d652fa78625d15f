import type { Log } from '../../chat.ts'
import type { FeedDay, Paper, PaperKey } from '../../papers.ts'
import { monthOf, type Span } from '../feed-day.ts'
import { readHubRecord } from './records.ts'
import {
  type AskHubForText,
  type HubAnswer,
  type HubDoor,
  type HubTrouble,
  nonsense,
  openHubDoor,
} from './request.ts'
import { createHubSearch, type HubSearch } from './search.ts'

/** What came of asking the hub for a day's batch. Nothing of a batch is given unless all of it was read. */
export type HubBatch =
  | { readonly kind: 'batch'; readonly papers: readonly Paper[] }
  | { readonly kind: 'empty' }
  | HubTrouble

/** A page of all papers of a month; each has its feed day where the hub tells it. */
export type HubMonthPage =
  | { readonly kind: 'page'; readonly papers: readonly Paper[]; readonly more: boolean }
  | HubTrouble

/** The newest day of which the hub has papers, if any. */
export type NewestBatch =
  | { readonly kind: 'day'; readonly day: FeedDay }
  | { readonly kind: 'empty' }
  | HubTrouble

/** A paper that the hub was asked for by its id. */
export type HubPaperAnswer =
  | { readonly kind: 'paper'; readonly paper: Paper }
  | { readonly kind: 'absent' }
  | HubTrouble

export interface Hub {
  /**
   * Reads a day's batch, all pages, once; whether to ask again is the caller's choice. Each page has `withinMs`, ten
   * seconds unless told. Never rejects.
   */
  batch(day: FeedDay, signal?: AbortSignal, withinMs?: number): Promise<HubBatch>
  /** Reads one page, from 0, of what the month (`YYYY-MM`) brought, a hundred papers at most. Otherwise as `batch`. */
  month(month: string, page: number, signal: AbortSignal, withinMs?: number): Promise<HubMonthPage>
  /** The newest batch before this day, by the papers that the hub lists first when no day is asked. Once; never rejects. */
  newestBefore(day: FeedDay, signal: AbortSignal): Promise<NewestBatch>
  /** Reads one paper by its arXiv id, once. Never rejects. */
  paper(id: PaperKey, signal: AbortSignal, withinMs: number): Promise<HubPaperAnswer>
  readonly search: HubSearch
  readonly text: AskHubForText
}

export interface HubSettings extends HubDoor {
  readonly log: Log
}

const LIMITS = Object.freeze({
  /** The API's largest `limit`; the largest batch seen had 78 papers. */
  pageSize: 100,
  /** A hub that always promises another page makes no sense. */
  pages: 20,
  requestMs: 10_000,
})

/** A client of the hub's `GET /api/daily_papers` and of its search. */
export function createHub({ log, ...door }: HubSettings): Hub {
  const { records: ask, one, text } = openHubDoor(door)

  /** The hub refuses days that have no batch, weekends and the future, and may refuse what is past the last page. */
  const list = async (
    query: string,
    signal: AbortSignal,
    withinMs: number = LIMITS.requestMs,
  ): Promise<Exclude<HubAnswer, { readonly kind: 'refused' }>> => {
    const read = await ask(`/api/daily_papers?${query}`, withinMs, signal)
    return read.kind === 'refused' ? { kind: 'records', records: [], more: false } : read
  }

  return {
    batch: async (day, signal = new AbortController().signal, withinMs) => {
      const records: unknown[] = []
      for (let number = 0; number < LIMITS.pages; number += 1) {
        const read = await list(`date=${day}&p=${number}&limit=${LIMITS.pageSize}`, signal, withinMs)
        if (read.kind !== 'records') return read
        records.push(...read.records)
        if (!hasMore(read)) return batchOf(day, records, log)
      }
      return nonsense(`more than ${LIMITS.pages} pages`)
    },
    month: async (month, page, signal, withinMs) => {
      const read = await list(`month=${month}&p=${page}&limit=${LIMITS.pageSize}`, signal, withinMs)
      if (read.kind !== 'records') return read
      const papers = papersOf(monthOf(`${month}-01`), read.records, log)
      return 'kind' in papers ? papers : { kind: 'page', papers, more: hasMore(read) }
    },
    newestBefore: async (day, signal) => {
      const read = await list(`limit=${LIMITS.pageSize}`, signal)
      return read.kind === 'records' ? newestOf(read.records, day) : read
    },
    paper: async (id, signal, withinMs) => {
      const read = await one(`/api/papers/${encodeURIComponent(id)}`, withinMs, signal)
      if (read.kind !== 'record') return read
      const told = readHubRecord(read.record)
      if (told.kind === 'fault') return nonsense(told.fault)
      return told.paper.key === id ? told : nonsense(`another paper, ${told.paper.key}`)
    },
    search: createHubSearch({ ask, now: door.now, log }),
    text,
  }
}

/** A full page is followed by another even where the hub does not promise it. */
function hasMore({ records, more }: Extract<HubAnswer, { readonly kind: 'records' }>): boolean {
  return records.length > 0 && (more || records.length >= LIMITS.pageSize)
}

function batchOf(day: FeedDay, records: readonly unknown[], log: Log): HubBatch {
  const papers = papersOf(day, records, log)
  if ('kind' in papers) return papers
  return papers.length > 0 ? { kind: 'batch', papers } : { kind: 'empty' }
}

/** The papers among the records. A bad record is named in the log and costs only itself; nothing but bad ones is nonsense. */
function papersOf(
  asked: FeedDay | Span,
  records: readonly unknown[],
  log: Log,
): readonly Paper[] | ReturnType<typeof nonsense> {
  const papers = new Map<string, Paper>()
  const faults: string[] = []
  for (const record of records) {
    const read = readHubRecord(record, asked)
    switch (read.kind) {
      case 'paper':
        papers.set(read.paper.key, read.paper)
        break
      case 'fault':
        faults.push(`${read.id}: ${read.fault}`)
        break
      default:
        read satisfies never
    }
  }
  if (faults.length > 0) {
    log('warn', 'records of the hub left out', { asked, count: faults.length, faults: faults.slice(0, 10) })
    if (papers.size === 0) return nonsense(`none of ${records.length} records could be read`)
  }
  return [...papers.values()]
}

function newestOf(records: readonly unknown[], before: FeedDay): NewestBatch {
  // A paper that does not tell its day reads as of `before`, and says nothing here.
  const days = records.flatMap(record => {
    const read = readHubRecord(record, before)
    return read.kind === 'paper' ? (read.paper.feedDay ?? []) : []
  })
  const newest = days
    .filter(day => day < before)
    .sort()
    .at(-1)
  return newest === undefined ? { kind: 'empty' } : { kind: 'day', day: newest }
}
