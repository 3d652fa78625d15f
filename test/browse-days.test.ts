import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hubRecord } from './emulators/hub.ts'
import { BATCHES, FRIDAY, SPARSE, THURSDAY } from './papers.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import { createTerminalRig } from './rigs/terminal.ts'

let paperboy: Paperboy
beforeEach(async () => {
  // Friday, noon in New York.
  paperboy = await startPaperboy(createTerminalRig, { batches: BATCHES, time: '2026-08-21T16:00:00Z' })
  await paperboy.read(THURSDAY)
  await paperboy.read(FRIDAY)
})
afterEach(async () => {
  await paperboy.stop()
  expect(paperboy.complaints).toEqual([])
})
const day = async (said: string) => {
  const { text, buttons } = await paperboy.rig.slash('manager', said)
  // In the terminal buttons stand below, numbered.
  return `${text.split('\n\n[1]')[0]} [${buttons.join(', ')}]`
}

describe('a day', () => {
  it('that is open tells how many papers there are so far, and when it closes', async () => {
    expect(await day('today')).toContain(
      '3 papers so far; it closes on Friday at 21:30 in New York, in 10 hours.',
    )
    expect(await day('day today')).toContain('so far; it closes on Friday at 21:30 in New York')
    expect(await day('day yesterday')).toMatch(
      /Daily Papers, Thursday, August 20, 2026.*papers?, best first/s,
    )
  })

  it('that is open and has none yet is not called a holiday', async () => {
    paperboy.setTime('2026-08-24T12:00:00Z')
    await paperboy.read('2026-08-24')
    expect(await day('day today')).toContain(
      'Monday, August 24, 2026 has no papers so far; it closes on Monday at 21:30 in New York. [Aug 21, 2026]',
    )
    expect(await day('today')).toContain('No papers yet for Monday, August 24, 2026; these are the newest.')
  })

  it.each([
    ['day 2026-08-22', 'Saturday, August 22, 2026 is still to come. [Aug 21, 2026]'],
    [
      'day 2023-05-03',
      'Wednesday, May 3, 2023 is before Daily Papers began, on Thursday, May 4, 2023. [May 4, 2023]',
    ],
    ['day 2026-08-16', 'is at the weekend, when Daily Papers has no batch. [Aug 20, 2026]'],
    [
      'day 2024-06-01',
      'Saturday, June 1, 2024 is at the weekend, when Daily Papers has no batch. [May 31, 2024]',
    ],
    [
      'day 2026-08-19',
      'Daily Papers has no batch for Wednesday, August 19, 2026; it may be a holiday. [Aug 20, 2026]',
    ],
  ])('%s: says which it is, and where to go instead', async (said, answer) => {
    expect(await day(said)).toContain(answer)
  })

  it('to come leads to the open one where nothing was read yet', async () => {
    await paperboy.stop()
    paperboy = await startPaperboy(createTerminalRig, { batches: {}, time: '2026-08-21T15:00:00Z' })
    expect(await day('day 2027-01-04')).toContain('Monday, January 4, 2027 is still to come. [Aug 21, 2026]')
  })

  it('that the hub refuses is as one that it has no papers of', async () => {
    paperboy.hub.break({ kind: 'instead', status: 400, body: '{"error":"Invalid date"}' })
    expect(await day('day 2026-08-18')).toContain('Daily Papers has no batch for Tuesday, August 18, 2026')
  })

  it('of which a file or a mirror told first is read when it is asked for, and else said to be in part', async () => {
    const { house, hub } = paperboy
    const told = {
      key: 'told',
      title: 'Told',
      abstract: 'A.',
      source: 'imported',
      feedDay: '2026-08-18',
    } as const
    await house.library.keep([told])
    hub.break({ kind: 'cut' })
    expect(await day('day 2026-08-18')).toContain(
      '1 paper, best first. There may be more: the hub has not told all of this day yet.',
    )
    expect(await day('week')).toMatch(/There may be more: the hub has not told all of \d days? of it yet\./)
    hub.mend()
    hub.serve('2026-08-18', [hubRecord({ ...SPARSE, key: '2608.18000' }, '2026-08-18')])
    expect(await day('day 2026-08-18')).toContain('2 papers, best first.\n')
  })

  it('that was last read while it was open is read again when it is asked for', async () => {
    paperboy.setTime('2026-08-22T12:00:00Z')
    paperboy.hub.break({ kind: 'cut' })
    expect(await day('today')).toContain('3 papers, best first. There may be more')
    paperboy.hub.mend()
    expect(await day('day 2026-08-21')).toContain('3 papers, best first.\n')
  })

  it('of a weekend that had papers after all is shown', async () => {
    const paper = {
      key: '2608.99999',
      title: 'Late',
      abstract: 'Late.',
      source: 'hub',
      feedDay: '2026-08-15',
    } as const
    const batch = { day: '2026-08-15', readMs: 0, settled: true }
    await paperboy.house.library.add(batch, [paper])
    expect(await day('day 2026-08-15')).toContain('Daily Papers, Saturday, August 15, 2026')
  })
})
