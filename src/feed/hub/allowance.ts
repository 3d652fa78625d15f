/** How many requests the hub allows us, kept so that it never has to refuse one. */
export interface Allowance {
  /** Milliseconds until another request may go; 0 takes one, to be given back by `ended`. */
  take(): number
  /**
   * Takes note of what an answer says, and gives its request back. With a 429, how long the hub wants to be left
   * alone, in milliseconds.
   */
  answered(response: Pick<Response, 'status' | 'headers'>): number | undefined
  /** A request ended without an answer. */
  ended(): void
  /** Of an answered or an ended request: it made no sense, so that it need not have come from the hub. */
  cameToNothing(): void
}

export interface AllowanceParts {
  readonly token: boolean
  /** Requests of each window that are left to others behind the same address. */
  readonly spared?: number | undefined
  /** When requests were sent before this process, in Unix milliseconds. */
  readonly sentBefore?: readonly number[] | undefined
  /** Unix milliseconds. */
  readonly now: () => number
}

/**
 * What counts until the hub says otherwise: requests to its API in each fixed window of five minutes (hub-docs,
 * rate-limits.md, September 2025). As nobody knows when a window begins, no five minutes have more. What
 * came to nothing does not count here: where it does, the hub tells with its next answer.
 */
const STATED = Object.freeze({ anonymous: 500, withToken: 1_000, windowMs: 5 * 60_000 })

/** The end of a window is told in whole seconds, some time after it was read. */
const SAME_WINDOW_MS = 5_000

const PAUSES = Object.freeze({
  /** A window cannot mean more than an hour, nor nothing. */
  longestMs: 60 * 60_000,
  shortestMs: 1_000,
  /** For a 429 that does not say for how long; twice as long after each further one. */
  unsaidMs: 1_000,
  longestUnsaidMs: 60_000,
})

export function createAllowance({ token, spared = 0, sentBefore = [], now }: AllowanceParts): Allowance {
  let most: number = token ? STATED.withToken : STATED.anonymous
  let windowMs: number = STATED.windowMs
  /** When the requests of the last window were sent, oldest first. */
  const sent = sentBefore.toSorted((a, b) => a - b)
  let onTheWay = 0
  let told = { left: Number.POSITIVE_INFINITY, untilMs: 0 }
  let silentUntilMs = 0
  let unsaid = 0

  return {
    take: () => {
      const nowMs = now()
      while (sent[0] !== undefined && sent[0] <= nowMs - windowMs) sent.shift()
      const ours = Math.max(1, most - spared)
      // The window's own request that has to grow old before there is room for another.
      const oldest = sent[sent.length - ours]
      const ownMs = oldest === undefined ? 0 : oldest + windowMs - nowMs
      const toldMs = told.left - onTheWay <= spared ? told.untilMs - nowMs : 0
      const waitMs = Math.max(silentUntilMs - nowMs, ownMs, toldMs, 0)
      if (waitMs > 0) return waitMs
      sent.push(nowMs)
      onTheWay += 1
      return 0
    },
    answered: ({ status, headers }) => {
      onTheWay -= 1
      const nowMs = now()
      const limit = headers.get('ratelimit') ?? ''
      const left = numberIn(limit, 'r')
      const seconds = numberIn(limit, 't')
      const policy = headers.get('ratelimit-policy') ?? ''
      most = numberIn(policy, 'q') || most
      windowMs = (numberIn(policy, 'w') ?? 0) * 1000 || windowMs
      if (left !== undefined && seconds !== undefined) {
        const untilMs = nowMs + within(seconds * 1000)
        // Answers overtake each other; within a window only fewer can remain.
        const isSameWindow = Math.abs(untilMs - told.untilMs) < SAME_WINDOW_MS
        told = { left: isSameWindow ? Math.min(left, told.left) : left, untilMs }
      }
      if (status !== 429) {
        unsaid = 0
        return undefined
      }
      sent.pop()
      const later = headers.get('retry-after') ?? ''
      const said = [
        (seconds ?? Number.NaN) * 1000,
        Number(later || Number.NaN) * 1000,
        Date.parse(later) - nowMs,
      ]
      const pauseMs = said.find(Number.isFinite)
      unsaid = pauseMs === undefined ? unsaid + 1 : 0
      const ms = within(pauseMs ?? Math.min(PAUSES.unsaidMs * 2 ** (unsaid - 1), PAUSES.longestUnsaidMs))
      silentUntilMs = nowMs + ms
      return ms
    },
    ended: () => {
      onTheWay -= 1
      // The hub may have counted it.
      told = { ...told, left: told.left - 1 }
    },
    cameToNothing: () => {
      sent.pop()
    },
  }
}

const within = (ms: number): number => Math.min(Math.max(ms, PAUSES.shortestMs), PAUSES.longestMs)

/** A parameter of a structured header: `"api";r=0;t=42` says that nothing remains for 42 seconds. */
function numberIn(header: string, name: 'r' | 't' | 'q' | 'w'): number | undefined {
  const [, digits] = new RegExp(String.raw`;\s*${name}=(\d{1,9})(?!\d)`).exec(header) ?? []
  return digits === undefined ? undefined : Number(digits)
}
