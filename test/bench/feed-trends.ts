import { setImmediate as nextTurn } from 'node:timers/promises'
import { openHouse } from '../../src/bot/open-house.ts'
import { closesAt } from '../../src/feed/feed-day.ts'
import { createTrends, type TrendSpan } from '../../src/feed/trends.ts'
import { environmentOf } from '../rigs/process.ts'
import type { Archive } from './feed-archive.ts'

/** The first is the first after a start; of the others, whose code has been used, the worst is told. */
const ROUNDS = 6

export interface TrendFigures {
  readonly firstMs: number
  readonly totalMs: number
  /** So long nobody else was served at a time: of the processor, so that what else the machine does is not counted. */
  readonly longestStallMs: number
  readonly topics: number
}

/** What rises in a month and in a year of the whole archive, and what it costs those who ask for something else meanwhile. */
export async function trendFigures(
  archive: Archive,
): Promise<Readonly<Record<'month' | 'year', TrendFigures>>> {
  const newest = [...archive.keys()].sort().at(-1) ?? ''
  const nowMs = closesAt(newest)
  const { HF_ENDPOINT = '', ARXIV_ENDPOINT = '' } = environmentOf({})
  const house = await openHouse({
    settings: { DATABASE_URL: 'sqlite::memory:', HF_ENDPOINT, ARXIV_ENDPOINT },
    version: '0',
    adapters: new Map(),
    fetch,
    now: () => nowMs,
    newKey: () => 'bench',
    log: () => undefined,
  })
  for (const [day, papers] of archive) await house.library.add({ day, readMs: nowMs, settled: true }, papers)

  const measure = async (span: TrendSpan): Promise<TrendFigures> => {
    const [times, stalls]: [number[], number[]] = [[], []]
    let topics = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      // One that remembers nothing.
      const trends = createTrends(house)
      let [isDone, longest, before] = [false, 0, usedMs()]
      const began = performance.now()
      const made = trends.of(span, newest).finally(() => {
        isDone = true
      })
      while (!isDone) {
        await nextTurn()
        const used = usedMs()
        longest = Math.max(longest, used - before)
        before = used
      }
      times.push(performance.now() - began)
      stalls.push(longest)
      topics = (await made).topics?.length ?? 0
    }
    const [first = 0, ...warm] = times
    return {
      firstMs: Math.round(first),
      totalMs: Math.round(Math.max(...warm)),
      longestStallMs: Number(Math.max(...stalls.slice(1)).toFixed(1)),
      topics,
    }
  }
  const figures = { month: await measure('month'), year: await measure('year') }
  await house.close()
  return figures
}

/** What this thread has had of the processor. */
function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
