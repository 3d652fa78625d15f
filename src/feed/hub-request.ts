import { z } from 'zod'
import { patience } from './patience.ts'

/** Why nothing could be read: no connection, no answer in time, an error status, or an answer that makes no sense. */
export type HubFault = 'unreachable' | 'slow' | 'failing' | 'nonsense' | 'cancelled'

/** What one request came to when there is nothing to read. */
export type HubTrouble =
  | { readonly kind: 'limited'; readonly afterMs: number }
  | { readonly kind: 'down'; readonly why: HubFault; readonly detail: string }

export type HubAnswer =
  /** A list, as everything is that we ask for; `more` promises another page of it. */
  | { readonly kind: 'records'; readonly records: readonly unknown[]; readonly more: boolean }
  /** Status 400: there is no such thing. */
  | { readonly kind: 'refused' }
  | HubTrouble

/** Asks the API for a path, once. Never rejects. While the hub wants to be left alone it is not asked at all. */
export type AskHub = (path: string, withinMs: number, cancel: AbortSignal) => Promise<HubAnswer>

export interface HubDoor {
  /** `https://huggingface.co`, or whatever serves the same API. */
  readonly endpoint: string
  /** Raises the hub's limits; reading needs none. */
  readonly token?: string | undefined
  /** Paperboy's own, for the User-Agent. */
  readonly version: string
  readonly fetch: typeof fetch
  /** Unix milliseconds. */
  readonly now: () => number
}

const LIMITS = Object.freeze({
  /** A hundred records with their authors take less than one megabyte. */
  bytes: 16 * 1024 * 1024,
  /** The hub counts requests in windows of five minutes: it cannot mean more than an hour, nor nothing. */
  longestPauseMs: 60 * 60_000,
  shortestPauseMs: 1_000,
  /** For a limit that does not say for how long. */
  unsaidPauseMs: 60_000,
})

export function openHubDoor({ endpoint, token, version, fetch, now }: HubDoor): AskHub {
  const base = endpoint.replace(/\/+$/, '')
  const headers = {
    accept: 'application/json',
    'user-agent': `paperboy/${version}`,
    ...(token && { authorization: `Bearer ${token}` }),
  }
  let silentUntilMs = 0

  return async (path, withinMs, cancel) => {
    const silentMs = silentUntilMs - now()
    if (silentMs > 0) return { kind: 'limited', afterMs: silentMs }
    const { signal, ended, release } = patience(withinMs, cancel)
    try {
      const response = await fetch(`${base}${path}`, { headers, signal })
      const pauseMs = pauseAsked(response, now())
      if (pauseMs !== undefined) silentUntilMs = now() + pauseMs
      if (response.ok) return recordsOf(await textOf(response), response.headers.get('link') ?? '')
      await response.body?.cancel()
      if (response.status === 429) return { kind: 'limited', afterMs: pauseMs ?? LIMITS.unsaidPauseMs }
      if (response.status === 400) return { kind: 'refused' }
      return { kind: 'down', why: 'failing', detail: `status ${response.status}` }
    } catch (error) {
      if (cancel.aborted) return { kind: 'down', why: 'cancelled', detail: 'the asker gave up' }
      if (ended()) return { kind: 'down', why: 'slow', detail: `no answer within ${withinMs} ms` }
      return { kind: 'down', why: 'unreachable', detail: causeOf(error) }
    } finally {
      release()
    }
  }
}

export function nonsense(detail: string): Extract<HubTrouble, { readonly kind: 'down' }> {
  return { kind: 'down', why: 'nonsense', detail }
}

function recordsOf(text: string | undefined, link: string): HubAnswer {
  if (text === undefined) return nonsense(`an answer longer than ${LIMITS.bytes} bytes`)
  try {
    const records = z.array(z.unknown()).safeParse(JSON.parse(text)).data
    if (!records) return nonsense('no list of papers')
    return { kind: 'records', records, more: /rel="?next\b/.test(link) }
  } catch (error) {
    if (error instanceof SyntaxError) return nonsense(`no JSON: ${text.slice(0, 80)}`)
    throw error
  }
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
