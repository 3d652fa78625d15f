import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { startPaperboy } from './rigs/paperboy.ts'
import { platform } from './rigs/platform.ts'

const HOUR_MS = 60 * 60_000
const START = '2026-10-20T00:00:00Z'

/** What a channel and a clock can do: changes of terms, time going by in small steps, a clock set wrong and right. */
const step = fc.oneof(
  fc.integer({ min: 0, max: 23 }).map(hour => ({ say: `subscribe at:${hour}:30` })),
  fc
    .constantFrom('Pacific/Auckland', 'Pacific/Honolulu', 'Europe/Berlin', 'America/Nuuk', 'Asia/Kathmandu')
    .map(zone => ({ say: `subscribe timezone:${zone}` })),
  fc.constantFrom('pause', 'resume', 'subscribe days:mon-fri', 'subscribe days:daily').map(say => ({ say })),
  fc.integer({ min: 1, max: 30 }).map(hours => ({ passes: hours })),
  fc.constantFrom(-400, -26, -7, -1, 1, 7, 26, 400).map(hours => ({ jumps: hours })),
)
const paper = (number: number): Paper => ({
  key: `2610.${10_000 + number}`,
  title: `Paper ${number}`,
  abstract: 'It works.',
  source: 'hub',
})

describe('whatever happens to terms and clock', () => {
  it('a local day has one post at most, and a post comes again when the clock is right', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async steps => {
        const { rig, ask, arrived } = platform()
        const paperboy = await startPaperboy(() => rig, { batches: {}, time: START })
        const { library, tick } = paperboy.house
        let nowMs = Date.parse(START)
        let papers = 0
        /** The local days that posts were for, by their keys; parts in threads are not counted. */
        const slots = () => arrived.flatMap(({ to, key }) => ('place' in to ? [] : [key.slice(-8)]))
        /** Each look finds a paper that nobody has had, so that only the calendar keeps a post back. */
        const look = async (): Promise<void> => {
          paperboy.setTime(new Date(nowMs).toISOString())
          papers += 1
          const day = new Date(nowMs - 48 * HOUR_MS).toISOString().slice(0, 10)
          await library.add({ day, readMs: nowMs, settled: true }, [{ ...paper(papers), feedDay: day }])
          await tick.run()
        }
        const passes = async (hours: number): Promise<void> => {
          for (let hour = 0; hour < hours; hour += 1) {
            nowMs += HOUR_MS
            await look()
          }
        }
        try {
          await look()
          await ask('subscribe at:09:00 timezone:Europe/Berlin days:daily top:10')
          for (const one of steps) {
            paperboy.setTime(new Date(nowMs).toISOString())
            if ('say' in one) await ask(one.say)
            else if ('passes' in one) await passes(one.passes)
            else {
              nowMs += one.jumps * HOUR_MS
              await look()
            }
          }
          expect(slots()).toEqual([...new Set(slots())])
          paperboy.setTime(new Date(nowMs).toISOString())
          await ask('resume')
          await ask('subscribe days:daily')
          // On a day that no jump has reached.
          nowMs = Date.parse('2029-03-01T00:00:00Z')
          const { length } = slots()
          await passes(50)
          expect(slots().length - length).toBeGreaterThanOrEqual(2)
          expect(slots()).toEqual([...new Set(slots())])
        } finally {
          await paperboy.stop()
        }
      }),
      { numRuns: 8 },
    )
  })

  it('a clock that was years ahead leaves nobody silent when it is set right', async () => {
    const { rig, ask, arrived } = platform()
    const paperboy = await startPaperboy(() => rig, { batches: {}, time: START })
    const { library, tick } = paperboy.house
    try {
      await ask('subscribe at:09:00 days:daily')
      paperboy.setTime('2036-10-20T12:00:00Z')
      await tick.run()
      paperboy.setTime('2026-10-21T08:00:00Z')
      await tick.run()
      await library.add({ day: '2026-10-20', readMs: 0, settled: true }, [
        { ...paper(1), feedDay: '2026-10-20' },
      ])
      paperboy.setTime('2026-10-21T09:00:00Z')
      await tick.run()
      expect(arrived).toHaveLength(1)
    } finally {
      await paperboy.stop()
    }
  })
})
