import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closesAt,
  dayAfter,
  feedDayAt,
  isWeekend,
  lastCompleteBefore,
  nextWeekday,
  standingBatchAt,
} from '../../src/feed/feed-day.ts'
import { parseDay } from '../../src/feed/written-day.ts'
import { readDays } from '../../src/search/days.ts'
import { holds } from './cases.ts'
import { hostile } from './hostile.ts'

const instant = fc.integer({ min: Date.parse('2023-05-04'), max: Date.parse('2036-01-01') })
const day = instant.map(ms => new Date(ms).toISOString().slice(0, 10))
const TODAY = '2036-01-01'

/** Dates as people write them, some of which no calendar has. */
const written = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 9_999 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }))
    .map(numbers => numbers.join('-')),
  fc
    .tuple(fc.nat({ max: 33 }), fc.nat({ max: 14 }), fc.nat({ max: 9_999 }))
    .map(numbers => numbers.join('.')),
  fc
    .tuple(fc.constantFrom('jan', 'february', 'Sept', 'dec', 'ma'), fc.nat({ max: 33 }))
    .map(parts => parts.join(' ')),
  fc.tuple(fc.nat({ max: 99_999 }), fc.constantFrom('d', 'w', 'm', 'y')).map(parts => parts.join('')),
  fc.constantFrom('today', 'Yesterday', 'monday', 'fri'),
  hostile,
)

const isDay = (text: string): boolean => Temporal.PlainDate.from(text).toString() === text

describe('a date that somebody wrote', () => {
  it('is a day of the calendar, or is none and said so', () =>
    holds(
      fc.property(written, day, (text, today) => {
        const read = parseDay(text, today)
        expect(read.kind === 'day' ? isDay(read.day) : read.kind).toSatisfy(
          told => told === true || told === 'impossible' || told === 'unreadable',
        )
      }),
    ))

  it('is the day that was meant, however it is written', () =>
    holds(
      fc.property(day, meant => {
        const { year, month, day: number } = Temporal.PlainDate.from(meant)
        const name = new Date(`${meant}T00:00Z`).toLocaleString('en', { month: 'long', timeZone: 'UTC' })
        for (const text of [
          meant,
          `${number}.${month}.${year}`,
          `${name} ${number}, ${year}`,
          `${number} ${name} ${year}`,
        ])
          expect(parseDay(text, TODAY)).toEqual({ kind: 'day', day: meant })
      }),
    ))

  it('bounds a search by days of the calendar, the first not after the last', () =>
    holds(
      fc.property(written, day, (text, today) => {
        const { first = '', last = TODAY } = readDays(text, today) ?? {}
        expect(first === '' || isDay(first)).toBe(true)
        expect(isDay(last)).toBe(true)
        expect(first > last && first <= TODAY).toBe(false)
      }),
    ))
})

describe('the feed day', () => {
  it('holds every instant in exactly one day', () =>
    holds(
      fc.property(instant, ms => {
        const complete = lastCompleteBefore(ms)
        expect(closesAt(feedDayAt(ms))).toBeGreaterThan(ms)
        expect(closesAt(dayAfter(feedDayAt(ms), -1))).toBeLessThanOrEqual(ms)
        expect(closesAt(complete)).toBeLessThanOrEqual(ms)
        expect(closesAt(nextWeekday(complete))).toBeGreaterThan(ms)
        expect([isWeekend(complete), isWeekend(standingBatchAt(ms))]).toEqual([false, false])
      }),
    ))
})
