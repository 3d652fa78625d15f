import type { Day } from '../papers.ts'

/** Days from `from` to `until`, both included; a missing end is open. */
export interface Period {
  readonly from?: Day
  readonly until?: Day
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const said =
  /\b(?:(?<iso>\d{4}-\d\d-\d\d)|(?<near>today|yesterday)|(?:last|past) (?<count>\d{1,3}) (?<counted>day|week|month|year)s?|(?<which>this|last|past) (?<unit>week|month|year)|(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?(?: (?<of>\d{4}))?|(?<year>(?:19|20)\d\d))\b/i

/**
 * Reads "last week", "since July", "older than 2026", "2026-07-31"; a week begins on Monday, and a month
 * without a year is its latest that has begun. `words` is the text without the time. Undefined where no
 * time is named.
 */
export function readPeriod(text: string, today: Day): { period: Period; words: string } | undefined {
  const time = said.exec(text)
  if (time?.groups === undefined) return undefined
  const span = spanOf(time.groups, Temporal.PlainDate.from(today))
  const lead =
    /\b(?:(?<before>before|older than|earlier than|until)|(?<after>after|newer than|later than)|(?<since>since)|from|in|of)?\s*(?:the )?$/i.exec(
      text.slice(0, time.index),
    )
  const words = `${text.slice(0, lead?.index)}${text.slice(time.index + time[0].length)}`.trim()
  const { before, after, since } = lead?.groups ?? {}
  if (before) return { words, period: { until: span.from.subtract({ days: 1 }).toString() } }
  if (after) return { words, period: { from: span.until.add({ days: 1 }).toString() } }
  if (since) return { words, period: { from: span.from.toString() } }
  return { words, period: { from: span.from.toString(), until: span.until.toString() } }
}

type Groups = Readonly<Record<string, string | undefined>>

function spanOf(
  time: Groups,
  today: Temporal.PlainDate,
): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const { iso, near, count, counted, which, unit, month, of, year } = time
  if (iso !== undefined) {
    const [y = 0, m = 1, d = 1] = iso.split('-').map(Number)
    const day = Temporal.PlainDate.from({ year: y, month: Math.max(m, 1), day: Math.max(d, 1) })
    return { from: day, until: day }
  }
  if (near !== undefined) {
    const day = today.subtract({ days: near.toLowerCase() === 'today' ? 0 : 1 })
    return { from: day, until: day }
  }
  if (count !== undefined) return { from: today.subtract(lasting(counted, Number(count))), until: today }
  if (unit !== undefined) {
    const day = today.subtract(lasting(unit, which?.toLowerCase() === 'this' ? 0 : 1))
    if (unit.toLowerCase() === 'week') return lastingFrom(day.subtract({ days: day.dayOfWeek - 1 }), unit)
    return lastingFrom(
      unit.toLowerCase() === 'month' ? day.with({ day: 1 }) : day.with({ month: 1, day: 1 }),
      unit,
    )
  }
  if (month !== undefined) {
    const number = months.indexOf(month.toLowerCase()) + 1
    const latest = number > today.month ? today.year - 1 : today.year
    return lastingFrom(
      Temporal.PlainDate.from({ year: Number(of ?? latest), month: number, day: 1 }),
      'month',
    )
  }
  return lastingFrom(Temporal.PlainDate.from({ year: Number(year), month: 1, day: 1 }), 'year')
}

function lastingFrom(from: Temporal.PlainDate, unit: string) {
  return { from, until: from.add(lasting(unit, 1)).subtract({ days: 1 }) }
}

function lasting(unit: string | undefined, count: number): Temporal.DurationLike {
  switch (unit?.toLowerCase()) {
    case 'day':
      return { days: count }
    case 'week':
      return { weeks: count }
    case 'month':
      return { months: count }
    default:
      return { years: count }
  }
}
