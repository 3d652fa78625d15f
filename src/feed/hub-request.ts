import { z } from 'zod'
import { causeOf, textOf } from '../response.ts'
import { patience } from './patience.ts'

/** Why nothing could be read: no connection, no answer in time, an error status, or an answer that makes no sense. */
export type HubFault = 'unreachable' | 'slow' | 'failing' | 'nonsense' | 'cancelled'

/** What one request came to when there is nothing to read. */
export type HubTrouble =
  | { readonly kind: 'limited'; readonly afterMs: number }
  | { readonly kind: 'down'; readonly why: HubFault; readonly detail: string }

export type HubAnswer =
  /** A list, as everything of its API is that we ask for; `more` promises another page of it. */
  | { readonly kind: 'records'; readonly records: readonly unknown[]; readonly more: boolean }
  /** Status 400: there is no such thing. */
  | { readonly kind: 'refused' }
  | HubTrouble

/** Asks the API for a path, once. Never rejects. While the hub wants to be left alone it is not asked at all. */
export type AskHub = (path: string, withinMs: number, cancel: AbortSignal) => Promise<HubAnswer>

export type HubText =
  /** As much of a text as was asked for; `whole` when that is all of it. */
  | { readonly kind: 'text'; readonly text: string; readonly whole: boolean }
  /** Status 404 or 400: there is no such thing. */
  | { readonly kind: 'absent' }
  | HubTrouble

/** Asks for a text at a path, once, and reads its first `bytes`. Otherwise as `AskHub`. */
export type AskHubForText = (
  path: string,
  bytes: number,
  withinMs: number,
  cancel: AbortSignal,
) => Promise<HubText>

/** The two things to ask the hub for. They share what it says of being left alone. */
export interface HubAsking {
  readonly records: AskHub
  readonly text: AskHubForText
}

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

export function openHubDoor({ endpoint, token, version, fetch, now }: HubDoor): HubAsking {
  const base = endpoint.replace(/\/+$/, '')
  const headers = {
    'user-agent': `paperboy/${version}`,
    ...(token && { authorization: `Bearer ${token}` }),
  }
  let silentUntilMs = 0

  const send = async <Told>(
    path: string,
    accept: string,
    withinMs: number,
    cancel: AbortSignal,
    read: (response: Response) => Promise<Told>,
  ): Promise<Told | HubTrouble> => {
    const silentMs = silentUntilMs - now()
    if (silentMs > 0) return { kind: 'limited', afterMs: silentMs }
    const { signal, ended, release } = patience(withinMs, cancel)
    try {
      const response = await fetch(`${base}${path}`, { headers: { ...headers, accept }, signal })
      const pauseMs = pauseAsked(response, now())
      if (pauseMs !== undefined) silentUntilMs = now() + pauseMs
      if (response.status !== 429) return await read(response)
      await response.body?.cancel()
      return { kind: 'limited', afterMs: pauseMs ?? LIMITS.unsaidPauseMs }
    } catch (error) {
      if (cancel.aborted) return { kind: 'down', why: 'cancelled', detail: 'the asker gave up' }
      if (ended()) return { kind: 'down', why: 'slow', detail: `no answer within ${withinMs} ms` }
      return { kind: 'down', why: 'unreachable', detail: causeOf(error) }
    } finally {
      release()
    }
  }

  return {
    records: (path, withinMs, cancel) =>
      send<HubAnswer>(path, 'application/json', withinMs, cancel, async response => {
        if (response.ok)
          return recordsOf(await textOf(response, LIMITS.bytes), response.headers.get('link') ?? '')
        return (await refuses(response, [400])) ? { kind: 'refused' } : failing(response)
      }),
    text: (path, bytes, withinMs, cancel) =>
      send<HubText>(path, 'text/markdown', withinMs, cancel, async response => {
        if (!response.ok)
          return (await refuses(response, [400, 404])) ? { kind: 'absent' } : failing(response)
        const { text, whole } = await textOf(response, bytes)
        return PAGE.test(text) ? nonsense('a page in place of a text') : { kind: 'text', text, whole }
      }),
  }
}

/** How a page for browsers begins. */
const PAGE = /^\s*<(?:!doctype|html|head)\b/i

/** Whether it is one of the statuses that say that there is no such thing. What else it says is not read. */
async function refuses(response: Response, statuses: readonly number[]): Promise<boolean> {
  await response.body?.cancel()
  return statuses.includes(response.status)
}

function failing({ status }: Response): HubTrouble {
  return { kind: 'down', why: 'failing', detail: `status ${status}` }
}

export function nonsense(detail: string): Extract<HubTrouble, { readonly kind: 'down' }> {
  return { kind: 'down', why: 'nonsense', detail }
}

function recordsOf({ text, whole }: Awaited<ReturnType<typeof textOf>>, link: string): HubAnswer {
  if (!whole) return nonsense(`an answer longer than ${LIMITS.bytes} bytes`)
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
