import type { Paper } from '../../papers.ts'
import { reading } from '../reading.ts'
import { definitionOf } from './definition.ts'
import { type Fit, fitsOf } from './lacking.ts'
import { type Asked, readQuestion, subject } from './question.ts'
import { SIGNALS, signalsOf } from './signals.ts'
import { shippedWorth, worthOf } from './worth.ts'

/** A sentence of an abstract, and how well it answers. */
export interface Evidence {
  readonly paper: Paper
  readonly text: string
  /** How well it answers, and how far its paper is meant. */
  readonly score: number
  /** In the order of `SIGNALS`. */
  readonly signals: readonly number[]
  /** The share of the question's words it has, the rare ones weighing more: 0 to 1. */
  readonly coverage: number
  /** Whether it shows what answers to such questions show. */
  readonly shows: boolean
  readonly fit: Fit
}

/** What a paper's title word, or the paper last spoken of, adds to the worth of a sentence. */
const TITLED = 1.5
const MOST_TITLED = 3
const POINTED_BACK = 5
const SPOKEN_OF = 1.75
/** What a sentence with every word of the question adds to its paper, where several could be meant. */
const WHOLE = 3
/** What defining the term adds to a sentence where it is to be defined, whichever paper does. */
const DEFINES = 3
/** What a sentence loses that lacks what is asked for, where another of its paper has it. */
const LACKS = 4
/** So much that no word they share counts, where another meets what is seldom told. */
const UNMET = 12

const [ALIKE, TYPES, WHOLE_QUESTION] = ['alike', 'types', 'whole'].map(name => SIGNALS.indexOf(name))

/**
 * The sentences of the papers, the best answer first: weighed by the shipped model, see `worth.ts`, and by how far
 * each paper is expected to be meant, which was set by hand.
 */
export function evidence(asked: Asked, papers: readonly Paper[]): readonly Evidence[] {
  const question = readQuestion(asked)
  const { questions, claims } = shippedWorth()
  const weighing = question.claim ? claims : questions
  const expected = expectation(asked, papers)
  const defines = question.term === undefined ? undefined : definitionOf(question.term)
  return papers
    .flatMap(paper => {
      const read = reading(paper)
      const rows = signalsOf(question, read)
      const of = (signal: number | undefined, row: readonly number[]) => row[signal ?? -1] ?? 0
      const whole = Math.max(0, ...rows.map(row => of(WHOLE_QUESTION, row)))
      const meant = WHOLE * whole + (expected.get(paper) ?? 0)
      const fits = fitsOf(asked, question, read)
      const isFound = fits.some(({ lacks }) => lacks === undefined)
      const loss = fits.some(({ meets }) => meets) ? UNMET : LACKS
      return rows.map((signals, at): Evidence => {
        const text = read.sentences[at]?.text ?? ''
        const fit = fits[at] ?? { lacks: undefined, meets: false, uncounted: false }
        const bonus = (defines?.(text) ? DEFINES : 0) - (isFound && fit.lacks !== undefined ? loss : 0)
        return {
          paper,
          text,
          score: worthOf(weighing, signals) + meant + bonus,
          signals,
          coverage: of(ALIKE, signals),
          shows: of(TYPES, signals) > 0,
          fit,
        }
      })
    })
    .toSorted((a, b) => b.score - a.score)
}

/** How far each paper is expected to be meant, before its sentences are read. */
function expectation(asked: Asked, papers: readonly Paper[]): ReadonlyMap<Paper, number> {
  const telling = subject(asked.question).filter(
    word => papers.filter(paper => reading(paper).title.has(word)).length === 1,
  )
  return new Map(
    papers.map(paper => {
      const named = telling.filter(word => reading(paper).title.has(word)).length
      const spokenOf = paper.key === asked.focus ? (asked.points ? POINTED_BACK : SPOKEN_OF) : 0
      return [paper, TITLED * Math.min(named, MOST_TITLED) + spokenOf]
    }),
  )
}
