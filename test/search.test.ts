import { describe, expect, test } from 'vitest'
import { readQuery } from '../src/search/query.ts'
import { ask, index, keys, PAPERS, paper, TODAY } from './five-papers.ts'

describe('someone searches', () => {
  test('by words, in any inflection', () => {
    expect(keys('grokked')).toEqual(['2608.00001'])
    expect(keys('quantised experts')).toEqual(['2608.00002'])
    expect(keys('pretraining')).toEqual(['2607.00004'])
    expect(keys('pre-trained')).toEqual(['2607.00004'])
  })

  test('with typos, and is told what was understood', () => {
    for (const [typed, meant] of [
      ['quantizaton', 'quantization'],
      ['difusion', 'diffusion'],
      ['transfomers', 'transformers'],
      ['grokkin', 'grokking'],
      ['lagnuage', 'language'],
    ]) {
      expect(ask(typed ?? '').mended).toEqual([{ typed, meant }])
      expect(keys(typed ?? '')).not.toEqual([])
    }
    expect(keys('difusion transfomer')).toEqual(['2607.00003'])
  })

  test('but numbers, names and short words are what they are', () => {
    for (const name of ['W4A8', 'GPT-5x', 'roby', 'GroKkin', 'wal'])
      expect(ask(`${name} x`).mended).toEqual([])
    expect(keys('w4a4')).toEqual(['2608.00002'])
    expect(keys('gpt4')).toEqual(['2607.00004'])
  })

  test('as typed, when they are meant literally', () => {
    expect(ask('quantizaton').mended).toEqual([{ typed: 'quantizaton', meant: 'quantization' }])
    expect(ask('quantizaton literal:yes')).toMatchObject({
      hits: [],
      total: 0,
      more: false,
      near: 0,
      mended: [],
    })
  })

  test('for what no paper says', () => {
    expect(ask('xylophone zebra')).toEqual({ hits: [], total: 0, more: false, near: 0, mended: [] })
    expect(keys('the')).toEqual([])
  })

  test('exact phrases, and words that must not be there', () => {
    expect(keys('"language models"')).toEqual(['2607.00004'])
    expect(keys('"models language"')).toEqual([])
    expect(keys('"unto robots"')).toEqual([])
    expect(keys('"on real data" grok')).toEqual(['2608.00001'])
    expect(keys('"quantizaton"')).toEqual([])
    expect(keys('learn -walk')).toEqual([])
    expect(keys('models -"language models"')).toEqual(['2607.00003'])
  })

  test('for one paper, by id or address', () => {
    for (const id of [
      '2608.00001',
      'arXiv:2608.00001v3',
      'https://arxiv.org/pdf/2608.00001v1.pdf',
      'https://huggingface.co/papers/2608.00001?x=1',
    ]) {
      expect(keys(`${id} whatever`)).toEqual(['2608.00001'])
    }
    expect(ask('2601.99999')).toEqual({ hits: [], total: 0, more: false, near: 0, mended: [] })
  })

  test('page by page', () => {
    const { query } = readQuery('min:1 page:2', TODAY)
    const page = index.search(query, { limit: 3 })
    expect(page.hits.map(hit => hit.paper.key)).toEqual(['2607.00004'])
    expect(page.total).toBe(4)
    expect(index.search(query, { limit: 3, offset: 1 }).hits).toHaveLength(3)
  })
})

describe('someone types a title', () => {
  const titles = (typed: string) => index.titles(typed, 3).map(each => each.key)

  test('and it is completed', () => {
    expect(titles('diff')).toEqual(['2607.00003'])
    expect(titles('language mod')).toEqual(['2607.00004'])
    expect(titles('quantizaton')).toEqual(['2608.00002'])
    expect(titles('2607.')).toEqual(['2607.00003', '2607.00004'])
    expect(titles('zzzz')).toEqual([])
  })

  test('or nothing yet: the newest', () => {
    expect(titles('')).toEqual(['2608.00002', '2608.00001', '2607.00004'])
  })
})

test('similar papers share telling words, and a paper is not similar to itself', () => {
  const other = paper('x', 'Scaling Diffusion', 'Transformer backbones for images.')
  expect(index.similar(other, 5)[0]?.paper.key).toBe('2607.00003')
  expect(index.similar(other, 5, '2026-07-03').map(hit => hit.paper.key)).not.toContain('2607.00003')
  for (const each of PAPERS) expect(index.similar(each, 5).map(hit => hit.paper.key)).not.toContain(each.key)
})

test('the index knows words in any inflection', () => {
  expect(['grokked', 'GPT-4', 'quantisation', 'Moreau'].map(index.knows)).toEqual([true, true, true, true])
  expect(['blockchain', '', '-'].map(index.knows)).toEqual([false, false, false])
})
