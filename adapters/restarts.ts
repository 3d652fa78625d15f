import type { Log } from '../src/chat.ts'
import type { Starts } from '../src/store/starts.ts'

/**
 * Who runs Paperboy starts it again when it ends, most within a second. Discord resets a token that signs in more
 * than 1,000 times a day (docs, events/gateway), and a platform in trouble is not to be hammered: so each start
 * after two that ended early waits, at most 15 minutes, which makes some 110 starts a day.
 */
const PACE = Object.freeze({
  /** Bad starts that are followed by one at once, as after a power cut. */
  free: 2,
  firstPauseMs: 5_000,
  longestPauseMs: 15 * 60_000,
  /** Having run for so long a process has run well; one that ends later than this makes 144 starts a day. */
  goodLifeMs: 10 * 60_000,
})

/** How long a start waits after so many bad ones, in milliseconds. */
export function pauseAfter(badStarts: number): number {
  if (badStarts < PACE.free) return 0
  return Math.min(PACE.longestPauseMs, PACE.firstPauseMs * 2 ** (badStarts - PACE.free))
}

export interface Restarts {
  /** Notes this start and waits as long as those before it ask for; says so once. Resolves early when it is to end. */
  begin(): Promise<void>
  /** This process ends because it was asked to, which is no bad start. */
  endedAsAsked(): Promise<void>
}

export interface RestartsParts {
  readonly starts: Starts
  /** Replicas on several hosts share a store, and each is counted for itself. */
  readonly host: string
  readonly key: string
  readonly now: () => number
  readonly log: Log
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  readonly stopping: AbortSignal
}

export function createRestarts({ starts, host, key, now, log, pause, stopping }: RestartsParts): Restarts {
  const live = async (): Promise<void> => {
    await pause(PACE.goodLifeMs, stopping)
    if (!stopping.aborted) await starts.ranWell(host)
  }
  return {
    begin: async () => {
      const bad = await starts.begin({ key, host }, now())
      const pauseMs = pauseAfter(bad)
      if (pauseMs > 0) {
        const sentence = `The last ${bad} starts on ${host} ended within ten minutes: this one waits ${pauseMs / 1_000} s before it connects. What was logged before tells why they ended.`
        log('warn', 'starting later', { sentence })
        await pause(pauseMs, stopping)
      }
      void live().catch(error => log('warn', 'good life not noted', { error }))
    },
    endedAsAsked: () => starts.endedAsAsked(key),
  }
}
