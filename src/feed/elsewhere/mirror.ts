import type { Log } from '../../chat.ts'
import type { Paper } from '../../papers.ts'
import { causeOf, textOf } from '../../response.ts'
import { standingBatchAt } from '../feed-day.ts'
import { readRss } from '../files/rss.ts'
import { patience } from '../patience.ts'

/** A mirror of Daily Papers, for when the hub itself cannot be read. */
export interface Mirror {
  /** What it has, and when that was made in Unix milliseconds; undefined when it cannot be read. Never rejects. */
  read(
    signal: AbortSignal,
  ): Promise<{ readonly papers: readonly Paper[]; readonly builtMs: number } | undefined>
}

export interface MirrorParts {
  /** Of an RSS feed. */
  readonly url: string
  readonly version: string
  readonly fetch: typeof fetch
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const LIMITS = Object.freeze({ requestMs: 10_000, bytes: 8 * 1024 * 1024 })

/**
 * Reads the mirror's RSS. Its papers are of the batch that the hub's page showed when it was made; where it does not
 * tell when that was, they are of no batch.
 */
export function createMirror({ url, version, fetch, now, log }: MirrorParts): Mirror {
  return {
    read: async cancel => {
      const { signal, release } = patience(LIMITS.requestMs, cancel)
      const failed = (why: string): undefined => {
        if (!cancel.aborted) log('warn', 'the mirror could not be read', { why })
      }
      try {
        const response = await fetch(url, { headers: { 'user-agent': `paperboy/${version}` }, signal })
        if (!response.ok) {
          await response.body?.cancel()
          return failed(`status ${response.status}`)
        }
        const { text, whole } = await textOf(response, LIMITS.bytes)
        const feed = whole ? readRss(text, 'mirror') : undefined
        if (!feed) return failed(whole ? 'no RSS' : `an answer longer than ${LIMITS.bytes} bytes`)
        if (feed.faults.length > 0)
          log('warn', 'items of the mirror left out', { count: feed.faults.length, first: feed.faults[0] })
        const { builtMs } = feed
        const isTold = builtMs !== undefined && builtMs <= now()
        if (!isTold) return { papers: feed.papers, builtMs: now() }
        const feedDay = standingBatchAt(builtMs)
        return { papers: feed.papers.map(paper => ({ ...paper, feedDay })), builtMs }
      } catch (error) {
        return failed(causeOf(error))
      } finally {
        release()
      }
    },
  }
}
