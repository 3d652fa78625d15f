import type { Log } from '../../chat.ts'
import type { Paper, PaperKey } from '../../papers.ts'
import { causeOf, textOf } from '../../response.ts'
import { patience, pause } from '../patience.ts'
import { createRest } from '../rest.ts'
import { readAtom } from './atom.ts'

export type ArxivAnswer =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** It has no such paper. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'down' }

export interface Arxiv {
  /** A paper by its id. Those who ask meanwhile share the next request. Never rejects. */
  find(id: PaperKey): Promise<ArxivAnswer>
  /** Gives up what is under way, which is then down. */
  stop(): Promise<void>
}

export interface ArxivParts {
  /** `https://export.arxiv.org`, or whatever serves the same API. */
  readonly endpoint: string
  readonly version: string
  readonly fetch: typeof fetch
  /** By which one of several processes asks at a time, see `Leases`. */
  readonly lease: { hold(forMs: number): Promise<boolean> }
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const LIMITS = Object.freeze({
  /** One request in three seconds, over one connection, from all machines (info.arxiv.org/help/api/tou.html). */
  apartMs: 3_000,
  /** So long others may join a request: what is linked to in one message is asked for at once. */
  gatherMs: 100,
  /** How often to look whether another process is done. */
  turnMs: 200,
  /** Longer than anybody waits: who asks again has it then. */
  requestMs: 10_000,
  ids: 50,
  bytes: 4 * 1024 * 1024,
})

const DOWN: ArxivAnswer = Object.freeze({ kind: 'down' })

/** Asks `GET /api/query?id_list=…`. After a failure nobody is asked for a while. */
export function createArxiv({ endpoint, version, fetch, lease, now, log }: ArxivParts): Arxiv {
  const base = endpoint.replace(/\/+$/, '')
  const rest = createRest(now)
  const stopping = new AbortController()
  const wanted = new Map<PaperKey, PromiseWithResolvers<ArxivAnswer>>()
  const asked = new Map<PaperKey, PromiseWithResolvers<ArxivAnswer>>()
  let lastMs = Number.NEGATIVE_INFINITY
  let serving: Promise<void> | undefined

  async function ask(ids: readonly PaperKey[]): Promise<readonly Paper[] | undefined> {
    const query = new URLSearchParams({ id_list: ids.join(','), max_results: String(ids.length) })
    const { signal, release } = patience(LIMITS.requestMs, stopping.signal)
    const failed = (why: string): undefined => {
      if (!stopping.signal.aborted) log('info', 'arXiv was not read', { ids, why, restMs: rest.failed() })
    }
    try {
      const response = await fetch(`${base}/api/query?${query}`, {
        headers: { 'user-agent': `paperboy/${version}`, accept: 'application/atom+xml' },
        signal,
      })
      if (!response.ok) {
        await response.body?.cancel()
        return failed(`status ${response.status}`)
      }
      const { text, whole } = await textOf(response, LIMITS.bytes)
      const papers = whole ? readAtom(text) : undefined
      if (!papers) return failed(whole ? 'no Atom' : `an answer longer than ${LIMITS.bytes} bytes`)
      rest.fine()
      return papers
    } catch (error) {
      return failed(causeOf(error))
    } finally {
      release()
    }
  }

  /** Undefined where the store cannot be used. */
  const hold = (forMs: number): Promise<boolean | undefined> =>
    lease.hold(forMs).catch(error => {
      log('error', 'the turn to ask arXiv could not be taken', { error: String(error) })
      return undefined
    })

  /** Waits until no other process asks; false when this one may not ask either. */
  async function turn(): Promise<boolean> {
    for (;;) {
      const isOurs = await hold(LIMITS.requestMs + LIMITS.apartMs)
      if (isOurs !== false || stopping.signal.aborted) return isOurs === true
      await pause(LIMITS.turnMs, stopping.signal)
    }
  }

  async function serve(): Promise<void> {
    while (wanted.size > 0) {
      await pause(Math.max(LIMITS.gatherMs, lastMs + LIMITS.apartMs - now()), stopping.signal)
      const isOurs = await turn()
      lastMs = now()
      const batch = [...wanted].slice(0, LIMITS.ids)
      for (const [id, answer] of batch) {
        wanted.delete(id)
        asked.set(id, answer)
      }
      const isOff = !isOurs || rest.resting() || stopping.signal.aborted
      const papers = isOff ? undefined : await ask(batch.map(([id]) => id))
      for (const [id, answer] of batch) {
        const paper = papers?.find(({ key }) => key === id)
        asked.delete(id)
        answer.resolve(!papers ? DOWN : paper ? { kind: 'paper', paper } : { kind: 'absent' })
      }
      // The others wait as long after the answer as this process does after its request.
      if (isOurs) await hold(LIMITS.apartMs)
    }
    serving = undefined
  }

  return {
    find: id => {
      if (rest.resting() || stopping.signal.aborted) return Promise.resolve(DOWN)
      const underWay = asked.get(id)
      if (underWay) return underWay.promise
      const answer = wanted.getOrInsertComputed(id, () => Promise.withResolvers<ArxivAnswer>())
      serving ??= serve()
      return answer.promise
    },
    stop: async () => {
      stopping.abort()
      await serving
    },
  }
}
