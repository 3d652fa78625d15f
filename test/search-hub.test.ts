import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hubSearchRecord } from './emulators/hub.ts'
import { BATCHES, FRIDAY, SPARSE, THURSDAY } from './papers.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import { createTerminalRig } from './rigs/terminal.ts'

const BY_HUB = 'found by the hub’s search'
const elsewhere = (number: number, more: object = {}) => ({
  ...{
    key: `2402.0000${number}`,
    title: `Enzyme Number ${number}`,
    abstract: 'We predict enzyme kinetics. It takes four minutes on one GPU.',
    publishedOn: '2024-02-26',
    ...more,
  },
})
const ENZYMES = [1, 2, 3, 4, 5, 6, 7].map(number => elsewhere(number))

let paperboy: Paperboy
const search = (words: string) => paperboy.rig.slash('manager', `search ${words}`)
const shown = (text: string): readonly string[] => text.match(/^#\d+ .*/gm) ?? []

beforeEach(async () => {
  paperboy = await startPaperboy(createTerminalRig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  await paperboy.read(THURSDAY)
  await paperboy.read(FRIDAY)
})

afterEach(async () => {
  await paperboy.stop()
  expect(paperboy.complaints).toEqual([])
})

describe('where our own search is thin, the hub’s joins in', () => {
  it('with papers that say so, that can be asked about, shown and saved, also after a restart', async () => {
    const { rig, hub } = paperboy
    hub.find(ENZYMES.slice(0, 2).map(hubSearchRecord))
    const found = await search('enzyme kinetics')
    expect(found.text).toMatch(/2 papers for “enzyme kinetics”.*#1 Enzyme Number 1.*#2 Enzyme Number 2/s)
    expect(found.text).toContain(`Feb 26, 2024 · ${BY_HUB}`)
    expect((await rig.reply('manager', 'how many minutes does #1 take?', found)).text).toContain(
      'four minutes on one GPU',
    )
    expect((await rig.slash('manager', 'save 2402.00002')).text).toContain('Number 2 is on your list')
    await paperboy.restart()
    expect((await rig.slash('manager', 'saved')).text).toContain('#1 Enzyme Number 2')
    expect((await rig.slash('manager', 'show 2402.00001')).text).toContain('We predict enzyme kinetics.')
    expect((await search('enzyme kinetics')).text).toContain('from the hub · Feb 26, 2024')
    expect((await rig.slash('manager', 'week')).text).not.toContain('Enzyme')
  })

  it('merged by rank: what both find comes first, each paper stands once', async () => {
    paperboy.hub.find([elsewhere(1), SPARSE].map(hubSearchRecord))
    const { text } = await search('sparse expert routing')
    expect(shown(text).slice(0, 2)).toEqual([
      expect.stringContaining('#1 SparseRoute'),
      expect.stringContaining('#2 Enzyme Number 1'),
    ])
    expect(text.split('SparseRoute: Faster')).toHaveLength(2)
    expect(text.split(BY_HUB)).toHaveLength(2)
    expect(text).toContain('Mixture-of-experts models waste computation')
  })

  it('asked once for all pages, which are of one list', async () => {
    paperboy.hub.find(ENZYMES.map(hubSearchRecord))
    const first = await search('enzyme kinetics')
    expect(first.text).toContain('7 papers')
    const second = await paperboy.rig.press('manager', first, 'Next page')
    expect([...shown(first.text), ...shown(second.text)].map(line => line.slice(0, 18))).toEqual(
      ENZYMES.map((paper, index) => `#${index + 1} ${paper.title}`),
    )
    expect(second.buttons).not.toContain('Next page')
    expect(paperboy.hub.searches).toEqual([{ words: 'enzyme kinetics', limit: 20 }])
  })

  it('within the filters of the query', async () => {
    paperboy.hub.find(
      [
        elsewhere(1),
        elsewhere(2, { codeUrl: 'https://github.com/a/b' }),
        elsewhere(3, { codeUrl: 'https://github.com/c/d', publishedOn: '2020-01-01' }),
      ].map(hubSearchRecord),
    )
    const { text } = await search('enzyme kinetics has:code since:2024-01')
    expect(shown(text)).toEqual([expect.stringContaining('#1 Enzyme Number 2')])
    expect(paperboy.hub.searches[0]?.words).toBe('enzyme kinetics')
  })

  it.each(['down', 'out of its mind', 'tired'] as const)('and is not missed when it is %s', async how => {
    const alone = await search('sparse routing literal:yes')
    const headers = { ratelimit: '"api";r=0;t=42' }
    if (how === 'down') paperboy.hub.break({ kind: 'cut' })
    if (how === 'out of its mind') paperboy.hub.break({ kind: 'instead', body: '{}' })
    if (how === 'tired') paperboy.hub.break({ kind: 'instead', status: 429, headers })
    const { text } = await search('sparse routing')
    expect(shown(text)).toEqual(shown(alone.text))
    expect(text).not.toContain(BY_HUB)
    await search('enzyme kinetics')
    expect(paperboy.hub.searches).toHaveLength(1)
  })

  it('but is left out where it could not help', async () => {
    paperboy.hub.find(ENZYMES.map(hubSearchRecord))
    for (const words of [
      '"enzyme kinetics"',
      'enzyme -membrane',
      'enzyme sort:date',
      'enzyme literal:yes',
      'papers since:7d',
      '2608.10001',
      'enzyme page:2',
    ])
      expect((await search(words)).text).not.toContain('Enzyme')
    expect(paperboy.hub.searches).toEqual([])
  })

  it('nor where a large library has a page of hits', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      key: `2607.${10_000 + index}`,
      title: `Catalyst ${index}`,
      abstract: 'On catalysts.',
      source: 'hub' as const,
      feedDay: '2026-07-30',
    }))
    await paperboy.house.library.add({ day: '2026-07-30', readMs: 0, settled: true }, many)
    paperboy.hub.find(ENZYMES.map(hubSearchRecord))
    const found = await search('catalyst')
    expect(found.text).toContain('1,000 papers for')
    expect(found.buttons).toContain('Next page')
    expect(paperboy.hub.searches).toEqual([])
    expect((await search('enzyme kinetics')).text).toContain(BY_HUB)
    expect(paperboy.hub.searches).toHaveLength(1)
  })
})

describe('a hub that was never heard', () => {
  it('is not waited for', async () => {
    await paperboy.stop()
    paperboy = await startPaperboy(createTerminalRig, { batches: {}, time: '2026-08-22T10:00:00Z' })
    paperboy.hub.find(ENZYMES.map(hubSearchRecord))
    expect((await search('grokking')).text).not.toContain(BY_HUB)
    expect(paperboy.hub.searches).toEqual([])
  })
})
