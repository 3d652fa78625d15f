import type { ServerResponse } from 'node:http'

/** The hub's count of requests, in fixed windows of five minutes (hub-docs, rate-limits.md). */
export interface HubLimit {
  /** Counts a request; how it is refused when there are too many. What remains is told in the headers of the answer. */
  refuses(response: ServerResponse): { readonly kind: 'instead'; readonly status: number } | undefined
  refused(): number
}

const WINDOW_MS = 5 * 60_000

export function createHubLimit(parts: {
  readonly most: number
  /** Says what remains, rather than only refuse. */
  readonly tells: boolean
  readonly now: () => number
}): HubLimit {
  const { most, tells, now } = parts
  let window = { sinceMs: Number.NEGATIVE_INFINITY, count: 0 }
  let refused = 0
  return {
    refused: () => refused,
    refuses: response => {
      const nowMs = now()
      if (nowMs >= window.sinceMs + WINDOW_MS) window = { sinceMs: nowMs, count: 0 }
      window = { ...window, count: window.count + 1 }
      const isTooMany = window.count > most
      if (tells || isTooMany) {
        const seconds = Math.ceil((window.sinceMs + WINDOW_MS - nowMs) / 1_000)
        response.setHeader('ratelimit', `"api";r=${Math.max(0, most - window.count)};t=${seconds}`)
        response.setHeader('ratelimit-policy', `"fixed window";"api";q=${most};w=${WINDOW_MS / 1_000}`)
      }
      if (!isTooMany) return undefined
      refused += 1
      return { kind: 'instead', status: 429 }
    },
  }
}
