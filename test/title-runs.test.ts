import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLexicon } from '../src/search/index/lexicon.ts'
import { createSequences } from '../src/search/index/sequences.ts'
import { createTitleRuns } from '../src/search/index/title-runs.ts'
import { readQuery } from '../src/search/query.ts'
import { paper, TODAY } from './five-papers.ts'
import { createOwnIndex } from './own-index.ts'

function runIn(title: string, said: string): number {
  const lexicon = createLexicon()
  const sequences = createSequences(lexicon)
  sequences.put(1, paper('2608.10001', title, said, { authors: ['World Models'] }))
  const words = said.split(' ').map(lexicon.find)
  return createTitleRuns(sequences, lexicon)(
    1,
    words,
    words.map(() => 1),
  )
}

test('a run is of words spelled so, one after the other; stop words and compounds stand between unheard', () => {
  expect(runIn('Code World Models for Thinking', 'world models thinking')).toBe(3)
  expect(runIn('Code World Models for Thinking', 'code models thinking')).toBe(2)
  expect(runIn('Code World Model', 'world models')).toBe(1)
  expect(runIn('Self-Improving Code', 'self improving code')).toBe(3)
  expect(runIn('Code', 'world models')).toBe(0)
  expect(runIn('', 'world models')).toBe(0)
})

test('it is the longest of all runs, however long the title', () => {
  const word = fc.constantFrom('world', 'model', 'code', 'agent')
  const words = fc.array(word, { maxLength: 100 })
  fc.assert(
    fc.property(words, fc.array(word, { minLength: 1, maxLength: 6 }), (title, said) => {
      const read = ` ${title.slice(0, 64).join(' ')} `
      const runs = said.flatMap((_, from) => said.map((_, to) => said.slice(from, to + 1)))
      const longest = Math.max(
        0,
        ...runs.filter(run => run.length > 0 && read.includes(` ${run.join(' ')} `)).map(run => run.length),
      )
      expect(runIn(title.join(' '), said.join(' '))).toBe(longest)
    }),
  )
})

test('of two papers with the same words in the title, that one comes first which repeats what was typed', () => {
  const titled = (key: string, title: string) => paper(key, title, 'Agents act in worlds.')
  const index = createOwnIndex([
    titled('2608.10001', 'Models of Worlds, and Code'),
    titled('2608.10002', 'Coding with a Model of the World'),
    titled('2608.10003', 'A Code World Model'),
  ])
  const { hits } = index.search(readQuery('code world model', TODAY).query, { limit: 3 })
  expect(hits[0]?.paper.key).toBe('2608.10003')
})
