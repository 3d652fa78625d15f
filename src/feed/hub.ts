import { z } from 'zod'
import type { Log } from '../chat.ts'
import type { FeedDay, Paper } from '../papers.ts'
import { readHubRecord } from './hub-records.ts'
import { patience } from './patience.ts'

/** Why nothing could be read: no connection, no answer in time, an error status, or an answer that makes no sense. */
export type HubFault = 'unreachable' | 'slow' | 'failing' | 'nonsense' | 'cancelled'

/** What came of asking the hub for a day's batch. Nothing of a batch is given unless all of it was read. */
export type HubBatch =
  | { readonly kind: 'batch'; readonly papers: readonly Paper[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'limited'; readonly afterMs: number }
  | { readonly kind: 'down'; readonly why: HubFault; readonly detail: string }

export interface Hub {
  /** Reads a day's batch, all pages, once; whether to ask again is the caller's choice. Never rejects. */
  batch(day: FeedDay, signal?: AbortSignal): Promise<HubBatch>
}

export interface HubSettings {
  /** `https://huggingface.co`, or whatever serves the same API. */
  readonly endpoint: string
  /** Raises the hub's limits; reading needs none. */
  readonly token?: string | undefined
  /** Paperboy's own, for the User-Agent. */
  readonly version: string
  readonly fetch: typeof fetch
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const LIMITS = Object.freeze({
  /** The API's largest `limit`; the largest batch seen had 78 papers. */
  pageSize: 100,
  /** A hub that always promises another page makes no sense. */
  pages: 20,
  /** A hundred records with their authors take less than one megabyte. */
  bytes: 16 * 1024 * 1024,
  requestMs: 10_000,
  /** The hub counts requests in windows of five minutes: it cannot mean more than an hour, nor nothing. */
  longestPauseMs: 60 * 60_000,
  shortestPauseMs: 1_000,
  /** For a limit that does not say for how long. */
  unsaidPauseMs: 60_000,
})

type Page =
  | { readonly kind: 'page'; readonly records: readonly unknown[]; readonly more: boolean }
  | Exclude<HubBatch, { readonly kind: 'batch' }>

/** A client of the hub's `GET /api/daily_papers`. While the hub wants to be left alone it is not asked at all. */
export function createHub({ endpoint, token, version, fetch, now, log }: HubSettings): Hub {
  const base = endpoint.replace(/\/+$/, '')
  const headers = {
    accept: 'application/json',
    'user-agent': `paperboy/${version}`,
    ...(token && { authorization: `Bearer ${token}` }),
  }
  let silentUntilMs = 0

  async function page(day: FeedDay, number: number, cancel: AbortSignal): Promise<Page> {
    const silentMs = silentUntilMs - now()
    if (silentMs > 0) return { kind: 'limited', afterMs: silentMs }
    const { signal, ended, release } = patience(LIMITS.requestMs, cancel)
    try {
      const query = `date=${day}&p=${number}&limit=${LIMITS.pageSize}`
      const response = await fetch(`${base}/api/daily_papers?${query}`, { headers, signal })
      const pauseMs = pauseAsked(response, now())
      if (pauseMs !== undefined) silentUntilMs = now() + pauseMs
      if (response.ok) return pageOf(await textOf(response), response.headers.get('link') ?? '')
      await response.body?.cancel()
      if (response.status === 429) return { kind: 'limited', afterMs: pauseMs ?? LIMITS.unsaidPauseMs }
      // The hub answers so for days that have no batch: weekends and the future.
      if (response.status === 400) return { kind: 'empty' }
      return { kind: 'down', why: 'failing', detail: `status ${response.status}` }
    } catch (error) {
      if (cancel.aborted) return { kind: 'down', why: 'cancelled', detail: 'the asker gave up' }
      if (ended()) return { kind: 'down', why: 'slow', detail: `no answer within ${LIMITS.requestMs} ms` }
      return { kind: 'down', why: 'unreachable', detail: causeOf(error) }
    } finally {
      release()
    }
  }

  return {
    batch: async (day, signal = new AbortController().signal) => {
      const records: unknown[] = []
      for (let number = 0; number < LIMITS.pages; number += 1) {
        const read = await page(day, number, signal)
        if (read.kind === 'page') records.push(...read.records)
        // Past the last page the hub may refuse as it does for days without a batch.
        else if (read.kind !== 'empty' || number === 0) return read
        if (read.kind === 'empty' || !read.more) return batchOf(day, records, log)
      }
      return { kind: 'down', why: 'nonsense', detail: `more than ${LIMITS.pages} pages` }
    },
  }
}

function pageOf(text: string | undefined, link: string): Page {
  if (text === undefined) return nonsense(`an answer longer than ${LIMITS.bytes} bytes`)
  try {
    const records = z.array(z.unknown()).safeParse(JSON.parse(text)).data
    if (!records) return nonsense('no list of papers')
    const promised = /rel="?next\b/.test(link) || records.length >= LIMITS.pageSize
    return { kind: 'page', records, more: promised && records.length > 0 }
  } catch (error) {
    if (error instanceof SyntaxError) return nonsense(`no JSON: ${text.slice(0, 80)}`)
    throw error
  }
}

/** The papers among the records. A bad record is named in the log and costs only itself. */
function batchOf(day: FeedDay, records: readonly unknown[], log: Log): HubBatch {
  const papers = new Map<string, Paper>()
  const faults: string[] = []
  for (const record of records) {
    const read = readHubRecord(record, day)
    switch (read.kind) {
      case 'paper':
        papers.set(read.paper.key, read.paper)
        break
      case 'withdrawn':
        log('info', 'a paper was withdrawn', { day, paper: read.id })
        break
      case 'fault':
        faults.push(`${read.id}: ${read.fault}`)
        break
      default:
        read satisfies never
    }
  }
  if (faults.length > 0) {
    log('warn', 'records of the hub left out', { day, count: faults.length, faults: faults.slice(0, 10) })
    if (papers.size === 0) return nonsense(`none of ${records.length} records could be read`)
  }
  return papers.size > 0 ? { kind: 'batch', papers: [...papers.values()] } : { kind: 'empty' }
}

function nonsense(detail: string): Extract<HubBatch, { readonly kind: 'down' }> {
  return { kind: 'down', why: 'nonsense', detail }
}

/**
 * How long the hub wants to be left alone, in milliseconds: `RateLimit: "api";r=0;t=42` says that nothing
 * remains for 42 s (hub-docs, rate-limits.md); with a 429 also `Retry-After`, in seconds or as a date.
 */
function pauseAsked({ status, headers }: Response, nowMs: number): number | undefined {
  const limit = headers.get('ratelimit') ?? ''
  if (status !== 429 && !/;\s*r=0(?!\d)/.test(limit)) return undefined
  const seconds = Number(/;\s*t=(\d+)/.exec(limit)?.[1])
  const later = headers.get('retry-after') ?? ''
  const said = [seconds * 1000, Number(later || Number.NaN) * 1000, Date.parse(later) - nowMs]
  const pauseMs = said.find(Number.isFinite) ?? LIMITS.unsaidPauseMs
  return Math.min(Math.max(pauseMs, LIMITS.shortestPauseMs), LIMITS.longestPauseMs)
}

/** The whole body; undefined once it is longer than anything the hub has to say. */
async function textOf(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > LIMITS.bytes) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** fetch says only that it failed; why is in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
