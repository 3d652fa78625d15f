import { describe, expect, test } from 'vitest'
import { MOST_WORDS, readQuery } from '../src/search/query.ts'
import { TODAY } from './five-papers.ts'

describe('a query is read', () => {
  const read = (text: string) => readQuery(text, TODAY)
  const filters = (text: string) => read(text).query.filters

  test('into words, phrases and filters', () => {
    const { query, slips } = read(
      'sparse "mixture of experts", -survey author:"Tri Dao" org:NVIDIA since:30d has:code min:10 sort:date page:2',
    )
    expect(query).toEqual({
      words: ['sparse'],
      phrases: ['mixture of experts'],
      without: ['survey'],
      arxivIds: [],
      filters: {
        authors: ['Tri Dao'],
        organizations: ['NVIDIA'],
        since: '2026-07-26',
        hasCode: true,
        minUpvotes: 10,
      },
      sort: 'date',
      page: 2,
      literal: false,
    })
    expect(slips).toEqual([])
  })

  test('with days as people write them', () => {
    expect(filters('since:2026-07')).toMatchObject({ since: '2026-07-01' })
    expect(filters('until:2024-02')).toMatchObject({ until: '2024-02-29' })
    expect(filters('since:2026-07-01..2026-07-31')).toMatchObject({
      since: '2026-07-01',
      until: '2026-07-31',
    })
    expect(filters('since:..2025')).toMatchObject({ until: '2025-12-31' })
    expect(filters('since:2w')).toMatchObject({ since: '2026-08-11' })
    expect(filters('since:yesterday until:today')).toMatchObject({ since: '2026-08-24', until: TODAY })
  })

  test.each([
    ['since:2026-02-30', { kind: 'bad_value', filter: 'since', value: '2026-02-30' }],
    ['until:31.12.2025', { kind: 'bad_value', filter: 'until', value: '31.12.2025' }],
    ['since:..', { kind: 'bad_value', filter: 'since', value: '..' }],
    ['since:', { kind: 'bad_value', filter: 'since', value: '' }],
    ['has:data', { kind: 'bad_value', filter: 'has', value: 'data' }],
    ['min:lots', { kind: 'bad_value', filter: 'min', value: 'lots' }],
    ['page:0', { kind: 'bad_value', filter: 'page', value: '0' }],
    ['sort:new', { kind: 'bad_value', filter: 'sort', value: 'new' }],
    ['-author:dao', { kind: 'bad_value', filter: 'author', value: '-dao' }],
    ['autor:dao', { kind: 'unknown_filter', name: 'autor', nearest: 'author' }],
    ['since:2026-08 until:2026-07', { kind: 'backwards', since: '2026-08-01', until: '2026-07-31' }],
  ])('a slip loses nothing else: %s', (text, slip) => {
    const { query, slips } = read(`sparse ${text} moe`)
    expect(slips).toEqual([slip])
    expect(query).toMatchObject({
      words: ['sparse', 'moe'],
      filters: { authors: [], organizations: [] },
      sort: 'relevance',
      page: 1,
    })
    expect(query.filters).not.toHaveProperty('since')
  })

  test('an open quotation counts as words', () => {
    expect(read('“sparse moe” "open quote')).toMatchObject({
      query: { phrases: ['sparse moe'], words: ['open', 'quote'] },
      slips: [{ kind: 'open_quote', text: 'open quote' }],
    })
  })

  test('other colons are words', () => {
    expect(read('Sora: a review note:this')).toMatchObject({
      query: { words: ['Sora', 'a', 'review', 'note', 'this'] },
      slips: [],
    })
  })

  test('to the last word it can take', () => {
    const { query, slips } = read('moe '.repeat(2500))
    expect(query.words).toHaveLength(MOST_WORDS)
    expect(slips).toEqual([{ kind: 'too_many_words', limit: MOST_WORDS, dropped: 2500 - MOST_WORDS }])
  })
})
