import { nextDueMs } from '../../src/delivery/calendar.ts'
import { DAY_MS, type Oracle } from './oracle.ts'

/** One, two or more posts of a day, or one that comes at another time than it should. */
export interface Fault {
  readonly timezone: string
  readonly at: string
  /** The local day. */
  readonly day: string
  readonly said: string
}

/** Midnight, the hours that summer time takes and repeats, an hour of work, and the end of the day. */
export const HOURS = ['00:00', '02:30', '09:00', '23:30'] as const

/**
 * Walks the calendar of one zone over the local days between two moments (Unix milliseconds, midnights of UTC),
 * and compares each step with the oracle and with Temporal. Tells the instants that were due, and every fault.
 */
export function walk(
  { timezone, oracle, fromMs, toMs }: { timezone: string; oracle: Oracle; fromMs: number; toMs: number },
  at: string,
): { readonly instants: number; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const terms = { at, timezone, days: [1, 2, 3, 4, 5, 6, 7] }
  const intoDayMs = Date.parse(`1970-01-01T${at}:00Z`)
  const plainTime = Temporal.PlainTime.from(at)
  let last = oracle.instant(fromMs + intoDayMs) - 1
  let instants = 0
  for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
    if (!oracle.exists(dayMs)) continue
    const due = nextDueMs(terms, last)
    const day = new Date(dayMs).toISOString().slice(0, 10)
    const expected = oracle.instant(dayMs + intoDayMs)
    const temporal = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: timezone, plainTime })
    instants += 1
    const wrong = [
      due !== expected && `is ${iso(due)}, by the oracle ${iso(expected)}`,
      due !== temporal.epochMilliseconds && `is ${iso(due)}, by Temporal ${temporal.toInstant()}`,
      due <= last && `comes at ${iso(due)}, not after ${iso(last)}`,
    ].filter(said => said !== false)
    faults.push(...wrong.map(said => ({ timezone, at, day, said })))
    last = Math.max(due, expected)
  }
  return { instants, faults }
}

const iso = (ms: number): string => new Date(ms).toISOString()
