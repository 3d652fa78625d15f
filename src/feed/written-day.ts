import type { Day } from '../papers.ts'
import { dayAfter } from './feed-day.ts'

/** A day as someone wrote it. `impossible`: it has the form of a date, but no calendar has it. */
export type WrittenDay =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unreadable' }

const NUMBERS = /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)$/
const DOTTED = /^(?<day>\d\d?)\.(?<month>\d\d?)\.(?<year>\d{4})$/
const NAMED =
  /^(?:(?<month>[a-z]+) (?<day>\d\d?)|(?<firstDay>\d\d?) (?<nextMonth>[a-z]+))(?: (?<year>\d{4}))?$/
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')

/**
 * Reads `2026-07-31`, `31.07.2026`, `jul 31`, `31 July 2025`, `monday`, `today` or `yesterday`. A weekday is
 * the latest one up to `today`; a date without a year lies in the twelve months up to it. Dates with slashes
 * are not read, since people disagree about which number is the month.
 */
export function parseDay(text: string, today: Day): WrittenDay {
  const written = text
    .toLowerCase()
    .replace(/(?<=\d)(?:st|nd|rd|th)\b/, '')
    .replace(/[,\s]+/g, ' ')
    .trim()
  if (written === 'today') return { kind: 'day', day: today }
  if (written === 'yesterday') return { kind: 'day', day: dayAfter(today, -1) }
  const weekday = place(WEEKDAYS, written)
  if (weekday > 0) return { kind: 'day', day: latest(weekday, today) }

  const numbers = (NUMBERS.exec(written) ?? DOTTED.exec(written))?.groups
  if (numbers) return dated(Number(numbers.year), Number(numbers.month), Number(numbers.day))

  const words = NAMED.exec(written)?.groups
  const month = place(MONTHS, words?.month ?? words?.nextMonth ?? '')
  if (!words || month === 0) return { kind: 'unreadable' }
  const day = Number(words.day ?? words.firstDay)
  if (words.year !== undefined) return dated(Number(words.year), month, day)
  const year = Temporal.PlainDate.from(today).year
  const thisYear = dated(year, month, day)
  return thisYear.kind === 'day' && thisYear.day <= today ? thisYear : dated(year - 1, month, day)
}

/** The number of a name, in full or by its first three letters; 0 if it is none of them. */
function place(names: readonly string[], word: string): number {
  return names.findIndex(name => name === word || name.slice(0, 3) === word) + 1
}

function latest(weekday: number, today: Day): Day {
  return dayAfter(today, -((Temporal.PlainDate.from(today).dayOfWeek - weekday + 7) % 7))
}

function dated(year: number, month: number, day: number): WrittenDay {
  try {
    return {
      kind: 'day',
      day: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString(),
    }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'impossible' }
    throw error
  }
}
