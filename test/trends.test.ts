import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import * as discord from '../adapters/discord/render.ts'
import * as slack from '../adapters/slack/render.ts'
import * as terminal from '../adapters/terminal/render.ts'
import type { Reply } from '../src/chat.ts'
import { asksForTrends } from '../src/commands/trends.ts'
import { dayAfter, isWeekend } from '../src/feed/feed-day.ts'
import { chartOf } from '../src/present/trends.ts'
import { riseOf } from '../src/search/trends/rise.ts'
import { type HubPaper, hubRecord } from './emulators/hub.ts'
import { FRIDAY } from './papers.ts'
import { wordsOf } from './rigs/channel.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import { type Platform, platform } from './rigs/platform.ts'

let paperboy: Paperboy

const STEADY = ['Video Diffusion', 'Protein Folding', 'Speech Recognition', 'Image Segmentation']

/** A week's paper, by its number in the week; the later the week, the more of them are on agent harnesses. */
function paperOf(week: number, at: number): HubPaper {
  const isNew = at < (week === 7 ? 8 : week === 6 ? 2 : week === 2 ? 1 : 0)
  const steady = STEADY[at % STEADY.length] ?? ''
  const harness = at % 2 === 0 ? 'Agent Harnesses' : 'an Agent Harness'
  return {
    key: `2607.${String(week * 100 + at + 10_000)}`,
    title: isNew ? `Learning With ${harness} ${at}` : `${steady} of Kind ${at}`,
    abstract: isNew
      ? `${['We build an', 'Here is one more', 'Models need an'][at % 3]} agent harness, number ${at}. It serves ${steady.toLowerCase()}.`
      : `We study ${steady.toLowerCase()}, kind ${at}. It is hard.`,
    publishedOn: '2026-07-01',
    upvotes: at === 3 ? 50 : at,
  }
}

/** Eight weeks of 40 papers each, of which the last ends on that Friday. */
async function eightWeeks(weeks = [0, 1, 2, 3, 4, 5, 6, 7]): Promise<Platform> {
  const at = platform()
  paperboy = await startPaperboy(() => at.rig, { batches: {}, time: '2026-08-22T10:00:00Z' })
  for (const week of weeks) {
    const monday = dayAfter(FRIDAY, -4 - 7 * (7 - week))
    for (let day = 0; day < 5; day += 1) {
      const feedDay = dayAfter(monday, day)
      expect(isWeekend(feedDay)).toBe(false)
      const papers = Array.from({ length: 8 }, (_, of) => paperOf(week, day * 8 + of))
      paperboy.hub.serve(
        feedDay,
        papers.map(paper => hubRecord(paper, feedDay)),
      )
      await paperboy.read(feedDay)
    }
  }
  return at
}
const items = ({ blocks }: Reply) => blocks.flatMap(block => (block.kind === 'item' ? [block.item] : []))

describe('trends', () => {
  afterEach(() => paperboy.stop())

  it('name the topic that rises, its course, its best paper, and the way to all of them', async () => {
    const { ask } = await eightWeeks()
    const said = await ask('trends week')
    expect(said.summary).toBe('Rising topics, August 15 to 21, 2026')
    expect(wordsOf(said)).toContain('40 papers beside 280 papers from June 27 to August 14, 2026.')
    const [topic, ...others] = items(said)
    expect(others).toEqual([])
    expect(topic?.title).toBe('agent harness')
    expect(topic?.lines[0]).toEqual([{ code: '▁▁▂▁▁▁▃█' }, ' 8 papers, hardly any before'])
    expect(JSON.stringify(topic?.lines[1])).toContain('#1 Learning With an Agent Harness 3')
    const page = { columns: 100, styled: false }
    for (const text of [terminal.render(said, page).text, JSON.stringify(discord.render(said))])
      expect(text).toContain('`▁▁▂▁▁▁▃█` 8 papers')
    expect(JSON.stringify(slack.render(said))).toContain(
      '{"type":"text","text":"▁▁▂▁▁▁▃█","style":{"code":true}}',
    )
    const found = await ask(topic?.button?.says ?? '')
    expect(wordsOf(found)).toContain('8 papers')
  })

  it('take the week of the newest paper into account as soon as it comes', async () => {
    const { ask } = await eightWeeks()
    expect(items(await ask('trends week'))).toHaveLength(1)
    paperboy.setTime('2026-08-24T10:00:00Z')
    const steady = Array.from({ length: 40 }, (_, at) => ({ ...paperOf(0, at), key: `2608.${at + 20_000}` }))
    paperboy.hub.serve(
      '2026-08-24',
      steady.map(paper => hubRecord(paper, '2026-08-24')),
    )
    await paperboy.read('2026-08-24')
    expect((await ask('trends week')).summary).toBe('Rising topics, August 18 to 24, 2026')
  })

  it('say so where nothing rises', async () => {
    const { ask } = await eightWeeks([3, 4, 5])
    expect(wordsOf(await ask('trends week'))).toContain('No topic has surely risen in these 40 papers')
  })

  it('say so where there are too few papers to tell', async () => {
    const { ask } = await eightWeeks([6, 7])
    expect(wordsOf(await ask('trends week'))).toContain(
      'Too few papers to tell: 40 in these days, 40 in the time before.',
    )
    expect(wordsOf(await ask('trends year'))).toContain('Too few papers to tell')
  })

  it('stand in a weekly post, and in its preview the same', async () => {
    const { ask, arrived } = await eightWeeks()
    await ask('subscribe every:week on:mon at:09:00 top:3')
    paperboy.setTime('2026-08-24T09:00:00Z')
    const previewed = await ask('preview')
    await paperboy.house.tick.run()
    expect(wordsOf(previewed)).toContain('▁▁▂▁▁▁▃█')
    expect(wordsOf(previewed)).toBe(arrived[0] && wordsOf(arrived[0].reply))
  })

  it('are asked for in other words too, and what is looked for is still looked for', async () => {
    const { ask } = await eightWeeks([7])
    for (const words of [
      'trends',
      'what’s trending this month in topics?',
      'rising topics of the last month',
    ])
      expect((await ask(words)).summary).toMatch(/^Rising topics, July 23 to August 21/)
    expect((await ask('trends in protein folding')).summary).toMatch(/for “trends in protein folding”$/)
    expect(wordsOf(await ask('trends decade'))).toContain('week, month or year')
  })
})

describe('what asks for trends', () => {
  it.each([
    ['trends', 'month'],
    ['What is rising this week in topics?', 'week'],
    ['which topics are trending over the past year', 'year'],
    ['topics rising', 'month'],
    ['trending', undefined],
    ['trends in robotics', undefined],
    ['emerging abilities', undefined],
  ])('%s: %s', (said, span) => {
    expect(asksForTrends(said)).toBe(span)
  })
})

describe('a rise', () => {
  const count = fc.nat({ max: 500 })
  const share = fc.tuple(count, count).map(([said, others]) => ({ said, of: said + others }))

  it('has the sign of the change, and is as great as the fall the other way round', () => {
    fc.assert(
      fc.property(share, share, (now, before) => {
        const rise = riseOf(now, before)
        expect(Number.isFinite(rise)).toBe(true)
        expect(rise).toBeCloseTo(-riseOf(before, now), 8)
        const change = Math.sign(now.said * before.of - before.said * now.of)
        if (Math.abs(rise) > 1e-9) expect(Math.sign(rise)).toBe(change)
      }),
    )
  })

  it('is surer the more papers say the same', () => {
    const few = riseOf({ said: 4, of: 100 }, { said: 2, of: 100 })
    expect(riseOf({ said: 40, of: 1_000 }, { said: 20, of: 1_000 })).toBeGreaterThan(few)
  })
})

describe('a chart', () => {
  it('has a bar a share and one of full height, unless all are none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
        shares => {
          const chart = chartOf(shares)
          expect(chart).toMatch(/^[▁-█]+$/)
          expect(chart).toHaveLength(shares.length)
          expect(chart.includes('█')).toBe(shares.some(one => one > 0))
        },
      ),
    )
  })
})
