import { clip, type Prose, type Span } from '../chat.ts'
import type { Day, Paper } from '../papers.ts'

const dayLong = new Intl.DateTimeFormat('en-US', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
})
const dayShort = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
})

const atNoon = (day: Day): number => Date.parse(`${day}T12:00:00Z`)

/** `arXiv · PDF · project page` */
export const dotted = (spans: readonly Span[]): Prose =>
  spans.flatMap((span, index) => (index === 0 ? [span] : [' · ', span]))

/** `Friday, July 31, 2026` */
export const longDay = (day: Day): string => dayLong.format(atNoon(day))

/** `Friday` */
export const weekday = (day: Day): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(atNoon(day))

/** `Jul 31, 2026` */
export const shortDay = (day: Day): string => dayShort.format(atNoon(day))

/** `Jul 31`, of a year that nobody knows. */
export function monthDay({ month, day }: { readonly month: number; readonly day: number }): string {
  // A leap year has every day there is.
  const format = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })
  return format.format(Date.UTC(2000, month - 1, day))
}

/** `August 17 to 21, 2026`, `July 31 to August 4, 2026` */
export function longSpan({ from, to }: { readonly from: Day; readonly to: Day }): string {
  const [fromYear, fromMonth] = from.split('-')
  const [year, month] = to.split('-')
  const said = (day: Day, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { day: 'numeric', timeZone: 'UTC', ...options }).format(atNoon(day))
  const first = said(from, { month: 'long', ...(fromYear !== year && { year: 'numeric' }) })
  const sameMonth = fromYear === year && fromMonth === month
  return `${first} to ${said(to, sameMonth ? {} : { month: 'long' })}, ${year}`
}

/** `09:00 (Europe/Berlin)` */
export function timeIn(zone: string, atMs: number): string {
  const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const
  return `${new Intl.DateTimeFormat('en-US', hours).format(atMs)} (${zone})`
}

/** `Tue, Nov 24, 09:00 (Europe/Berlin)`; several times share the zone's name. */
export function timesIn(zone: string, ...atMs: readonly number[]): string {
  const format = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return `${atMs.map(ms => format.format(ms)).join('; ')} (${zone})`
}

/** `1 paper`, `5 papers`, `13,610 papers` */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`

/** A number as people say it: `987`, `1.2k`, `13k`. */
export function rounded(number: number): string {
  if (number < 1_000) return String(number)
  const thousands = number / 1_000
  return `${thousands < 9.95 ? thousands.toFixed(1).replace(/\.0$/, '') : Math.round(thousands)}k`
}

/** `just now`, `5 minutes ago`, `2 hours ago`, `3 days ago` */
export function ago(thenMs: number, nowMs: number): string {
  const minutes = Math.round((nowMs - thenMs) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 90) return `${count(minutes, 'minute')} ago`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${count(hours, 'hour')} ago` : `${count(Math.round(hours / 24), 'day')} ago`
}

/** `in 5 minutes`, `in 3 hours` */
export function until(thenMs: number, nowMs: number): string {
  const minutes = Math.max(1, Math.round((thenMs - nowMs) / 60_000))
  return minutes < 90 ? `in ${count(minutes, 'minute')}` : `in ${count(Math.round(minutes / 60), 'hour')}`
}

/** With a capital letter at its beginning. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** `a`, `a and b`, `a, b and c` */
export const listed = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

/** A name is shown no longer: consortia have long ones, and a source may say anything. */
const LONGEST_NAME = 80

/**
 * `Ada Lovelace, Alan Turing and 3 others`, those who were asked for among the named; undefined when the source
 * names nobody.
 */
export function authorsOf(
  paper: Paper,
  most = 2,
  isAsked: (name: string) => boolean = () => false,
): string | undefined {
  if (paper.authors === undefined || paper.authors.length === 0) return undefined
  const left = paper.authors.length - most
  const asked = left > 1 ? paper.authors.filter(isAsked).slice(0, most) : []
  const others = paper.authors.filter(name => !asked.includes(name))
  const named = left > 1 ? [...others.slice(0, most - asked.length), ...asked] : paper.authors
  const authors = named.map(name => clip(name, LONGEST_NAME))
  return left > 1 ? `${authors.join(', ')} and ${left} others` : listed(authors)
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `every day`, `Mon to Fri`, `Mon, Wed`: the shortest true name of a set of ISO weekdays. */
export function namesOfDays(days: readonly number[]): string {
  if (days.length === 7) return 'every day'
  const names = days.map(day => WEEKDAYS[day - 1] ?? '')
  const [first = 0] = days
  const last = days.at(-1) ?? 0
  const unbroken = days.length > 2 && last - first === days.length - 1
  return unbroken ? `${names[0]} to ${names.at(-1)}` : names.join(', ')
}

/** As much of what somebody typed as is known again at a glance. */
export const echo = (said: string): string => clip(said, 150)

/** Prose that repeats what somebody typed, which may be a whole page. */
export function echoed(prose: Prose): Prose {
  return prose.map(span => {
    if (typeof span === 'string') return span
    if ('quote' in span) return { quote: echo(span.quote) }
    return 'code' in span ? { code: echo(span.code) } : span
  })
}

/** What people call a paper: the name before the colon, or as much of the title as a line takes. */
export function shortTitle(title: string): string {
  const [name = title] = title.split(/:\s/, 1)
  return clip(name.length >= 3 ? name.trimEnd() : title, 70)
}

/** The words of prose without their styles: for notifications and screen readers. */
export function plainText(prose: Prose): string {
  const words = prose.map(span => {
    if (typeof span === 'string') return span
    if ('bold' in span) return span.bold
    if ('code' in span) return span.code
    return 'quote' in span ? `“${span.quote}”` : span.link
  })
  return words.join('')
}
