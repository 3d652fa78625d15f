import { describe, expect, it } from 'vitest'
import { closesAt, dayAfter, isWeekend } from '../src/feed/feed-day.ts'
import { freshDays, isDue, SCHEDULE } from '../src/feed/schedule.ts'
import type { FeedDay } from '../src/papers.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The hours after closing at which a day is read, from a day before on, if looked at each minute. */
function hoursRead(day: FeedDay, empty: boolean): readonly number[] {
  const closesMs = closesAt(day)
  const hours: number[] = []
  let readMs = closesMs - 30 * HOUR
  for (let nowMs = closesMs; nowMs < closesMs + 60 * 24 * HOUR; nowMs += MINUTE) {
    if (!isDue(day, { day, readMs, settled: readMs >= closesMs }, empty, nowMs)) continue
    readMs = nowMs
    hours.push((nowMs - closesMs) / HOUR)
  }
  return hours
}

describe('the schedule', () => {
  it('reads a closed batch again, ever more seldom, for upvotes and links that come late', () => {
    expect(hoursRead('2026-07-30', false)).toEqual([0, 6, 24, 72, 168, 336, 720])
  })

  it('knows a holiday after a day, and asks no more', () => {
    expect(hoursRead('2026-05-25', true)).toEqual([0, 6, 24])
  })

  it('costs fewer than a hundred requests in any day of a year, with those for people', () => {
    const reads = new Map<FeedDay, number>()
    const costs = new Map<FeedDay, number>()
    for (let day = '2026-01-05'; day < '2027-01-05'; day = dayAfter(day, 1)) {
      const from = closesAt(dayAfter(day, -1))
      for (let nowMs = from; nowMs < closesAt(day); nowMs += MINUTE / 2) {
        // A closed batch comes due on the hour, the open one at any look.
        const isLook = (nowMs - from) % (HOUR / 4) === 0
        const last = dayAfter(day, -1)
        for (const due of isLook ? freshDays(nowMs, last) : [day]) {
          const readMs = reads.get(due)
          const read =
            readMs === undefined ? undefined : { day: due, readMs, settled: readMs >= closesAt(due) }
          if (!isDue(due, read, isWeekend(due), nowMs)) continue
          reads.set(due, nowMs)
          costs.set(day, (costs.get(day) ?? 0) + 1)
        }
      }
    }
    const settled = [...costs].filter(([day]) => day > '2026-02-10')
    expect(Math.max(...settled.map(([, cost]) => cost))).toBeLessThanOrEqual(80)
    expect(costs.get('2026-01-05')).toBeLessThan(100 + SCHEDULE.days)
  })
})
