import { parseArgs } from 'node:util'
import { MEASURES, type Rouge, rouge } from '../../../data/make/rouge.ts'
import { readSummedUp, type SummedUp } from '../../../data/read/summed-up.ts'
import { standingAlone } from '../../../src/answers/summary/shorter.ts'
import { chosenLine } from '../../../src/answers/summary/summary.ts'
import { print, type Row } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'

const INPUT = '../shared/bench/scitldr_a/dev.jsonl'
const PRESENTS =
  /\b(?:we|this (?:paper|work)|our (?:paper|work))\b.{0,80}?\b(?:propose|present|introduce|develop|study|investigate|describe|explore|show)\w*\b/i

/** A way to say in one line what a paper does. */
type Saying = (paper: SummedUp) => string

const first: Saying = ({ sentences }) => sentences[0] ?? ''
const ours: Saying = ({ title, sentences }) => sentences[chosenLine(title, sentences)?.at ?? 0] ?? ''
const SAYINGS: readonly (readonly [string, Saying])[] = [
  ['lead-1', first],
  ['title', ({ title }) => title],
  ['plain regex', paper => paper.sentences.find(text => PRESENTS.test(text)) ?? first(paper)],
  ['ours, verbatim', ours],
  ['ours, without its opening and asides', paper => standingAlone(ours(paper))],
  ['ours, trimmed', ({ title, sentences }) => chosenLine(title, sentences)?.text ?? ''],
  ['oracle sentence', oracle],
]

/** How well one line agrees with what people said that a paper does. */
export const summaries: Evaluation = {
  usage: `npm run eval -- summaries [--input F]                               one line for each paper of a file in the form of SciTLDR`,
  run(flags) {
    const { values } = parseArgs({ args: [...flags], options: { input: { type: 'string' } } })
    const papers = readSummedUp(values.input ?? INPUT)
    const figures = SAYINGS.map(([name, saying]) => [name, measured(papers, saying)] as const)
    const trimmed = figures.find(([name]) => name === 'ours, trimmed')?.[1]
    print(
      figures.map(([line, means]): Row => ({ line, ...means })),
      { papers: papers.length, ...trimmed, ...Object.fromEntries(figures) },
    )
    return true
  },
}

/** Means over the papers, in hundredths. */
function measured(papers: readonly SummedUp[], saying: Saying): Rouge {
  const all = papers.map(paper => rouge(saying(paper), paper.tldrs))
  const mean = (measure: keyof Rouge) =>
    Math.round((10_000 * all.reduce((sum, each) => sum + each[measure], 0)) / all.length) / 100
  return { rouge1: mean('rouge1'), rouge2: mean('rouge2'), rougeL: mean('rougeL') }
}

/** The sentence that agrees best: no choice of whole sentences can do better. */
function oracle({ sentences, tldrs }: SummedUp): string {
  const agreement = (text: string) => {
    const each = rouge(text, tldrs)
    return MEASURES.reduce((sum, measure) => sum + each[measure], 0)
  }
  return sentences.reduce((best, text) => (agreement(text) > agreement(best) ? text : best))
}
