import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextDueMs, nextTimes, slotOf } from '../src/delivery/calendar.ts'
import { DEFAULT_TERMS, readTerms } from '../src/delivery/terms.ts'
import type { Terms } from '../src/store/subscriptions.ts'
import { createOracle, DAY_MS } from './calendar/oracle.ts'
import { type Fault, HOURS, walk } from './calendar/walk.ts'

const daily = (at: string, timezone: string): Terms => ({ at, timezone, days: [1, 2, 3, 4, 5, 6, 7], top: 5 })
const at = (written: string): number => Temporal.Instant.from(written).epochMilliseconds
const local = (terms: Terms, ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(terms.timezone)
    .toString({ timeZoneName: 'never' })

describe('the next post', () => {
  it('comes at the local hour on the next wanted day', () => {
    const terms = { ...daily('09:00', 'Europe/Berlin'), days: [1, 2, 3, 4, 5] }
    const friday = at('2026-08-21T10:00:00+02:00')
    expect(local(terms, nextDueMs(terms, friday))).toBe('2026-08-24T09:00:00+02:00')
  })

  it('comes later on the day when a spring gap swallows the hour', () => {
    const terms = daily('02:30', 'Europe/Berlin')
    expect(local(terms, nextDueMs(terms, at('2027-03-27T12:00:00Z')))).toBe('2027-03-28T03:30:00+02:00')
  })

  it('comes once when the autumn repeats the hour, at its first pass', () => {
    const terms = daily('02:30', 'Europe/Berlin')
    const [first = 0, second = 0] = nextTimes(terms, at('2026-10-24T12:00:00Z'), 2)
    expect(local(terms, first)).toBe('2026-10-25T02:30:00+02:00')
    expect(local(terms, second)).toBe('2026-10-26T02:30:00+01:00')
  })

  it('leaves out a day that a zone left out', () => {
    const terms = daily('09:00', 'Pacific/Apia')
    const days = nextTimes(terms, at('2011-12-28T20:00:00Z'), 3).map(ms => slotOf(terms, ms))
    expect(days).toEqual(['2011-12-29', '2011-12-31', '2012-01-01'])
  })

  it('stays with its own day where a gap that ends at midnight moves it into the next', () => {
    const terms = daily('23:30', 'America/Nuuk')
    const times = nextTimes(terms, at('2027-03-27T00:00:00-02:00'), 3)
    expect(times.map(ms => local(terms, ms))).toEqual([
      '2027-03-28T00:30:00-01:00',
      '2027-03-28T23:30:00-01:00',
      '2027-03-29T23:30:00-01:00',
    ])
    expect(times.map(ms => slotOf(terms, ms))).toEqual(['2027-03-27', '2027-03-28', '2027-03-29'])
    const [moved = 0] = times
    expect(nextDueMs(terms, moved - 1)).toBe(moved)
  })

  it('comes once a week for a weekly one, and that week is told by its Monday', () => {
    const weekly: Terms = { ...daily('09:00', 'Asia/Kathmandu'), days: [5], every: 'week' }
    const times = nextTimes(weekly, at('2026-08-21T00:00:00Z'), 2)
    expect(times.map(ms => local(weekly, ms))).toEqual([
      '2026-08-21T09:00:00+05:45',
      '2026-08-28T09:00:00+05:45',
    ])
    expect(times.map(ms => slotOf(weekly, ms))).toEqual(['2026-08-17', '2026-08-24'])
  })

  it('gives each local day one instant, in order, around every change of every zone for ten years', () => {
    const [from, to] = [Date.parse('2026-01-01'), Date.parse('2036-01-01')]
    const faults: Fault[] = []
    let instants = 0
    for (const timezone of Intl.supportedValuesOf('timeZone')) {
      const oracle = createOracle(timezone, from, to, 7 * DAY_MS)
      for (const change of oracle.changes) {
        const midnight = Math.floor(change / DAY_MS) * DAY_MS
        const around = { timezone, oracle, fromMs: midnight - DAY_MS, toMs: midnight + 2 * DAY_MS }
        for (const hour of HOURS) {
          const walked = walk(around, hour)
          instants += walked.instants
          faults.push(...walked.faults)
        }
      }
    }
    expect(instants).toBeGreaterThan(5_000)
    expect(faults).toEqual([])
  })

  it('gives each local day one instant, in order, whatever the days, the hour and the moment', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const hour = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    const start = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2035-12-31T00:00:00Z') })
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    fc.assert(
      fc.property(zone, hour, start, weekdays, (timezone, [hours, minutes], from, days) => {
        const hourly = daily(
          `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
          timezone,
        )
        const terms = { ...hourly, days: days.toSorted() }
        const times = nextTimes(terms, from, 8)
        const slots = times.map(ms => slotOf(terms, ms))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(slots).toEqual([...new Set(slots)].sort())
        expect(slots.every(day => days.includes(Temporal.PlainDate.from(day).dayOfWeek))).toBe(true)
        const [first = 0] = times
        expect(first).toBeGreaterThan(from)
      }),
    )
  })
})

describe('the terms of a subscription', () => {
  const termsOf = (asked: Record<string, string>, before?: Terms) => {
    const read = readTerms(asked, before)
    if ('slips' in read) throw new Error(JSON.stringify(read.slips))
    return read.terms
  }

  it.each([
    ['09:00', '09:00'],
    ['9', '09:00'],
    ['9pm', '21:00'],
    ['12am', '00:00'],
    ['7.30', '07:30'],
    ['23:59', '23:59'],
  ])('at:%s is %s', (said, meant) => expect(termsOf({ at: said }).at).toBe(meant))

  it.each([
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['mon,wed', [1, 3]],
    ['sat-mon', [1, 6, 7]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['Friday', [5]],
  ])('days:%s are %j', (said, meant) => expect(termsOf({ days: said }).days).toEqual(meant))

  it('spells a zone as the calendar does', () => {
    expect(termsOf({ timezone: 'europe/berlin' }).timezone).toBe('Europe/Berlin')
    expect(termsOf({ timezone: 'berlin' }).timezone).toBe('Europe/Berlin')
    expect(termsOf({ timezone: 'America/New York' }).timezone).toBe('America/New_York')
  })

  it('tells all that cannot be kept at once, with the nearest zone', () => {
    expect(
      readTerms({ at: '25:00', timezone: 'Berln', days: 'someday', top: '11', has_code: 'maybe' }),
    ).toEqual({
      slips: [
        { option: 'at', said: '25:00' },
        { option: 'timezone', said: 'Berln', nearest: 'Europe/Berlin' },
        { option: 'days', said: 'someday' },
        { option: 'top', said: '11', from: 1, to: 10 },
        { option: 'has_code', said: 'maybe' },
      ],
    })
    expect(readTerms({ timezone: '+02:00' })).toMatchObject({ slips: [{ option: 'timezone' }] })
  })

  it('keeps what is not mentioned and empties a list on demand', () => {
    const before = termsOf({ at: '08:00', about: 'moe, quantization', has_code: 'yes' })
    expect(termsOf({ top: '3' }, before)).toEqual({ ...before, top: 3 })
    const { about, hasCode, ...rest } = before
    expect(about).toEqual(['moe', 'quantization'])
    expect(hasCode).toBe(true)
    expect(termsOf({ about: 'none', has_code: 'no' }, before)).toEqual(rest)
  })

  it('never throws, whatever is said', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('at', 'timezone', 'days', 'top', 'about', 'exclude', 'min_upvotes', 'has_code'),
          fc.string(),
        ),
        asked => {
          const read = readTerms(asked, DEFAULT_TERMS)
          expect('terms' in read || read.slips.length > 0).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})
