import type { Day } from '../papers.ts'
import type { Terms } from '../store/subscriptions.ts'

/**
 * The first time after `afterMs` (Unix milliseconds) that the terms ask for. A local time that a spring
 * gap leaves out comes later that day, one that an autumn overlap repeats comes at its first pass
 * (Temporal's `compatible`), so that each local day has one.
 */
export function nextDueMs(terms: Terms, afterMs: number): number {
  const at = Temporal.PlainTime.from(terms.at)
  let day = Temporal.Instant.fromEpochMilliseconds(afterMs)
    .toZonedDateTimeISO(terms.timezone)
    .toPlainDate()
    .subtract({ days: 1 })
  while (true) {
    day = day.add({ days: 1 })
    if (!terms.days.includes(day.dayOfWeek)) continue
    const dueMs = day.toZonedDateTime({ timeZone: terms.timezone, plainTime: at }).epochMilliseconds
    // A zone that skips a day (Samoa in 2011) answers with the day after; that day has a time of its own.
    if (dueMs > afterMs && localDay(terms, dueMs) === day.toString()) return dueMs
  }
}

/** The next `count` times, for people to see what they asked for. */
export function nextTimes(terms: Terms, afterMs: number, count: number): readonly number[] {
  const times: number[] = []
  let last = afterMs
  while (times.length < count) {
    last = nextDueMs(terms, last)
    times.push(last)
  }
  return times
}

/** The calendar day it is, at an instant, where the subscription lives. */
export function localDay(terms: Terms, atMs: number): Day {
  return Temporal.Instant.fromEpochMilliseconds(atMs)
    .toZonedDateTimeISO(terms.timezone)
    .toPlainDate()
    .toString()
}
