import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { passes } from '../src/search/filters.ts'
import { excerpt } from '../src/search/passage.ts'
import { MOST_WORDS, readQuery } from '../src/search/query.ts'
import type { SearchIndex } from '../src/search/search.ts'
import { nearest } from '../src/search/spelling/nearest.ts'
import { fold, stem, tokens } from '../src/search/text.ts'
import { createOwnIndex } from './own-index.ts'

const TODAY = '2026-08-25'

const paper = (key: string, title: string, abstract: string, rest: Partial<Paper> = {}): Paper => ({
  key,
  title,
  abstract,
  source: 'hub',
  ...rest,
})

const PAPERS: readonly Paper[] = [
  paper(
    '2608.00001',
    'Grokking in the Wild',
    'Networks grok long after they fit. We study grokking on real data.',
    {
      ...{
        arxivId: '2608.00001',
        authors: ['Ada Chen', 'Jean-Luc Moreau'],
        feedDay: '2026-08-20',
        upvotes: 90,
      },
      codeUrl: 'https://github.com/a/grok',
    },
  ),
  paper(
    '2608.00002',
    'W4A4 Quantization of Mixtures of Experts',
    'We quantize weights and activations to four bits. Sparse experts lose little.',
    {
      authors: ['Tri Dao', 'Bo Chen'],
      feedDay: '2026-08-21',
      upvotes: 40,
      organization: 'NVIDIA',
    },
  ),
  paper(
    '2607.00003',
    'Diffusion Transformers at Scale',
    'Diffusion models with transformer backbones generate images. Scaling them is cheap.',
    {
      authors: ['Wei Li'],
      feedDay: '2026-07-03',
      upvotes: 120,
      keywords: ['text-to-image'],
      codeUrl: 'https://github.com/b/dit',
    },
  ),
  paper(
    '2607.00004',
    'Pre-training Language Models on Code',
    'Pretraining on code helps reasoning. The behaviour of GPT-4 is analysed.',
    {
      authors: ['Ada Lovelace'],
      publishedOn: '2026-07-10',
      upvotes: 40,
    },
  ),
  paper(
    'sample-of-the-day',
    'A Sample Paper on Robots',
    'Robots learn to walk. They fall, then learn more.',
    { source: 'sample' },
  ),
]

const index = createOwnIndex(PAPERS)
const ask = (text: string, from: SearchIndex = index) =>
  from.search(readQuery(text, TODAY).query, { limit: 10 })
const keys = (text: string, from: SearchIndex = index) =>
  ask(text, from).hits.flatMap(hit => (hit.near ? [] : hit.paper.key))
const bold = ({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) =>
  marks.map(([start, end]) => text.slice(start, end))

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

  test('and sees why: the sentence that says it, its words marked', () => {
    const [hit] = ask('analysed behavior').hits
    expect(hit?.why.text).toBe('The behaviour of GPT-4 is analysed.')
    expect(hit && bold(hit.why)).toEqual(['behaviour', 'analysed'])
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
  for (const each of PAPERS) expect(index.similar(each, 5).map(hit => hit.paper.key)).not.toContain(each.key)
})

test('the index knows words in any inflection', () => {
  expect(['grokked', 'GPT-4', 'quantisation', 'Moreau'].map(index.knows)).toEqual([true, true, true, true])
  expect(['blockchain', '', '-'].map(index.knows)).toEqual([false, false, false])
})

describe('papers come and go', () => {
  test('a replaced paper is found by its new words only', () => {
    const changing = createOwnIndex(PAPERS)
    changing.add([paper('2608.00001', 'Double Descent', 'Test error falls twice.')])
    expect(changing.size).toBe(PAPERS.length)
    expect(keys('grokking', changing)).toEqual([])
    expect(changing.knows('grokking')).toBe(false)
    expect(keys('descent', changing)).toEqual(['2608.00001'])
  })

  test('new upvotes count at once', () => {
    const changing = createOwnIndex(PAPERS)
    changing.add(PAPERS.map(each => ({ ...each, upvotes: each.key === '2607.00004' ? 500 : 1 })))
    expect(keys('min:2', changing)).toEqual(['2607.00004'])
  })

  const corpus = fc
    .uniqueArray(
      fc.record({
        key: fc.nat(20),
        words: fc.array(
          fc.constantFrom('sparse', 'moe', 'GPT-4', 'robots', 'learn', 'walking', 'pre-training'),
          { maxLength: 8 },
        ),
        upvotes: fc.nat(3),
      }),
      { selector: each => each.key, maxLength: 12 },
    )
    .map(all =>
      all.map(each =>
        paper(`k${each.key}`, each.words.slice(0, 3).join(' '), each.words.join(' '), {
          upvotes: each.upvotes,
        }),
      ),
    )
  const questions = [
    'sparse moe',
    'robot learning',
    '"learn walking"',
    'gpt4 pretraining',
    'min:1',
    'moe sort:upvotes',
    'robots -sparse',
    'sprase',
  ]
  const answers = (from: SearchIndex) => questions.map(question => ask(question, from))

  test('in any order they give the same hits', () => {
    fc.assert(
      fc.property(
        corpus.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(answers(createOwnIndex(shuffled))).toEqual(answers(createOwnIndex(all)))
        },
      ),
    )
  })

  test('after a removal it is as if the paper had never come, and after a return as if it had never gone', () => {
    fc.assert(
      fc.property(corpus, fc.nat(), (all, at) => {
        const gone = all[at % Math.max(1, all.length)]
        const changing = createOwnIndex(all)
        changing.remove(gone?.key ?? 'nobody')
        expect(answers(changing)).toEqual(answers(createOwnIndex(all.filter(each => each !== gone))))
        changing.add(gone ? [gone] : [])
        expect(answers(changing)).toEqual(answers(createOwnIndex(all)))
        expect(changing.size).toBe(all.length)
      }),
    )
  })
})

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

describe('words', () => {
  test.each([
    ['GPT-4', 'gpt 4 gpt4'],
    ['gpt4o', 'gpt 4o gpt4o'],
    ['W4A4 at 2.5×', 'w4a4 at 2.5x'],
    ['2.5$\\times$ of 1,000', '2.5x of 1000'],
    ['Schr\\"{o}dinger Erdős Łukasz', 'schrodinger erdos lukasz'],
    ['$\\pi_{0}$ π0', 'pi 0 pi0 pi 0 pi0'],
    ['\\textsc{Mamba} model’s', 'mamba model'],
    ['pre‑training', 'pre training pretraining'],
    ['state-of-the-art', 'state of the art'],
  ])('%s', (text, words) => {
    expect(
      tokens(text)
        .map(token => token.word)
        .join(' '),
    ).toBe(words)
  })

  test.each([
    ['optimisation', 'optimizing'],
    ['behaviours', 'behavior'],
    ['analysed', 'analysis'],
    ['modelling', 'models'],
    ['dialogue', 'dialogs'],
    ['supervised', 'supervision'],
    ['centres', 'center'],
  ])('%s is %s', (one, other) => {
    expect(stem(one)).toBe(stem(other))
  })

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), text => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('spelling', () => {
  test('prefers fewer slips, then the first letter, then what more papers say', () => {
    expect(nearest('modle', ['noodle', 'models', 'model'])).toBe('model')
    expect(nearest('hats', ['cats', 'hate'])).toBe('hate')
    expect(nearest('serch', ['search', 'share'])).toBe('search')
    expect(nearest('xyz', ['search'])).toBe(undefined)
  })
})
