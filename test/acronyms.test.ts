import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paper } from '../src/papers.ts'
import { type Acronyms, createAcronyms } from '../src/search/acronyms/acronyms.ts'
import { conceptsIn } from '../src/search/acronyms/concepts.ts'
import { definitionsIn } from '../src/search/acronyms/definitions.ts'
import { readQuery } from '../src/search/query.ts'
import { tokens } from '../src/search/text.ts'
import { createOwnIndex } from './own-index.ts'

const paper = (key: string, title: string, abstract: string): Paper => ({
  key,
  title,
  abstract,
  source: 'hub',
})
const concepts = (text: string, acronyms: Acronyms) =>
  conceptsIn(
    tokens(text).flatMap(({ word, start, end, compound }) =>
      compound ? [] : { word, typed: text.slice(start, end) },
    ),
    acronyms,
  ).map(({ own, others }) => [own.join(' '), ...others.map(({ stems }) => stems.join(' '))])

describe('definitions', () => {
  it.each([
    ['We study post-training quantization (PTQ) of weights.', 'PTQ', 'post-training quantization'],
    ['Kolmogorov-Arnold Networks (KANs) are new.', 'KAN', 'Kolmogorov-Arnold Networks'],
    [
      'by RLHF (reinforcement learning from human feedback), as',
      'RLHF',
      'reinforcement learning from human feedback',
    ],
    ['Self-Supervised Learning (SSL)', 'SSL', 'Self-Supervised Learning'],
    ['Multi-modal large language models (MLLMs; see', 'MLLM', 'Multi-modal large language models'],
    [
      String.raw`\textbf{L}ow-\textbf{R}ank \textbf{A}daptation (\textbf{LoRA})`,
      'LoRA',
      'Low-Rank Adaptation',
    ],
    ['text-to-image (T2I) models', 'T2I', 'text-to-image'],
    ['with k-nearest neighbors (k-NN)', 'kNN', 'k-nearest neighbors'],
  ])('%s', (text, short, long) => {
    expect(definitionsIn(text.endsWith('see') ? `${text})` : text)).toEqual([{ short, long }])
  })

  it.each([
    'It is fast (see Figure 3).',
    'Our model (GPT-4) is good (ICLR 2024).',
    'Transformers (TF) are one word.',
    'quantization (of weights (PTQ',
  ])('none in: %s', text => {
    expect(definitionsIn(text)).toEqual([])
  })

  it('are in any text what is written there, and no text throws', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      ' ',
      'PTQ',
      'KANs',
      'post-training ',
      'quantization',
      '$',
      '\\textbf{',
      ';',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 30 }), parts => {
        const text = parts.join('')
        for (const { short } of definitionsIn(text)) expect(short).toMatch(/^[A-Za-z0-9]{2,10}$/)
      }),
    )
  })
})

describe('acronyms', () => {
  const texts = fc.constantFrom(
    'Zonal quark training (ZQT) works.',
    'ZQT (zonal quark training) again.',
    'A zesty quail test (ZQT) differs. Zonal quark training (ZQT), too.',
    'Nothing.',
  )
  const asked = (acronyms: Acronyms) => [acronyms.longsOf('zqt'), acronyms.shortsOf('zonal quark train')]

  it('are counted alike however papers came and went, saved or not', () => {
    fc.assert(
      fc.property(fc.array(texts), fc.array(texts), (stay, leave) => {
        const [lived, fresh] = [createAcronyms(), createAcronyms()]
        for (const [i, abstract] of [...leave, ...stay].entries()) lived.put(i + 1, { title: '', abstract })
        for (const i of leave.keys()) lived.take(i + 1)
        for (const [i, abstract] of stay.entries()) fresh.put(i + 1, { title: '', abstract })
        expect(asked(lived)).toEqual(asked(fresh))
        expect(asked(createAcronyms(lived.saved(leave.length + stay.length)))).toEqual(asked(fresh))
      }),
    )
  })

  it('of the field are known without a paper', () => {
    expect(['PTQ', 'KANs', 'RLHF', 'rlhf'].map(text => concepts(text, createAcronyms())[0]?.[1])).toEqual([
      'post train quantiz',
      'kolmogorov arnold network',
      'reinforc learn from human feedback',
      'reinforc learn from human feedback',
    ])
    expect(concepts('chain-of-thought for vision language models', createAcronyms())).toEqual([
      ['chain of thought', 'cot'],
      ['vision languag model', 'vlm'],
    ])
  })

  it('that are common words are meant in capitals only', () => {
    const acronyms = createAcronyms()
    for (const number of [1, 2, 3])
      acronyms.put(number, { title: '', abstract: 'Robot in transit (RIP) maps.' })
    expect(concepts('rip current', acronyms)).toEqual([])
    expect(concepts('RIP', acronyms)[0]?.[0]).toBe('rip')
  })
})

describe('a search', () => {
  const index = createOwnIndex([
    paper('both', 'Old news', 'Post-training quantization (PTQ) of weights.'),
    paper('short', 'PTQ at two bits', 'We lose little.'),
    paper('long', 'Better post-training quantization', 'We lose less.'),
    paper(
      'apart',
      'Training horses by the post',
      'Farms, rivers and bridges. Before the quantization of weather there was rain.',
    ),
    paper('other', 'Robots walk', 'They fall.'),
  ])
  const keys = (text: string) =>
    index
      .search(readQuery(text, '2026-08-25').query, { limit: 10, offset: 0 })
      .hits.flatMap(({ near, paper }) => (near ? [] : paper.key))

  it('for an acronym finds the papers that have only its long form', () => {
    expect(keys('PTQ').toSorted()).toEqual(['both', 'long', 'short'])
    expect(keys('PTQ literal:yes').toSorted()).toEqual(['both', 'short'])
  })

  it('for a long form finds the papers that have only the acronym, before those with its words apart', () => {
    expect(keys('post-training quantization').slice(0, 3).toSorted()).toEqual(['both', 'long', 'short'])
  })

  it('forgets what a paper said that is gone', () => {
    index.remove('long')
    expect(keys('PTQ').toSorted()).toEqual(['both', 'short'])
  })
})
