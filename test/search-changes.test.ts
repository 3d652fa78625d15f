import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SearchIndex } from '../src/search/search.ts'
import { ask, keys, PAPERS, paper } from './five-papers.ts'
import { createOwnIndex } from './own-index.ts'

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
