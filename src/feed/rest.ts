/** After a failure nobody waits for the hub again for so long; twice as long after each further one. */
const LIMITS = Object.freeze({ restMs: 60_000, longestRestMs: 30 * 60_000 })

/** Spares people the wait for something that has just failed. */
export interface Rest {
  resting(): boolean
  /** Takes note of a failure; the rest it leads to, in milliseconds. */
  failed(): number
  /** Takes note of a success. */
  fine(): void
}

export function createRest(now: () => number): Rest {
  let failures = 0
  let untilMs = 0
  return {
    resting: () => now() < untilMs,
    failed: () => {
      const restMs = Math.min(LIMITS.restMs * 2 ** failures, LIMITS.longestRestMs)
      failures += 1
      untilMs = now() + restMs
      return restMs
    },
    fine: () => {
      failures = 0
    },
  }
}
