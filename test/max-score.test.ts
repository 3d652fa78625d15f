import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { createMaxScore, type Weighed } from '../src/search/index/max-score.ts'
import {
  createPostingLists,
  documentOf,
  impactOf,
  type PostingLists,
} from '../src/search/index/posting-lists.ts'

const WORDS = ['sparse', 'experts', 'robots', 'walk', 'diffusion', 'gpt4', 'tokens', 'memory'] as const
const said = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map(words => words.join(' '))

/** Near each other, so that texts are replaced, and of many windows. */
const document = fc.integer({ min: 1, max: 300 })
const WINDOW = 32
/** What happens to the index: a text comes in, in place of the one there was, or goes. */
const change = fc.record({ document, title: said, abstract: said, goes: fc.nat(4).map(one => one === 0) })
const asked = fc.record({
  words: fc.uniqueArray(fc.record({ word: fc.constantFrom(...WORDS), units: fc.nat(50) }), {
    selector: ({ word }) => word,
  }),
  most: fc.integer({ min: 1, max: 8 }),
  refused: fc.integer({ min: 2, max: 9 }),
})

const paper = (title: string, abstract: string): Paper => ({ key: 'k', title, abstract, source: 'hub' })

function indexAfter(
  changes: readonly { document: number; title: string; abstract: string; goes: boolean }[],
) {
  const index = createPostingLists()
  const inside = new Set<number>()
  for (const { document, title, abstract, goes } of changes) {
    if (inside.delete(document)) index.take(document)
    if (goes) continue
    index.put(document, paper(title, abstract))
    inside.add(document)
  }
  return index
}

/** Adds everything up, sorts it and cuts. */
function plainly(
  lists: readonly Weighed[],
  most: number,
  accepts: (document: number) => boolean,
  ties: (a: number, b: number) => number,
) {
  const sums = new Map<number, number>()
  for (const { postings, units } of lists) {
    for (const posting of postings) {
      const document = documentOf(posting)
      sums.set(document, (sums.get(document) ?? 0) + units * impactOf(posting))
    }
  }
  const all = [...sums]
    .filter(([document]) => accepts(document))
    .map(([document, score]) => ({ document, score }))
    .sort((a, b) => b.score - a.score || ties(a.document, b.document))
  const byDocument = all.slice(0, most).sort((a, b) => a.document - b.document)
  return {
    documents: byDocument.map(({ document }) => document),
    sums: byDocument.map(({ score }) => score),
    total: Math.min(most, all.length),
    more: all.length > most,
  }
}

const listsOf = (
  index: PostingLists,
  words: readonly { word: string; units: number }[],
): readonly Weighed[] =>
  words.map(({ word, units }) => {
    const term = index.lexicon.stem(index.term(word))
    return { postings: index.postings(term), units: units + 1, greatest: index.greatest(term) }
  })

describe('the pruned search', () => {
  it('finds what adding everything up finds, whatever came, changed and went before', () => {
    const { highest } = createMaxScore(WINDOW)
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 150, size: 'max' }),
        fc.array(asked, { maxLength: 6 }),
        (changes, questions) => {
          const index = indexAfter(changes)
          for (const { words, most, refused } of questions) {
            const lists = listsOf(index, words)
            const accepts = (document: number) => document % refused !== 0
            const ties = (a: number, b: number) => (a % 7) - (b % 7) || a - b
            const { documents, sums, ...counted } = highest(lists, { most, accepts, ties })
            const found = { documents: [...documents], sums: [...sums], ...counted }
            expect(found).toEqual(plainly(lists, most, accepts, ties))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('leaves out most of a long list that cannot bring in anything better', () => {
    const index = createPostingLists()
    for (let document = 1; document <= 12_000; document += 1) {
      index.put(document, paper(document % 50 === 0 ? 'sparse experts' : 'walk', 'robots walk'))
    }
    const reached: number[] = []
    const accepts = (document: number) => reached.push(document) > 0
    const lists = listsOf(index, [
      { word: 'sparse', units: 100 },
      { word: 'walk', units: 1 },
    ])
    const { documents, more } = createMaxScore().highest(lists, { most: 10, accepts, ties: (a, b) => a - b })
    expect([...documents]).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 450, 500])
    expect(more).toBe(true)
    expect(reached.length).toBeLessThan(5_000)
  })
})
