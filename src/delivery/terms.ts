import Fuse from 'fuse.js'
import type { Every, Terms } from '../store/subscriptions.ts'

/** The papers in the message itself; more would not fit the smallest platform with their reasons. */
export const MOST_IN_MESSAGE = 10

/** What cannot be kept of the asked terms, with what was said; the presenter finds the words. */
export type TermSlip =
  | { readonly option: 'at'; readonly said: string }
  | { readonly option: 'timezone'; readonly said: string; readonly nearest?: string | undefined }
  | { readonly option: 'days'; readonly said: string }
  /** A weekly post comes on one day. */
  | { readonly option: 'on'; readonly said: string }
  | {
      readonly option: 'top' | 'min_upvotes'
      readonly said: string
      readonly from: number
      readonly to: number
    }
  | { readonly option: 'has_code'; readonly said: string }

export const DEFAULT_TERMS: Terms = { at: '09:00', timezone: 'UTC', days: [1, 2, 3, 4, 5], top: 5 }

/** What nobody mentions of a channel's first subscription of a kind: its hour and zone are those of the other kind. */
export function defaultTerms(every: Every, other: Terms | undefined): Terms {
  const { at, timezone } = other ?? DEFAULT_TERMS
  return { ...DEFAULT_TERMS, at, timezone, ...(every === 'week' && { every, days: [5] }) }
}

/**
 * Terms from what was asked, on top of those the channel has already (else the defaults): what is not
 * mentioned stays. `none` empties a list. All slips are told at once.
 */
export function readTerms(
  asked: Readonly<Record<string, string>>,
  before: Terms = DEFAULT_TERMS,
): { readonly terms: Terms } | { readonly slips: readonly TermSlip[] } {
  const slips: TermSlip[] = []
  const read = <T>(name: string, reader: (said: string) => T | TermSlip, kept: T): T => {
    const said = asked[name]?.trim()
    if (said === undefined || said === '') return kept
    const value = reader(said)
    if (!isSlip(value)) return value
    slips.push(value)
    return kept
  }
  const { about, exclude, minUpvotes, hasCode, ...always } = before
  const terms = {
    ...always,
    at: read('at', readTime, before.at),
    timezone: read('timezone', readTimezone, before.timezone),
    days: read('days', said => readDays(said, before.every), before.days),
    top: read('top', said => readNumber('top', said, 1, MOST_IN_MESSAGE), before.top),
  }
  const wanted = {
    about: read('about', readList, about ?? []),
    exclude: read('exclude', readList, exclude ?? []),
    minUpvotes: read('min_upvotes', said => readNumber('min_upvotes', said, 0, 100_000), minUpvotes ?? 0),
    hasCode: read('has_code', readFlag, hasCode ?? false),
  }
  if (slips.length > 0) return { slips }
  return {
    terms: {
      ...terms,
      ...(wanted.about.length > 0 && { about: wanted.about }),
      ...(wanted.exclude.length > 0 && { exclude: wanted.exclude }),
      ...(wanted.minUpvotes > 0 && { minUpvotes: wanted.minUpvotes }),
      ...(wanted.hasCode && { hasCode: true }),
    },
  }
}

function isSlip(value: unknown): value is TermSlip {
  return typeof value === 'object' && value !== null && 'option' in value
}

function readTime(said: string): string | TermSlip {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?$/i.exec(said)
  const [, hours = '', minutes = '0', half] = match ?? []
  const hour = Number(hours)
  const minute = Number(minutes)
  const twelve = half !== undefined
  if (!match || minute > 59 || (twelve ? hour < 1 || hour > 12 : hour > 23)) return { option: 'at', said }
  const inDay = twelve ? (hour % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0) : hour
  return `${String(inDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** A zone by its name, or by that of its city where only one zone has it. */
function readTimezone(said: string): string | TermSlip {
  const spelt = said.replace(/\s+/g, '_')
  // Temporal takes offsets too, but an offset knows no summer time.
  if (/^[a-z]/i.test(spelt)) {
    try {
      return new Temporal.ZonedDateTime(0n, spelt).timeZoneId
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  const zones = Intl.supportedValuesOf('timeZone')
  const [only, ...others] = zones.filter(zone => zone.toLowerCase().endsWith(`/${spelt.toLowerCase()}`))
  if (only !== undefined && others.length === 0) return only
  const [nearest] = new Fuse(zones, { threshold: 0.4, ignoreLocation: true }).search(spelt.slice(0, 40), {
    limit: 1,
  })
  return { option: 'timezone', said, nearest: nearest?.item }
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const NAMED_DAYS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_DAY,
  all: EVERY_DAY,
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
}

function readDays(said: string, every: Terms['every']): readonly number[] | TermSlip {
  const days = new Set<number>()
  for (const piece of said
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(part => part !== '')) {
    const named = NAMED_DAYS[piece] ?? range(piece)
    if (!named) return { option: every === 'week' ? 'on' : 'days', said }
    for (const day of named) days.add(day)
  }
  if (every === 'week' && days.size !== 1) return { option: 'on', said }
  return days.size > 0 ? [...days].sort((a, b) => a - b) : { option: 'days', said }
}

/** `fri` or `fri-mon`, round the end of the week. */
function range(piece: string): readonly number[] | undefined {
  const ends = piece.split(/[-–]/).map(name => {
    const at = WEEKDAYS.findIndex(day => name.length >= 3 && day.startsWith(name))
    return at < 0 ? undefined : at + 1
  })
  const [first, last = first] = ends
  if (first === undefined || last === undefined || ends.includes(undefined) || ends.length > 2)
    return undefined
  const count = ((last - first + 7) % 7) + 1
  return Array.from({ length: count }, (_, step) => ((first - 1 + step) % 7) + 1)
}

function readNumber(
  option: 'top' | 'min_upvotes',
  said: string,
  from: number,
  to: number,
): number | TermSlip {
  const number = /^\d{1,6}$/.test(said) ? Number(said) : Number.NaN
  return number >= from && number <= to ? number : { option, said, from, to }
}

function readList(said: string): readonly string[] {
  if (/^(none|nothing|-)$/i.test(said)) return []
  return said
    .split(',')
    .map(piece => piece.trim().slice(0, 100))
    .filter(piece => piece !== '')
    .slice(0, 20)
}

/** What people type for yes and no. */
export function readFlag(said: string): boolean | { readonly option: 'has_code'; readonly said: string } {
  if (/^(yes|y|true|on|1)$/i.test(said)) return true
  if (/^(no|n|false|off|0|none)$/i.test(said)) return false
  return { option: 'has_code', said }
}
