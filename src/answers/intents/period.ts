import type { Day } from '../../papers.ts'

/** Days from `from` to `until`, both included; a missing end is open. */
export interface Period {
  readonly from?: Day
  readonly until?: Day
}

type Date = Temporal.PlainDate

const weekdays = 'mon tue wed thu fri sat sun'.split(' ')
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
/** Mary is no month, and `may` is one only after a word that goes before times. */
const time =
  /\b(?:(?<iso>\d{4}-\d\d-\d\d)|(?<near>today|yesterday)|(?:last )?(?<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:last|past) (?<count>\d{1,3}) (?<counted>day|week|month|year)s?|(?<which>this|last|past) (?<unit>week|month|year)|(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?<=\b(?:in|from|since|of|before|after|until|last) )may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?: (?<of>\d{4}))?|(?<year>(?:19|20)\d\d))\b/i
const lead =
  /\b(?:(?<before>before|older than|earlier than)|(?<until>until)|(?<after>after|newer than|later than)|(?<since>since)|from|in|of)?\s*(?:the )?$/i

/**
 * Reads "last week", "since July", "older than 2026", "2026-07-31"; a week begins on Monday, a day of the week is its latest, and a month
 * without a year is its latest that has begun. `words` is the text without the time. Undefined where no
 * time is named.
 */
export function readPeriod(text: string, today: Day): { period: Period; words: string } | undefined {
  const said = time.exec(text)
  if (said?.groups === undefined) return undefined
  const [first, last] = span(said.groups, Temporal.PlainDate.from(today))
  const leading = lead.exec(text.slice(0, said.index))
  const words = `${text.slice(0, leading?.index)}${text.slice(said.index + said[0].length)}`.trim()
  const { before, until, after, since } = leading?.groups ?? {}
  if (before) return { words, period: { until: first.subtract({ days: 1 }).toString() } }
  if (until) return { words, period: { until: last.toString() } }
  if (after) return { words, period: { from: last.add({ days: 1 }).toString() } }
  if (since) return { words, period: { from: first.toString() } }
  return { words, period: { from: first.toString(), until: last.toString() } }
}

/** All days outside a period with one open end; undefined if it has two ends. */
export function outside({ from, until }: Period): Period | undefined {
  if (from !== undefined && until !== undefined) return undefined
  const next = (day: Day, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
  return {
    ...(until !== undefined && { from: next(until, 1) }),
    ...(from !== undefined && { until: next(from, -1) }),
  }
}

/** The first and the last day of the time that was said. */
function span(said: Readonly<Record<string, string | undefined>>, today: Date): readonly [Date, Date] {
  const { iso, near, weekday, count, counted, which, unit, month, of, year } = said
  if (iso !== undefined) {
    const [y = 0, m = 1, d = 1] = iso.split('-').map(Number)
    return lasting(
      { days: 1 },
      Temporal.PlainDate.from({ year: y, month: Math.max(m, 1), day: Math.max(d, 1) }),
    )
  }
  if (near !== undefined) return lasting({ days: 1 }, today.subtract({ days: /today/i.test(near) ? 0 : 1 }))
  if (weekday !== undefined) {
    const since = (today.dayOfWeek - 1 - weekdays.indexOf(weekday.slice(0, 3).toLowerCase()) + 7) % 7
    return lasting({ days: 1 }, today.subtract({ days: since }))
  }
  if (count !== undefined) return [today.subtract(length(counted, Number(count))), today]
  if (unit !== undefined) {
    const day = today.subtract(length(unit, /this/i.test(which ?? '') ? 0 : 1))
    const monday = day.subtract({ days: day.dayOfWeek - 1 })
    return lasting(
      length(unit, 1),
      /week/i.test(unit) ? monday : day.with(/month/i.test(unit) ? { day: 1 } : { month: 1, day: 1 }),
    )
  }
  if (month !== undefined) {
    const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
    const latest = number > today.month ? today.year - 1 : today.year
    return lasting(
      { months: 1 },
      Temporal.PlainDate.from({ year: Number(of ?? latest), month: number, day: 1 }),
    )
  }
  return lasting({ years: 1 }, Temporal.PlainDate.from({ year: Number(year), month: 1, day: 1 }))
}

function lasting(long: Temporal.DurationLike, first: Date): readonly [Date, Date] {
  return [first, first.add(long).subtract({ days: 1 })]
}

function length(unit: string | undefined, count: number): Temporal.DurationLike {
  if (/day/i.test(unit ?? '')) return { days: count }
  if (/week/i.test(unit ?? '')) return { weeks: count }
  return /month/i.test(unit ?? '') ? { months: count } : { years: count }
}
