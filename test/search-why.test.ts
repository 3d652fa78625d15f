import { expect, test } from 'vitest'
import { excerpt } from '../src/search/passage.ts'
import { ask, paper } from './five-papers.ts'

const bold = ({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) =>
  marks.map(([start, end]) => text.slice(start, end))

test('someone searches and sees why: the sentence that says it, its words marked', () => {
  const [hit] = ask('analysed behavior').hits
  expect(hit?.why.text).toBe('The behaviour of GPT-4 is analysed.')
  expect(hit && bold(hit.why)).toEqual(['behaviour', 'analysed'])
})

test('a long sentence is cut around its words, between graphemes, and says so', () => {
  const long = `${'filler '.repeat(40)}about sparse experts here ${'padding '.repeat(40)}end.`
  const why = excerpt(
    paper('k', 'T', long),
    new Map([
      ['spars', 1],
      ['expert', 1],
    ]),
    80,
  )
  expect(bold(why)).toEqual(['sparse', 'experts'])
  expect(why).toMatchObject({ cutBefore: true, cutAfter: true, from: 'abstract' })
  expect(why.text).toMatch(/^filler .*padding$/)
  expect(excerpt(paper('k', '👩‍👩‍👧‍👦'.repeat(20), ''), new Map(), 30).text).toBe('👩‍👩‍👧‍👦'.repeat(2))
})
