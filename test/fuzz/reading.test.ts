import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read, readInThread } from '../../src/commands/read.ts'
import { hear, say } from '../../src/commands/spoken.ts'
import { COMMANDS } from '../../src/commands/table.ts'
import { MOST_WORDS, readQuery } from '../../src/search/query.ts'
import { sentences } from '../../src/sentences.ts'
import { holds } from './cases.ts'
import { hostile } from './hostile.ts'

const typed = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .tuple(fc.constantFrom(...COMMANDS.map(({ name }) => name)), hostile)
    .map(([name, rest]) => `${name} ${rest}`),
)
const piece = fc.constantFrom(
  ...'We Fig. e.g. al. it . ? ( ) $ http://a.b “x.” 1. … 🙂 (2). .$ b) 3.5% \ud83d'.split(' '),
  '\n\n',
  ' ',
  'et al.',
)
const prose = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''))

describe('what is typed', () => {
  it('always ends in a wish', () =>
    holds(
      fc.property(typed, words => {
        expect(read(words, () => false).do).toMatch(/^[a-z_]+$/)
      }),
    ))

  it('is in a thread a wish or a question', () =>
    holds(
      fc.property(typed, fc.boolean(), (words, addressed) => {
        expect(readInThread(words, addressed)?.do ?? 'ask').toMatch(/^[a-z_]+$/)
      }),
    ))

  it('is heard as it is said', () => {
    const value = fc.stringMatching(/^[\w.:/ ,-]{1,20}$/).filter(text => text.trim() === text && text !== '')
    holds(
      fc.property(fc.dictionary(fc.constantFrom('at', 'about', 'top'), value), options => {
        expect(hear(say('', options), ['at', 'about', 'top']).options).toEqual({ ...options })
      }),
    )
  })

  it('can be searched for', () =>
    holds(
      fc.property(typed, words => {
        expect(readQuery(words, '2026-08-21').query.words.length).toBeLessThanOrEqual(MOST_WORDS)
      }),
    ))
})

describe('prose', () => {
  it('is cut into sentences that stand exactly at their places, in order, with nothing but blanks between', () =>
    holds(
      fc.property(fc.oneof(prose, hostile), text => {
        let at = 0
        let between = ''
        for (const { start, end, text: sentence } of sentences(text)) {
          expect(sentence).toBe(text.slice(start, end))
          expect(sentence).not.toBe('')
          between += text.slice(at, start)
          at = end
        }
        expect((between + text.slice(at)).trim()).toBe('')
      }),
    ))
})
