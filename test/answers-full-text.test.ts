import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../src/answers/answer.ts'
import { answer } from '../src/answers/answering.ts'
import { fromSections } from '../src/answers/full-text/from-sections.ts'
import { sectionsOf } from '../src/feed/full-text/sections.ts'
import type { Paper, Section } from '../src/papers.ts'
import { SPARSE_MARKDOWN } from './full-papers.ts'
import { QUANT, SPARSE } from './papers.ts'
import { first, today } from './rigs/talk.ts'

const PAPERS: readonly Paper[] = [QUANT, SPARSE].map(paper => ({ ...paper, source: 'hub' }))
const [, PAPER = { ...SPARSE, source: 'hub' as const }] = PAPERS
const SECTIONS = [...sectionsOf(SPARSE_MARKDOWN)].filter(section => section !== undefined)

const short = (words: string, focus?: string): Answer =>
  answer(words, { papers: PAPERS, focus }, { addressed: true, today })
/** What the full text says to a question about the second paper, whose abstract does not say. */
async function full(words: string) {
  const found = short(words, PAPER.key)
  const further = 'further' in found ? found.further : undefined
  if (!further) throw new Error(`nothing to look for further: ${JSON.stringify(found)}`)
  return fromSections(further.asked, further.paper, SECTIONS)
}

describe('a question that the abstract does not answer', () => {
  it.each([
    ['what learning rate does #2 use?', '4.2 Training details: Optimizer', /learning rate of 3e-4/],
    ['what is its batch size?', '4.2 Training details: Optimizer', /256 sequences/],
    ['how many warm up steps?', '4.2 Training details: Optimizer', /warm up for 500 steps/],
    ['which weight decay does #2 use?', 'Appendix A Hyperparameters', /Weight decay: 0.1/],
    ['was it tried on images?', '5 Limitations', /never tried on images/],
  ])('%j is answered in the words of a section', async (words, section, says) => {
    expect(first(await full(words))).toEqual({ paper: PAPER, section, text: expect.stringMatching(says) })
  })

  it('stays without an answer when the full text has none, and what is missing is named', async () => {
    expect(await full('what licence is #2 under?')).toMatchObject({
      kind: 'unstated',
      paper: PAPER,
      missing: 'licence',
    })
    expect(await full('does #2 beat GigaDraft?')).toMatchObject({
      kind: 'unstated',
      unmentioned: 'GigaDraft',
    })
  })

  it('is looked up only where it is known which paper is meant', () => {
    expect(short('what learning rate do they use?')).not.toHaveProperty('further')
    expect(short('what learning rate do they use?', PAPER.key)).toHaveProperty('further.paper', PAPER)
    expect(short('what learning rate does #1 use?', PAPER.key)).toHaveProperty('further.paper', PAPERS[0])
    expect(short('how much faster is #2?')).not.toHaveProperty('further')
  })

  it('is answered in quotations that stand in the section they name, whatever the paper says', async () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            ...[
              'learning',
              'rate',
              'Learning rate',
              'is',
              '3e-4',
              '.',
              '. ',
              '? ',
              '(',
              ')',
              '\n\n',
              'We',
              'e.g.',
            ],
            ...['batch size', 'of', '256', '1.', '$', 'https://a.b/c.', '“', 'et al.', ':', '…', ' '],
          ),
          { maxLength: 60 },
        )
        .map(pieces => pieces.join(' ')),
    )
    const sections = fc.array(fc.record<Section>({ heading: noise, text: noise }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(sections, noise, async (written, abstract) => {
        const paper: Paper = { ...PAPER, abstract }
        const asked = { question: 'what learning rate and batch size?', points: false }
        const found = await fromSections({ ...asked, rest: asked.question }, paper, written)
        const quotations = 'quotations' in found ? found.quotations : []
        expect(quotations.length).toBeLessThanOrEqual(2)
        for (const { text, section, paper: from } of quotations) {
          expect(from).toBe(paper)
          expect(abstract).not.toContain(text)
          expect(written.some(each => each.heading === section && each.text.includes(text))).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})
