import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answer } from '../src/answers/answering.ts'
import { summarySentence } from '../src/answers/summary/summary.ts'
import type { Paper } from '../src/papers.ts'
import { ask, TIDEBENCH, talk, today } from './rigs/talk.ts'

describe('whatever is said of whatever papers', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          ...[
            '#1',
            '#2',
            'the',
            'last',
            'one',
            'compare',
            'only',
            'from',
            'July',
            'what is',
            'it',
            '?',
            '.',
            '@',
            'and',
            '-',
          ],
          ...[
            'introduce',
            'We',
            '(',
            ')',
            'how many',
            '12',
            'code',
            'https://a.b/c',
            'ImageNet',
            '\n',
            '"',
            'I',
            '2026-99-00',
          ],
        ),
        { maxLength: 40 },
      )
      .map(words => words.join(' ')),
  )
  const papers = fc
    .array(fc.record({ title: noise, abstract: noise }), { maxLength: 4 })
    .map(written => written.map((each, at): Paper => ({ ...each, key: `k${at}`, source: 'hub' })))

  it('never throws, quotes only what stands in the abstract, and answers what is addressed to it', () => {
    fc.assert(
      fc.property(noise, papers, fc.boolean(), (words, told, addressed) => {
        const found = answer(words, { papers: told, focus: 'k0' }, { addressed, today })
        if (addressed) expect(found.kind).not.toBe('silent')
        for (const { paper, text } of 'quotations' in found ? found.quotations : []) {
          expect(text).not.toBe('')
          expect(paper.abstract).toContain(text)
          expect(told).toContain(paper)
        }
        for (const paper of told) expect(paper.abstract).toContain(summarySentence(paper))
      }),
      { numRuns: 500 },
    )
  })

  it('reads no more of a question than is asked in earnest', () => {
    const endless = `${'how many clips does tidebench have '.repeat(400)}#9`
    expect(endless.length).toBeGreaterThan(10_000)
    expect(ask(endless)).toMatchObject({ focus: TIDEBENCH.key })
  })

  it('gives the same answer again, whoever read the papers before', () => {
    const copies = talk.papers.map(paper => ({ ...paper }))
    for (const words of ['how much faster is lantern?', 'one line each', 'which one is about water?']) {
      expect(ask(words, { papers: copies })).toEqual(ask(words))
    }
  })
})
