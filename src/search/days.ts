import type { Day } from '../papers.ts'

/** Days from one to another, both included; open where an end is absent. */
export interface Days {
  readonly first?: Day
  readonly last?: Day
}

const AGO = /^(\d{1,4})([dwmy])$/i
const UNITS: Readonly<Record<string, 'days' | 'weeks' | 'months' | 'years'>> = {
  d: 'days',
  w: 'weeks',
  m: 'months',
  y: 'years',
}
const DATE = /^([12]\d{3})(?:-(0?[1-9]|1[0-2])(?:-(0?[1-9]|[12]\d|3[01]))?)?$/

/**
 * The days people mean by `2026`, `2026-07` or `2026-07-01`, by `30d`, `2w`, `6m`, `1y` (the one day so
 * long before `today`), `today` or `yesterday`; undefined for anything else, such as `2026-02-30`.
 */
export function readDays(text: string, today: Day): Days | undefined {
  const now = Temporal.PlainDate.from(today)
  const single = (day: Temporal.PlainDate): Days => ({ first: day.toString(), last: day.toString() })
  const [, amount, unit] = AGO.exec(text) ?? []
  if (unit) return single(now.subtract({ [UNITS[unit.toLowerCase()] ?? 'days']: Number(amount) }))
  if (/^today$/i.test(text)) return single(now)
  if (/^yesterday$/i.test(text)) return single(now.subtract({ days: 1 }))
  const [, year, month, day] = DATE.exec(text) ?? []
  if (year === undefined) return undefined
  const first = Temporal.PlainDate.from({
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(day ?? 1),
  })
  if (day !== undefined) return first.day === Number(day) ? single(first) : undefined
  const next = first.add(month === undefined ? { years: 1 } : { months: 1 })
  return { first: first.toString(), last: next.subtract({ days: 1 }).toString() }
}
