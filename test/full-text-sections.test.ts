import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sectionsOf } from '../src/feed/full-text/sections.ts'
import type { Section } from '../src/papers.ts'
import { BARE_MARKDOWN, SPARSE_MARKDOWN } from './full-papers.ts'

const read = (markdown: string): readonly Section[] =>
  [...sectionsOf(markdown)].filter(section => section !== undefined)
const textOf = (markdown: string): string =>
  read(markdown)
    .map(({ text }) => text)
    .join('\n\n')

describe('the sections of a full text', () => {
  it('are what the paper says itself, under the headings it has', () => {
    expect(read(SPARSE_MARKDOWN).map(({ heading }) => heading)).toEqual([
      '1 Introduction',
      '3 Method',
      '4.2 Training details: Optimizer',
      '5 Limitations',
      'Appendix A Hyperparameters',
    ])
    const text = textOf(SPARSE_MARKDOWN)
    for (const passedOver of ['thank', 'Shazeer', 'We propose SparseRoute', 'Bletchley', 'to be quoted'])
      expect(text).not.toContain(passedOver)
  })

  it('are prose: links keep their words, formulas their signs, settings their names', () => {
    const paragraphs = textOf(SPARSE_MARKDOWN).split('\n\n')
    for (const paragraph of [
      'Experts are many, and most tokens need few of them. Routing decides which expert reads which token, see Section 3.',
      'Figure 1: Tokens on their way through the experts.',
      'Let 𝒳 be the tokens of a batch, of which the router keeps the easy ones x∈𝒳 for T steps.',
      'The name "expert" is due to Jacobs et al. https://example.org/experts. Code is in route.py.',
      'We train the router with AdamW and a learning rate of 3e-4, decayed by a cosine schedule (Loshchilov, 2019). The batch size is 256 sequences of 4,096 tokens.',
      'First, we warm up for 500 steps.',
      'Second, we freeze the experts.',
      'Weight decay: 0.1',
      'Dropout: 0.05 in all layers',
    ])
      expect(paragraphs).toContain(paragraph)
    expect(textOf(SPARSE_MARKDOWN)).not.toMatch(/rightarrow|Dense|x1\.png|\]\(/)
  })

  it('are the same whatever ends a line', () => {
    expect(read(SPARSE_MARKDOWN.replaceAll('\n', '\r\n'))).toEqual(read(SPARSE_MARKDOWN))
  })

  it('are found in bare text too', () => {
    expect(read(BARE_MARKDOWN)).toEqual([
      { heading: '1 Introduction', text: 'Many have played games with machines.' },
      {
        heading: '2.1 Extensive-Form Games',
        text: 'An 𝑁 -player game is played by Γ = ⟨ 𝒩 ⟩ players of equal strength.',
      },
      { heading: 'Appendix A More Games', text: 'We also let the machines play for three days.' },
    ])
  })

  it('are not those of a page about the paper, where visitors have their say', () => {
    const page = SPARSE_MARKDOWN.replace('https://arxiv.org/html/', 'https://huggingface.co/papers/')
    expect(read(page)).toEqual([])
  })

  it('may have no heading at all', () => {
    expect(read('Some words of a paper.\n')).toEqual([{ heading: '', text: 'Some words of a paper.' }])
    expect(read('# References\n\nSome words of a paper.')).toEqual([])
    expect(read('')).toEqual([])
  })

  it.each([
    ['a formula between dollars', 'It takes $O(n^2)$ of the time, where $n \\in S$ grows.'],
    ['numbers in brackets', 'All values lie in [0, 1] and in (2, 3) at most.'],
    ['a call of a function', 'We call run() once, then stop[].'],
    ['names with lines under them', 'We call train_step_two and eval_step once.'],
    ['signs of comparison', 'We keep tokens with p < 0.1 and drop those with p > 0.9.'],
    ['a number said twice', 'The clip of 2 2 metres is the shorter one.'],
  ])('leave %s as it is', (_what, sentence) => {
    expect(textOf(`# One\n\n${sentence}\n`)).toBe(sentence)
  })

  it('read a block of code that never ends as none', () => {
    expect(textOf('# One\n\n```\n\nThese words come after it.')).toBe('These words come after it.')
  })

  it.each([
    ['# a', ' ', 'b'],
    ['* [a](b)', '[a](b)', 'x'],
    ['', '<!--', ''],
    ['[a](b "c', ' [a](b "c', ''],
    ['', '_a ', ''],
    ['', '```\n~~~\n', ''],
    ['', '\\[', ''],
  ])('are read in one pass: %j, then much of %j', (begin, piece, end) => {
    const hostile = begin + piece.repeat(400_000 / piece.length) + end
    expect(read(hostile).length).toBeLessThanOrEqual(1)
  })

  const markdown = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            '# ',
            '## 1 Words of',
            '\n',
            '\n\n',
            '---\n',
            '===',
            '```',
            '| a | b |',
            '|',
            '* ',
            '1. ',
            '> ',
            '•',
          ],
          ...[
            '[a](',
            '[',
            ']',
            '(',
            ')',
            '"t"',
            '![',
            '$',
            '$$',
            '\\[',
            '\\alpha',
            '\\_',
            '_',
            '**',
            '`',
            '<b>',
            '<!--',
          ],
          ...[
            'some words',
            'References',
            'Abstract',
            '&amp;',
            '1 1 1',
            'T T',
            '\u202e',
            '\ud800',
            '\0',
            '\r',
          ],
          ...['Back to arXiv\n', 'Markdown Content:\n', '2.1Words'],
        ),
        { maxLength: 60 },
      )
      .map(pieces => pieces.join('')),
  )

  it('never throw, never are empty, and are text that a store can keep', () => {
    fc.assert(
      fc.property(markdown, written => {
        for (const { heading, text } of read(written)) {
          expect(text.trim()).not.toBe('')
          expect(text).not.toMatch(/[^\S\n ]|[^\P{Cc}\n]/u)
          expect(heading).not.toMatch(/\n|\p{Cc}/u)
          expect(heading.length).toBeLessThanOrEqual(120)
          expect(heading.isWellFormed() && text.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
