import { z } from 'zod'
import { causeOf, textOf } from '../../response.ts'
import { patience } from '../patience.ts'
import { type AllowanceParts, createAllowance } from './allowance.ts'
import { createUnchanged } from './unchanged.ts'

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

export type HubThing =
  | { readonly kind: 'record'; readonly record: unknown }
  /** Status 404 or 400: there is no such thing. */
  | { readonly kind: 'absent' }
  | HubTrouble

/** Asks the API for one thing at a path, once. Otherwise as `AskHub`. */
export type AskHubForOne = (path: string, withinMs: number, cancel: AbortSignal) => Promise<HubThing>

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

/** What to ask the hub for. All share what it says of being left alone. */
export interface HubAsking {
  readonly records: AskHub
  readonly one: AskHubForOne
  readonly text: AskHubForText
}

export interface HubDoor extends Pick<AllowanceParts, 'now' | 'spared' | 'sentBefore'> {
  /** `https://huggingface.co`, or whatever serves the same API. */
  readonly endpoint: string
  /** Raises the hub's limits; reading needs none. */
  readonly token?: string | undefined
  /** Paperboy's own, for the User-Agent. */
  readonly version: string
  readonly fetch: typeof fetch
}

const JSON_WANTED = Object.freeze({ accept: 'application/json' })

const LIMITS = Object.freeze({
  /** A hundred records with their authors take less than one megabyte. */
  bytes: 16 * 1024 * 1024,
})

export function openHubDoor({ endpoint, token, version, fetch, ...parts }: HubDoor): HubAsking {
  const base = endpoint.replace(/\/+$/, '')
  const headers = {
    'user-agent': `paperboy/${version}`,
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const allowance = createAllowance({ token: Boolean(token), ...parts })

  const send = async <Told extends { readonly kind: string }>(
    path: string,
    asked: Readonly<Record<string, string>>,
    withinMs: number,
    cancel: AbortSignal,
    read: (response: Response) => Promise<Told>,
  ): Promise<Told | HubTrouble> => {
    if (cancel.aborted) return CANCELLED
    const waitMs = allowance.take()
    if (waitMs > 0) return { kind: 'limited', afterMs: waitMs }
    const { signal, ended, release } = patience(withinMs, cancel)
    let isAnswered = false
    try {
      const response = await fetch(`${base}${path}`, { headers: { ...headers, ...asked }, signal })
      isAnswered = true
      const pauseMs = allowance.answered(response)
      if (pauseMs !== undefined) {
        await response.body?.cancel()
        return { kind: 'limited', afterMs: pauseMs }
      }
      const told = await read(response)
      if (told.kind === 'down') allowance.cameToNothing()
      return told
    } catch (error) {
      if (!isAnswered) allowance.ended()
      allowance.cameToNothing()
      if (cancel.aborted) return CANCELLED
      if (ended()) return { kind: 'down', why: 'slow', detail: `no answer within ${withinMs} ms` }
      return { kind: 'down', why: 'unreachable', detail: causeOf(error) }
    } finally {
      release()
    }
  }

  const unchanged = createUnchanged<HubAnswer>()

  return {
    records: (path, withinMs, cancel) =>
      send<HubAnswer>(path, { ...JSON_WANTED, ...unchanged.ask(path) }, withinMs, cancel, async response => {
        if (response.status === 304) return unchanged.recall(path) ?? failing(response)
        if (response.ok) {
          const answer = recordsOf(await textOf(response, LIMITS.bytes), response.headers.get('link') ?? '')
          if (answer.kind === 'records') unchanged.keep(path, response.headers.get('etag'), answer)
          return answer
        }
        return (await refuses(response, [400])) ? { kind: 'refused' } : failing(response)
      }),
    one: (path, withinMs, cancel) =>
      send<HubThing>(path, JSON_WANTED, withinMs, cancel, async response => {
        if (!response.ok)
          return (await refuses(response, [400, 404])) ? { kind: 'absent' } : failing(response)
        const read = jsonOf(await textOf(response, LIMITS.bytes))
        return 'json' in read ? { kind: 'record', record: read.json } : read
      }),
    text: (path, bytes, withinMs, cancel) =>
      send<HubText>(path, { accept: 'text/markdown' }, withinMs, cancel, async response => {
        if (!response.ok)
          return (await refuses(response, [400, 404])) ? { kind: 'absent' } : failing(response)
        const { text, whole } = await textOf(response, bytes)
        return PAGE.test(text) ? nonsense('a page in place of a text') : { kind: 'text', text, whole }
      }),
  }
}

const CANCELLED: HubTrouble = Object.freeze({ kind: 'down', why: 'cancelled', detail: 'the asker gave up' })

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

function recordsOf(body: Awaited<ReturnType<typeof textOf>>, link: string): HubAnswer {
  const read = jsonOf(body)
  if (!('json' in read)) return read
  const records = z.array(z.unknown()).safeParse(read.json).data
  if (!records) return nonsense('no list of papers')
  return { kind: 'records', records, more: /rel="?next\b/.test(link) }
}

function jsonOf({
  text,
  whole,
}: Awaited<ReturnType<typeof textOf>>): { readonly json: unknown } | ReturnType<typeof nonsense> {
  if (!whole) return nonsense(`an answer longer than ${LIMITS.bytes} bytes`)
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError) return nonsense(`no JSON: ${text.slice(0, 80)}`)
    throw error
  }
}
