import { describe, expect, test } from 'vitest'
import { passes } from '../src/search/filters.ts'
import { keys, paper } from './five-papers.ts'

describe('someone searches', () => {
  test('by author and organization', () => {
    expect(keys('author:chen')).toEqual(['2608.00001', '2608.00002'])
    expect(keys('author:"Chen, Ada"')).toEqual(['2608.00001'])
    expect(keys('author:"ada moreau"')).toEqual([])
    expect(keys('author:"t. dao"')).toEqual(['2608.00002'])
    expect(keys('author:"Jean Luc Moreau" author:ada')).toEqual(['2608.00001'])
    expect(keys('org:nvidia')).toEqual(['2608.00002'])
  })

  test('by filters alone: best upvoted first, then newest', () => {
    expect(keys('min:40')).toEqual(['2607.00003', '2608.00001', '2608.00002', '2607.00004'])
    expect(keys('has:code')).toEqual(['2607.00003', '2608.00001'])
    expect(keys('has_code:no min:1')).toEqual(['2608.00002', '2607.00004'])
    expect(keys('since:2026-07 until:2026-07')).toEqual(['2607.00003', '2607.00004'])
    expect(keys('since:30d sort:date')).toEqual(['2608.00002', '2608.00001'])
    expect(keys('show me papers since:30d')).toEqual(['2608.00001', '2608.00002'])
  })

  test('in another order: only the papers that have as many of the words as any', () => {
    expect(keys('diffusion models sort:upvotes')).toEqual(['2607.00003'])
    expect(keys('models sort:upvotes')).toEqual(['2607.00003', '2607.00004'])
    expect(keys('models sort:date')).toEqual(['2607.00004', '2607.00003'])
  })
})

test('a paper that does not say does not pass a filter on it', () => {
  const silent = paper('k', 'T', 'A.')
  const none = { authors: [], organizations: [] }
  expect(passes(silent, none)).toBe(true)
  expect(passes(silent, { ...none, hasCode: false })).toBe(true)
  for (const filter of [
    { minUpvotes: 0 },
    { since: '1999-01-01' },
    { until: '2999-01-01' },
    { hasCode: true },
    { authors: ['dao'] },
    { organizations: ['x'] },
  ]) {
    expect(passes(silent, { ...none, ...filter })).toBe(false)
  }
})
