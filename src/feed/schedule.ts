import type { FeedDay } from '../papers.ts'
import type { StoredBatch } from '../store/papers.ts'
import { closesAt, dayAfter, FIRST_FEED_DAY, feedDayAt, isWeekend } from './feed-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How often batches are read. A day of it costs 54 requests by night in New York, 16 by day and 7 for closed batches;
 * with 20 at most for people who want to know, fewer than a hundred.
 */
export const SCHEDULE = Object.freeze({
  /** While papers are submitted: with a look each half minute, a new one is found within ten minutes. */
  busyMs: 9 * MINUTE,
  /** Weekdays' batches of 2025 and 2026 that tell the hour of each paper had them all before 06:00 UTC. */
  busyHours: 8.5,
  quietMs: HOUR,
  /** Times after closing at which upvotes, comments and links to code are read once more. */
  settlesMs: [6 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY],
  /** A batch that is empty may still come, but not for long. */
  emptySettles: 2,
  /** Days that a first start looks back on. */
  days: 30,
})

/** The days that are kept fresh at this moment, newest first: the open one, and the weekdays of the thirty days before `last`. */
export function freshDays(nowMs: number, last: FeedDay): readonly FeedDay[] {
  const before = Array.from({ length: SCHEDULE.days }, (_, days) => dayAfter(last, -days))
  const closed = before.filter(day => !isWeekend(day) && day >= FIRST_FEED_DAY)
  return [...new Set([feedDayAt(nowMs), ...closed])]
}

/** Whether it is time to read the day's batch. `read`: when it was read last; `empty`: it had no papers then. */
export function isDue(day: FeedDay, read: StoredBatch | undefined, empty: boolean, nowMs: number): boolean {
  if (!read) return true
  const closesMs = closesAt(day)
  if (nowMs < closesMs) {
    const isBusy = !isWeekend(day) && closesMs - nowMs > DAY - SCHEDULE.busyHours * HOUR
    return nowMs - read.readMs >= (isBusy ? SCHEDULE.busyMs : SCHEDULE.quietMs)
  }
  if (read.readMs < closesMs) return true
  const settles = empty ? SCHEDULE.settlesMs.slice(0, SCHEDULE.emptySettles) : SCHEDULE.settlesMs
  const next = settles.find(ms => ms > read.readMs - closesMs)
  return next !== undefined && nowMs >= closesMs + next
}
