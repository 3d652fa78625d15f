import { describe, expect, it } from 'vitest'
import { pace, progressBar } from '../src/progress.ts'

function drawn(isTTY: boolean, columns: number, steps: readonly number[], all: number): readonly string[] {
  const lines: string[] = []
  const progress = progressBar({ isTTY, columns, write: text => lines.push(text) }, 'papers')
  for (const step of steps) progress(step, all)
  return lines
}

describe('a progress bar', () => {
  it('grows in its line and ends it when all is done', () => {
    expect(drawn(true, 80, [0, 1, 1, 2, 4, 4], 4)).toEqual([
      `\rpapers ${'░'.repeat(30)}   0 %`,
      `\rpapers ${'█'.repeat(7)}${'░'.repeat(23)}  25 %`,
      `\rpapers ${'█'.repeat(15)}${'░'.repeat(15)}  50 %`,
      `\rpapers ${'█'.repeat(30)} 100 %\n`,
    ])
  })

  it('stays within a narrow line', () => {
    for (const line of drawn(true, 20, [0, 1, 2], 2)) expect(line.trim().length).toBeLessThan(20)
  })

  it('tells each tenth in a line of its own where there is no terminal', () => {
    const steps = Array.from({ length: 1_001 }, (_, step) => step)
    const lines = drawn(false, 80, steps, 1_000)
    expect(lines).toHaveLength(11)
    expect([lines[0], lines[3], lines.at(-1)]).toEqual(['papers   0 %\n', 'papers  30 %\n', 'papers 100 %\n'])
  })

  it('is done at once when there is nothing to do', () => {
    expect(drawn(false, 80, [0], 0)).toEqual(['papers 100 %\n'])
  })

  it('tells the pace and the time left, counted from where it began', () => {
    let nowMs = 0
    const tail = pace('days', nowMs, () => nowMs)
    const told = [100, 120, 400, 1_000].map(done => {
      nowMs += 1_000
      return tail(done, 1_000)
    })
    expect(told).toEqual(['', '10 days a second, about 88 s left', '100 days a second, about 6 s left', ''])
    const lines: string[] = []
    progressBar({ write: text => lines.push(text) }, 'read', () => 'soon')(1, 2)
    expect(lines).toEqual(['read  50 %, soon\n'])
  })
})
