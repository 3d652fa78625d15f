import { describe, expect, it } from 'vitest'
import { readPeriod } from '../src/answers/intents/period.ts'
import { today } from './rigs/talk.ts'

describe('times', () => {
  it.each([
    ['last week', { from: '2026-11-16', until: '2026-11-22' }],
    ['since July', { from: '2026-07-01' }],
    ['from december', { from: '2025-12-01', until: '2025-12-31' }],
    ['older than 2026', { until: '2025-12-31' }],
    ['after 2026-07-31', { from: '2026-08-01' }],
    ['in the last 2 days', { from: '2026-11-21', until: today }],
    ['until July', { until: '2026-07-31' }],
    ['in sept 2025', { from: '2025-09-01', until: '2025-09-30' }],
    ['since friday', { from: '2026-11-20' }],
    ['from Monday', { from: today, until: today }],
    ['yesterday', { from: '2026-11-22', until: '2026-11-22' }],
  ])('%j', (words, period) => {
    expect(readPeriod(words, today)?.period).toEqual(period)
  })

  it.each(['models that may help', 'papers by Mary'])('are not read into %j', words => {
    expect(readPeriod(words, today)).toBeUndefined()
  })
})
