import type { Day } from '../papers.ts'
import type { Terms } from '../store/subscriptions.ts'

/** No zone has put its clocks forward by as much without leaving the day out; the most in the zone data is 10 (Macquarie, 1948). */
const LONGEST_GAP_HOURS = 12

type Hours = Pick<Terms, 'at' | 'timezone' | 'days'>

/**
 * The first time after `afterMs` that the terms ask for; both in Unix milliseconds. Every local day has one: a
 * local time that a spring gap leaves out comes later by the gap, one that an autumn overlap repeats comes at
 * its first pass (Temporal's `compatible`). Throws a RangeError for a zone that is none.
 */
export function nextDueMs({ at, timezone, days }: Hours, afterMs: number): number {
  const time = Temporal.PlainTime.from(at)
  const now = zoned(afterMs, timezone)
  const today = now.toPlainDate()
  // A gap that ends at midnight (Nuuk each spring) moves the last hour of a day into the next.
  const yesterdays = time.hour - now.hour >= 24 - LONGEST_GAP_HOURS
  let day = yesterdays ? today.subtract({ days: 1 }) : today
  while (true) {
    const { dayOfWeek } = day
    if (days.includes(dayOfWeek)) {
      const dueMs = dueOn(day, time, timezone)
      if (dueMs !== undefined && dueMs > afterMs) return dueMs
    }
    // One addition, since it costs as much as finding the zone's offset.
    const next = Math.min(...days.map(wanted => (wanted - dayOfWeek + 6) % 7))
    day = day.add({ days: 1 + next })
  }
}

/** The next `count` times, for people to see what they asked for. */
export function nextTimes(terms: Hours, afterMs: number, count: number): readonly number[] {
  const times: number[] = []
  let last = afterMs
  while (times.length < count) {
    last = nextDueMs(terms, last)
    times.push(last)
  }
  return times
}

/**
 * What a time is for, by which no post comes twice: the local day it belongs to; of weekly terms the Monday of
 * that day's week.
 */
export function slotOf(terms: Terms, atMs: number): Day {
  const { at, timezone, every } = terms
  const today = zoned(atMs, timezone).toPlainDate()
  const yesterday = today.subtract({ days: 1 })
  const day = dueOn(yesterday, Temporal.PlainTime.from(at), timezone) === atMs ? yesterday : today
  return (every === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day).toString()
}

const zoned = (ms: number, timezone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone)

/** Undefined for a day that a zone left out (Samoa's 30 December 2011). */
function dueOn(day: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string): number | undefined {
  const due = day.toPlainDateTime(time).toZonedDateTime(timeZone)
  const moved = due.day !== day.day
  return moved && !day.toZonedDateTime(timeZone).toPlainDate().equals(day) ? undefined : due.epochMilliseconds
}
