import { expect, it } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { slipsBetween } from '../src/search/spelling/slips.ts'
import { acronymQueries, typoQueries } from './bench/known-items.ts'

const SUBJECTS = ['robots', 'videos', 'proteins', 'weather', 'markets', 'galaxies']
const FORMS = ['reinforcement learning (RL)', 'reinforcement learning', 'RL']
const PAPERS: readonly Paper[] = Array.from({ length: 60 }, (_, number) => ({
  key: `${number}`,
  title: `Learned control of small ${SUBJECTS[number % 6]} under noise`,
  abstract: `We use ${FORMS[number % 3]} here.`,
  source: 'hub',
}))

it('mistyped titles differ from the clean ones by one or two slips, and follow from the seed', () => {
  const queries = typoQueries(PAPERS, 7)
  expect(queries.length).toBeGreaterThan(50)
  for (const { text, clean } of queries) {
    const typed = text.split(' ')
    expect(typed.length).toBeGreaterThan(2)
    const slips = clean.split(' ').map((word, place) => slipsBetween(word, typed[place] ?? '', 2))
    expect(slips.reduce((sum, slip) => sum + slip, 0)).toSatisfy(sum => sum === 1 || sum === 2)
  }
  expect(typoQueries(PAPERS, 7)).toEqual(queries)
  expect(typoQueries(PAPERS, 8)).not.toEqual(queries)
})

it('an acronym query has the form that its paper lacks, then two words of the title', () => {
  const queries = acronymQueries(PAPERS, 7)
  expect(new Set(queries.map(({ way }) => way))).toEqual(new Set(['acronym', 'long form']))
  for (const { text, clean, key, way } of queries) {
    const paper = PAPERS[Number(key)]
    const [has, lacks] =
      way === 'acronym' ? ['reinforcement learning', 'RL'] : ['RL', 'reinforcement learning']
    expect(text.startsWith(lacks ?? '') && clean.startsWith(has ?? '')).toBe(true)
    expect(paper?.abstract).toBe(`We use ${has} here.`)
    for (const word of text.slice(lacks?.length).trim().split(' '))
      expect(paper?.title.toLowerCase()).toContain(word)
  }
  expect(acronymQueries(PAPERS, 7)).toEqual(queries)
})
