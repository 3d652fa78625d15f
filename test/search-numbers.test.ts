import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passes } from '../src/search/filters.ts'
import { createTracer } from '../src/search/index/occurrences.ts'
import { createPostingLists } from '../src/search/index/posting-lists.ts'
import { namesIn, wordsIn } from '../src/search/index/sequences.ts'
import { excerpt } from '../src/search/passage.ts'
import { readQuery } from '../src/search/query.ts'
import { stem, tokens } from '../src/search/text.ts'
import { reasonsFor } from '../src/search/why.ts'
import { createOwnIndex } from './own-index.ts'
import { somePaper, somePapers } from './search-papers.ts'

/** What the index does with numbers is what was done with the texts. */
describe('from numbers', () => {
  it('the sentence that tells why is the one that the text would have given', () => {
    const words = ['robots', 'learning', 'gpt', '4', 'gpt4', 'pretraining', 'the', 'pi', 'none']
    const weights = fc.array(fc.record({ word: fc.constantFrom(...words), weight: fc.nat(3) }), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(somePaper, weights, (paper, asked) => {
        const index = createPostingLists()
        index.put(1, paper)
        const byStem = new Map(asked.map(({ word, weight }) => [stem(word), weight + 1]))
        const wanted = [...byStem].map(([stem, weight], place) => ({
          ...{ stem, term: index.term(stem), weight, place },
        }))
        const [reason] = reasonsFor(index, createTracer(index.sequences), wanted, [1])
        const rarities = wanted.map(({ stem, term, weight }) => [stem, weight * index.rarity(term)] as const)
        expect(reason?.(paper)).toEqual(excerpt(paper, new Map(rarities)))
      }),
      { numRuns: 300 },
    )
  })

  it('those pass a filter that pass it by their papers', () => {
    const filters = fc
      .subarray([
        ...[
          'author:chen',
          'author:"a chen"',
          'author:"jean luc moreau"',
          'author:o',
          'author:"o’neil"',
          'org:nvidia',
        ],
        ...[
          'org:labs',
          'org:openai',
          'since:2026-08-20',
          'until:2026-08-20',
          'has:code',
          'has_code:no',
          'min:0',
          'min:2',
        ],
      ])
      .map(parts => parts.join(' '))
    fc.assert(
      fc.property(somePapers, filters, (papers, text) => {
        const { query } = readQuery(text, '2026-08-25')
        const { hits, total } = createOwnIndex(papers).search(query, { limit: 20 })
        const passing = papers.filter(paper => passes(paper, query.filters)).map(({ key }) => key)
        expect(hits.map(hit => hit.paper.key).toSorted()).toEqual(passing.toSorted())
        expect(total).toBe(passing.length)
      }),
      { numRuns: 300 },
    )
  })

  it('a document says the words of its paper in their order, and its names', () => {
    fc.assert(
      fc.property(somePaper, paper => {
        const { sequences, lexicon, put } = createPostingLists()
        put(1, paper)
        const codes = sequences.codes(1)
        const read = (text: string) =>
          tokens(text)
            .filter(token => !token.compound)
            .map(({ word }) => word)
        const expected = [...read(paper.title), '', ...read(paper.abstract)]
        // Without a sentence there is nothing between title and abstract.
        const said = wordsIn(codes).map(lexicon.text)
        expect(said).toEqual(said.includes('') ? expected : expected.slice(0, -1))
        const names = (paper.authors ?? []).map(name => tokens(name).map(({ word }) => word))
        expect(namesIn(codes, 'authors').map(name => name.map(lexicon.text))).toEqual(names)
      }),
    )
  })

  it('words beyond the 65,000th are found, side by side and as names', () => {
    const index = createOwnIndex()
    for (let paper = 0; paper < 9; paper += 1) {
      const words = Array.from({ length: 8_000 }, (_, word) => `x${(8_000 * paper + word).toString(36)}`)
      index.add([{ key: `many-${paper}`, title: 'Words', abstract: words.join(' '), source: 'hub' }])
    }
    const late = {
      key: 'late',
      title: 'Zyzzyva borogoves',
      abstract: 'Mome raths outgrabe. Slithy toves gimble.',
    }
    index.add([{ ...late, source: 'hub', authors: ['Quuxley Frumious'] }])
    const ask = (text: string) =>
      index.search(readQuery(`${text} literal:yes`, '2026-08-25').query, { limit: 3 }).hits
    const keys = (text: string) => ask(text).map(hit => hit.paper.key)
    for (const text of ['"mome raths"', '"zyzzyva borogoves"', 'author:"q frumious"', 'slithy'])
      expect(keys(text)).toEqual(['late'])
    expect(keys('"borogoves mome"')).toEqual([])
    expect(ask('slithy toves')[0]?.why.text).toBe('Slithy toves gimble.')
    index.remove('late')
    for (const text of ['mome', 'author:frumious']) expect(keys(text)).toEqual([])
  })
})
