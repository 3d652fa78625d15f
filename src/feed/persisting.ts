import type { Log } from '../chat.ts'
import type { HubTrouble } from './hub/request.ts'
import { pause as pauseInTime } from './patience.ts'

/** Asks the hub until it answers; each attempt has its time. Undefined when it is of no use, or no longer wanted. */
export type Persist = <Told>(
  what: string,
  ask: (withinMs: number, signal: AbortSignal) => Promise<Told | HubTrouble>,
) => Promise<Told | undefined>

export interface Persistence {
  readonly persist: Persist
  /** What could not be had, however often it was asked for. Then nothing else is asked either. */
  gaveUp(): { readonly what: string; readonly why: string } | undefined
}

export interface PersistenceParts {
  readonly signal: AbortSignal
  readonly log: Log
  /** The hub allows no more requests for so long, in milliseconds. */
  readonly waits: (ms: number) => void
  readonly pause?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}

const PACE = Object.freeze({
  /** A first answer is not worth a long wait: a new connection may be faster. Each attempt has twice as long. */
  firstWithinMs: 3_000,
  longestWithinMs: 12_000,
  firstBackOffMs: 250,
  longestBackOffMs: 30_000,
  /** In all some two minutes. */
  attempts: 11,
})

export function createPersistence({
  signal,
  log,
  waits,
  pause = pauseInTime,
}: PersistenceParts): Persistence {
  const ending = new AbortController()
  const stopping = AbortSignal.any([signal, ending.signal])
  let lost: { readonly what: string; readonly why: string } | undefined

  return {
    gaveUp: () => lost,
    persist: async (what, ask) => {
      let failures = 0
      while (!stopping.aborted) {
        const withinMs = Math.min(PACE.firstWithinMs * 2 ** failures, PACE.longestWithinMs)
        const said = await ask(withinMs, stopping)
        if (!isTrouble(said)) return said
        if (said.kind === 'limited') {
          waits(said.afterMs)
          await pause(said.afterMs, stopping)
        } else if (said.why !== 'cancelled') {
          failures += 1
          log('warn', 'the hub is asked again', { what, why: said.why, detail: said.detail, failures })
          if (failures < PACE.attempts) {
            const backOffMs = PACE.firstBackOffMs * 2 ** (failures - 1)
            await pause(Math.min(backOffMs, PACE.longestBackOffMs), stopping)
          } else {
            lost ??= { what, why: said.detail }
            ending.abort()
          }
        }
      }
      return undefined
    },
  }
}

function isTrouble(said: unknown): said is HubTrouble {
  return (
    typeof said === 'object' &&
    said !== null &&
    'kind' in said &&
    (said.kind === 'limited' || said.kind === 'down')
  )
}
