import { phrasedBy, type SummaryTable } from '../../src/answers/summary/table.ts'
import { candidatesOf } from '../../src/answers/summary/traits.ts'
import type { SummedUp } from '../read/summed-up.ts'
import { type Boosting, boost, type Row } from './boosting.ts'
import { type PhraseTraining, type Ranked, trainPhrases } from './phrase-training.ts'
import { MEASURES, rouge } from './rouge.ts'

/** How a table of summaries is learned. */
export interface SummaryTraining {
  /** The same seed, the same table, on the same machine. */
  readonly seed: number
  readonly trees: number
  readonly depth: number
  /** How many cues the table has. */
  readonly keep: number
}

/** What the shipped table was trained with: it stays below 60 KB. */
export const SUMMARY_TRAINING: SummaryTraining = { seed: 1, trees: 150, depth: 4, keep: 3000 }

const BOOSTING: Omit<Boosting, 'seed' | 'trees' | 'depth'> = { rate: 0.05, groups: 0.7, traits: 0.4 }
const EPOCHS = 6
/** Trees learn from phrases that were learned from other papers, or they would trust them too much. */
const FOLDS = 5

/** Learns to tell the lines that agree best with what people said. */
export function trainSummaries(papers: readonly SummedUp[], training: SummaryTraining): SummaryTable {
  const ranked = papers.map(
    ({ sentences, tldrs }): Ranked => ({ sentences, worths: sentences.map(text => agreement(text, tldrs)) }),
  )
  const phraseTraining: PhraseTraining = { seed: training.seed, epochs: EPOCHS, keep: training.keep }
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    phrasedBy(
      trainPhrases(
        ranked.filter((_, at) => at % FOLDS !== fold),
        phraseTraining,
      ),
    ),
  )
  const rows = papers.flatMap(({ title, sentences, tldrs }, group): readonly Row[] => {
    const { wholes, cutsOf } = candidatesOf(title, sentences, folds[group % FOLDS]?.(sentences) ?? [])
    const lines = wholes.flatMap(cutsOf)
    const worths = lines.map(({ text }) => agreement(text, tldrs))
    const usual = worths.reduce((sum, worth) => sum + worth, 0) / worths.length
    return lines.map(({ traits }, at) => ({ group, traits, worth: (worths[at] ?? 0) - usual }))
  })
  return { phrases: trainPhrases(ranked, phraseTraining), trees: boost(rows, { ...BOOSTING, ...training }) }
}

/** The mean of the three measures of ROUGE. */
function agreement(line: string, tldrs: readonly string[]): number {
  const measured = rouge(line, tldrs)
  return MEASURES.reduce((sum, measure) => sum + measured[measure], 0) / MEASURES.length
}
