import type { Day, FeedDay } from '../papers.ts'

/**
 * Where and when the hub turns the page: a feed day is over at 21:30 in New York, whatever the season
 * (currentDailyFeedDate in huggingface/hf-mcp-server, packages/mcp/src/hf-fs-papers.ts).
 */
const ZONE = 'America/New_York'
const ROLLOVER = '21:30'

/** The first batch of Daily Papers there is. */
export const FIRST_FEED_DAY: FeedDay = '2023-05-04'

/** Days from one to another, both included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** The feed day of an instant (Unix milliseconds). On two days of seven it is a weekend, which has no batch. */
export function feedDayAt(ms: number): FeedDay {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE)
  const today = local.toPlainDate().toString()
  return ms < closesAt(today) ? today : dayAfter(today, 1)
}

/** When the day's batch takes no more papers, in Unix milliseconds. Its upvotes go on rising. */
export function closesAt(day: FeedDay): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: ROLLOVER })
    .epochMilliseconds
}

/** Saturday or Sunday: nothing can be submitted, so there is no batch. */
export function isWeekend(day: Day): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek > 5
}

/** The batch that the hub's page shows: the open one, and Friday's, though it is closed, until Sunday's rollover. */
export function standingBatchAt(ms: number): FeedDay {
  const day = feedDayAt(ms)
  return isWeekend(day) ? previousWeekday(day) : day
}

/** The newest weekday whose batch is closed by this instant. */
export function lastCompleteBefore(ms: number): FeedDay {
  return previousWeekday(feedDayAt(ms))
}

export function previousWeekday(day: Day): Day {
  return weekdayBeside(day, -1)
}

export function nextWeekday(day: Day): Day {
  return weekdayBeside(day, 1)
}

/** Monday to Sunday, as ISO 8601 counts weeks. */
export function weekOf(day: Day): Span {
  const monday = dayAfter(day, 1 - Temporal.PlainDate.from(day).dayOfWeek)
  return { from: monday, to: dayAfter(monday, 6) }
}

export function monthOf(day: Day): Span {
  const date = Temporal.PlainDate.from(day)
  return { from: date.with({ day: 1 }).toString(), to: date.with({ day: date.daysInMonth }).toString() }
}

/** So many days later, or earlier if negative. */
export function dayAfter(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** Every day of a span, the first first. */
export function daysOf({ from, to }: Span): readonly Day[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, days) => dayAfter(from, days))
}

/** Whole days from one to the other; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to).days
}

function weekdayBeside(day: Day, step: 1 | -1): Day {
  const beside = dayAfter(day, step)
  return isWeekend(beside) ? weekdayBeside(beside, step) : beside
}
