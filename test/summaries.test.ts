import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { boost } from '../data/make/boosting.ts'
import { trainPhrases } from '../data/make/phrase-training.ts'
import { rouge } from '../data/make/rouge.ts'
import { trainSummaries } from '../data/make/summary-training.ts'
import { summaryBytes } from '../data/make/write-summaries.ts'
import { readSummedUp } from '../data/read/summed-up.ts'
import { linesOf, standingAlone } from '../src/answers/summary/shorter.ts'
import { summaryLine, summarySentence } from '../src/answers/summary/summary.ts'
import { choiceBy, loadSummaryTable, phrasedBy } from '../src/answers/summary/table.ts'
import { sumOf } from '../src/answers/summary/trees.ts'
import type { Paper } from '../src/papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperboy-summaries-'))
afterAll(() => rmSync(folder, { recursive: true }))

const paper = (title: string, abstract: string): Paper => ({ key: 'p', title, abstract, source: 'hub' })

describe('what a paper does, in one line', () => {
  const quiet = paper(
    'QuietNet: Small Networks for Loud Rooms',
    'Speech is hard to understand in loud rooms. However, large networks do not fit into hearing aids. To address this, we propose QuietNet (a small network), which separates voices on a chip. On 3 data sets it gains 2 dB. The code is at https://example.org.',
  )

  it('is the sentence that says so, verbatim', () => {
    expect(summarySentence(quiet)).toBe(
      'To address this, we propose QuietNet (a small network), which separates voices on a chip.',
    )
  })

  it('does without what ties the sentence to its place', () => {
    expect(summaryLine(quiet)).toBe('We propose QuietNet, which separates voices on a chip.')
  })

  it('is nothing where there is no abstract', () => {
    expect([summarySentence(paper('Title', '')), summaryLine(paper('Title', ''))]).toEqual(['', ''])
  })

  it('is a part of the abstract, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, abstract) => {
        const any = paper(title, abstract)
        expect(abstract).toContain(summarySentence(any))
        expect(summaryLine(any).length).toBeLessThanOrEqual(summarySentence(any).length + 1)
      }),
    )
  })

  it('is chosen by a table of at most 60 KB, which is the one its label tells of', () => {
    expect(loadSummaryTable().trees.asks.length).toBeGreaterThan(0)
    expect(statSync('data/summaries.bin').size).toBeLessThanOrEqual(60_000)
    writeFileSync(join(folder, 'summaries.bin'), 'damaged')
    expect(() => loadSummaryTable(pathToFileURL(`${folder}/`))).toThrow('npm run summaries')
  })
})

describe('a sentence stands alone', () => {
  it.each([
    ['However, in this paper, we study why pruning works.', 'We study why pruning works.'],
    ['In this work we present a corpus of lullabies.', 'We present a corpus of lullabies.'],
    ['To tackle these challenges, we train small models on noise.', 'We train small models on noise.'],
    ['We train EVOL (see Lee et al., 2020) on noise (e.g. rain) [12].', 'We train EVOL on noise.'],
    [
      'We present evolution without labels (EVOL-RL) for LLMs.',
      'We present evolution without labels (EVOL-RL) for LLMs.',
    ],
    [
      'Finally, scMMGPT reads a cell as if it were a sentence.',
      'scMMGPT reads a cell as if it were a sentence.',
    ],
    ['Thus, it works.', 'Thus, it works.'],
  ])('%s', (sentence, alone) => {
    expect(standingAlone(sentence)).toBe(alone)
  })

  it('and is cut where nothing is left open', () => {
    const texts = linesOf(
      'While networks grow, we show that small ones (of 2, 3 layers) are enough for most tasks, leading to chips that cost less.',
    ).map(({ text }) => text)
    expect(texts).toContain('We show that small ones (of 2, 3 layers) are enough for most tasks.')
    expect(texts.filter(text => text.split('(').length !== text.split(')').length)).toEqual([])
  })

  it.each([
    'If the data are clean, we show that one layer is enough for all of these tasks.',
    'It is unclear whether large models know this, we only find that they often say it.',
    'We do not show that our method is better than the ones that came before it.',
  ])('but never without its condition or doubt: %s', sentence => {
    expect(linesOf(sentence).filter(({ before }) => before !== undefined)).toEqual([])
  })
})

describe('ROUGE', () => {
  it('counts words, pairs and the longest common subsequence', () => {
    // Stems: we prune network | we prune larg network quickli. Common: 3 words of 3 and 5, 1 pair of 2 and 4, 3 in order.
    const { rouge1, rouge2, rougeL } = rouge('We pruned networks!', ['We prune large networks quickly'])
    expect(rouge1).toBeCloseTo((2 * 3) / (3 + 5), 12)
    expect(rouge2).toBeCloseTo((2 * 1) / (2 + 4), 12)
    expect(rougeL).toBeCloseTo((2 * 3) / (3 + 5), 12)
  })

  it('counts a word as often as both have it, and order only where it matters', () => {
    // Words: 2 of 3 and 2; pairs: `b a` of 2 and 1; in order: `b a` or `a` and one b, so 2.
    const { rouge1, rouge2, rougeL } = rouge('a b a', ['b a'])
    expect([rouge1, rouge2, rougeL]).toEqual([4 / 5, 2 / 3, 4 / 5])
    expect(rouge('a b', ['b a']).rougeL).toBe(1 / 2)
  })

  it('takes for each measure the reference that agrees best', () => {
    const both = rouge('a b c', ['c b a', 'a b x y z'])
    expect(both).toEqual({ rouge1: 1, rouge2: (2 * 1) / (2 + 4), rougeL: (2 * 2) / (3 + 5) })
    expect(rouge('', ['a'])).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 })
  })

  it('is 1 for the same words and never more', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), fc.lorem({ maxCount: 12 }), (line, other) => {
        expect(Object.values(rouge(line, [other])).every(share => share >= 0 && share <= 1)).toBe(true)
        expect(rouge(line, [line]).rougeL).toBe(1)
      }),
      { numRuns: 50 },
    )
  })
})

describe('training', () => {
  const papers = Array.from({ length: 60 }, (_, at) => ({
    title: `Gadget ${at} for pruning`,
    sentences: [
      `Pruning is old, and topic ${at} is much older.`,
      `We propose gadget ${at} for pruning networks of every size.`,
      'All experiments ran on one machine over many long nights.',
    ],
    tldrs: [`A gadget ${at} for pruning networks.`],
  }))
  const training = { seed: 2, trees: 10, depth: 2, keep: 30 }

  it('learns which sentence people mean and gives the same bytes again', () => {
    const table = trainSummaries(papers, training)
    const said = [
      'Quilting is old.',
      'We propose gadget 7 for quilting blankets.',
      'All experiments ran at night.',
    ]
    expect(choiceBy(table)('Gadget 7 for quilting', said)?.at).toBe(1)
    expect(summaryBytes(trainSummaries(papers, training))).toEqual(summaryBytes(table))
  })

  it('fits trees to what traits tell', () => {
    const rows = Array.from({ length: 400 }, (_, at) => ({
      group: at,
      traits: Float32Array.of(at % 7, at),
      worth: at % 7 >= 3 ? 1 : -1,
    }))
    const trees = boost(rows, { trees: 30, depth: 2, rate: 0.3, groups: 0.8, traits: 1, seed: 1 })
    expect(sumOf(trees, Float32Array.of(3, 50))).toBeCloseTo(1, 1)
    expect(sumOf(trees, Float32Array.of(2, 50))).toBeCloseTo(-1, 1)
  })

  it('weighs the phrases of sentences of worth', () => {
    const ranked = papers.map(({ sentences }) => ({ sentences, worths: [0, 1, 0] }))
    const phrases = trainPhrases(ranked, { seed: 1, epochs: 3, keep: 20 })
    const [other = 0, meant = 0] = phrasedBy(phrases)(['One machine ran.', 'We propose a gadget.'])
    expect(meant).toBeGreaterThan(other)
    expect(phrases.cues).toHaveLength(20)
  })

  it('names the line that is no such paper', () => {
    const file = join(folder, 'papers.jsonl')
    writeFileSync(file, '{"title":"T","sentences":["A."],"tldrs":["B"]}\n{"title":"T","sentences":["A."]}\n')
    expect(() => readSummedUp(file)).toThrow('papers.jsonl, line 2')
  })
})
