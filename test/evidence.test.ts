import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learnWeights, rankOf } from '../data/make/listwise.ts'
import { growTrees } from '../data/make/listwise-trees.ts'
import { seededRandom } from '../data/make/random.ts'
import { answer } from '../src/answers/answering.ts'
import { definitionOf } from '../src/answers/evidence/definition.ts'
import { evidence } from '../src/answers/evidence/evidence.ts'
import { missingIn } from '../src/answers/evidence/missing.ts'
import { readQuestion } from '../src/answers/evidence/question.ts'
import { SIGNALS, signalsOf } from '../src/answers/evidence/signals.ts'
import { leafOf } from '../src/answers/evidence/worth.ts'
import { readingOf } from '../src/answers/reading.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { sentences } from '../src/sentences.ts'
import { ask, first, LANTERN, talk, today } from './rigs/talk.ts'

const { papers } = loadSample()
const bytes = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
/** Words of an abstract in any order, as a question might have them. */
const asked = fc.tuple(
  fc.nat(papers.length - 1),
  fc.array(fc.oneof(fc.nat(200), fc.constantFrom('how', 'many', 'which', 'why', 'is', '#2', '?')), {
    maxLength: 9,
  }),
)

describe('of every question to the bundled papers', () => {
  it('a quotation is a whole sentence of the abstract it is told of', () => {
    fc.assert(
      fc.property(asked, ([at, picked]) => {
        const thread = papers.slice(at, at + 5)
        const words = (thread[0]?.abstract ?? '').split(/\s+/)
        const question = picked
          .map(each => (typeof each === 'string' ? each : words[each % words.length]))
          .join(' ')
        const found = answer(question, { papers: thread }, { addressed: true, today })
        for (const { paper, text } of 'quotations' in found ? found.quotations : []) {
          expect(thread).toContain(paper)
          expect(paper.abstract).toContain(text)
          expect(sentences(paper.abstract).map(sentence => sentence.text)).toContain(text)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('the same thread gives the same answer, whatever was asked before and whoever read the papers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(papers.length - 1), (noise, at) => {
        const thread = papers.slice(at, at + 4)
        const copies = thread.map(paper => ({ ...paper }))
        const question = `how does ${noise} improve the accuracy of training?`
        const once = answer(question, { papers: thread }, { addressed: true, today })
        answer(noise, { papers: thread }, { addressed: true, today })
        expect(answer(question, { papers: copies }, { addressed: true, today })).toEqual(once)
      }),
      { numRuns: 20 },
    )
  })

  it('what is asked and what is read may be any bytes: every signal is a number', () => {
    fc.assert(
      fc.property(bytes, fc.array(bytes, { maxLength: 5 }), bytes, (question, texts, title) => {
        const read = readingOf({ key: 'k', title, abstract: texts.join(' '), source: 'hub' }, texts)
        const rows = signalsOf(readQuestion({ question, rest: question, points: false }), read)
        expect(rows).toHaveLength(texts.length)
        for (const row of rows) {
          expect(row).toHaveLength(SIGNALS.length)
          expect(row.filter(each => !Number.isFinite(each))).toEqual([])
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('evidence', () => {
  it('comes best first, and each sentence of each paper once', () => {
    const found = evidence(
      { question: 'how much faster?', rest: 'how much faster?', points: false },
      talk.papers,
    )
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
    expect(new Set(found.map(({ text }) => text)).size).toBe(found.length)
    expect(found[0]?.paper).toBe(LANTERN)
  })

  it('looks through a letter that is typed wrong', () => {
    expect(first(ask('how many strawberies does the hand pick?'))?.text).toContain('312 strawberries')
  })

  it.each([
    ['FPE', 'for Fluid Plausibility Error (FPE), which counts'],
    ['k-means', 'we call this method k-means here'],
    ['neural collapse', 'Neural Collapse is a state'],
  ])('%j is defined by %j', (term, text) => {
    expect(definitionOf(term)(text)).toBe(true)
    expect(definitionOf(term)('nothing of that kind')).toBe(false)
  })

  it.each([
    ['which batch sizes did they use', 'It trains in large batches.', 'batch size'],
    ['whats the FID?', 'It draws better images.', 'FID'],
    ['how long did it take to train', 'It is trained on web text.', 'training time'],
    ['how long did it take to train', 'It is trained in 15 days.', undefined],
    ['how big is the model', 'We train a 400M encoder.', undefined],
  ])('%j of %j lacks %j', (question, text, missing) => {
    expect(missingIn({ key: 'k', title: 'Any', abstract: text, source: 'hub' }, question)).toBe(missing)
  })
})

describe('what is not stated', () => {
  it('is said by the word that the paper has nothing like, or by what it does not count', () => {
    expect(ask('does lantern run inside firefox?')).toMatchObject({
      kind: 'unstated',
      unmentioned: 'firefox',
    })
    expect(ask('how many authors of novels are in #3')).toMatchObject({ kind: 'unstated' })
  })
})

describe('learning', () => {
  /** Of two sentences the one with the larger second signal answers; the first signal tells nothing. */
  const examples = Array.from({ length: 60 }, (_, at) => ({
    rows: [
      [(at * 7) % 5, at % 3],
      [(at * 3) % 5, 3 + (at % 4)],
    ],
    gold: [false, true],
    weight: 1,
  }))

  it('finds the weights and the trees that rank the answers first, the same from the same seed', () => {
    const weights = learnWeights(examples, 0.01)
    const weigh = (row: readonly number[]) =>
      row.reduce((sum, each, at) => sum + each * (weights[at] ?? 0), 0)
    expect(examples.map(example => rankOf(example, weigh))).toEqual(examples.map(() => 1))
    const trees = growTrees(examples, seededRandom(1))
    const grown = (row: readonly number[]) => trees.reduce((sum, tree) => sum + leafOf(tree, row), 0)
    expect(examples.map(example => rankOf(example, grown))).toEqual(examples.map(() => 1))
    expect(growTrees(examples, seededRandom(1))).toEqual(trees)
  })
})
