import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerpt } from '../src/search/passage.ts'
import { MOST_WORDS, readQuery } from '../src/search/query.ts'
import { tokens } from '../src/search/text.ts'
import { index, paper, TODAY } from './five-papers.ts'

describe('whatever is typed', () => {
  const pieces = fc.constantFrom(
    '"',
    '-',
    ':',
    'author:',
    'since:',
    'min:',
    '2026-07',
    '..',
    'sparse',
    'GPT-4',
    '\\',
    '$',
    '{',
    '🙂',
    'é',
    '\u0301',
    '\ud800',
    ' ',
    "'",
    '2608.00001',
    '×',
    '1,000',
  )
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 80 }).map(all => all.join('')),
  )

  test('it is read, searched and completed without an error', () => {
    fc.assert(
      fc.property(typed, text => {
        const { query, slips } = readQuery(text, TODAY)
        expect(query.words.length + query.phrases.length + query.without.length).toBeLessThanOrEqual(
          MOST_WORDS,
        )
        expect(slips.length).toBeLessThanOrEqual(8)
        const { hits, total, near } = index.search(query, { limit: 3 })
        expect(hits.length).toBeLessThanOrEqual(Math.min(3, total + near))
        expect(hits.filter(hit => hit.near).length).toBeLessThanOrEqual(near)
        expect(index.titles(text, 3).length).toBeLessThanOrEqual(3)
        expect(typeof index.knows(text)).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  test('words stand where they say they stand', () => {
    fc.assert(
      fc.property(typed, text => {
        let last = 0
        for (const { word, start, end, compound } of tokens(text)) {
          expect(word).not.toBe('')
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          if (!compound) expect(start).toBeGreaterThanOrEqual(last)
          if (!compound) last = start
        }
      }),
      { numRuns: 500 },
    )
  })

  test('an excerpt is an exact piece of the paper, no longer than asked, its marks in order within it', () => {
    fc.assert(
      fc.property(typed, typed, fc.integer({ min: 20, max: 120 }), (title, abstract, limit) => {
        const weights = new Map([
          ['spars', 2],
          ['gpt', 1],
          ['4', 1],
          ['e', 1],
        ])
        const { text, marks, from } = excerpt(paper('k', title, abstract), weights, limit)
        expect(from === 'title' ? title : abstract).toContain(text)
        expect(text.length).toBeLessThanOrEqual(limit)
        let at = 0
        for (const [start, end] of marks) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 500 },
    )
  })
})
