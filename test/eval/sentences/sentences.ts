import { parseArgs } from 'node:util'
import { sentences as ours } from '../../../src/sentences.ts'
import { print } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'
import {
  boundariesOf,
  faultsOf,
  type JudgedText,
  KEPT,
  readJudgedTexts,
  type Splitter,
} from './boundaries.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

const inOurWay: Splitter = text => ours(text).map(({ end }) => end)

/** What the language itself brings, as the plain way. */
const inThePlainWay: Splitter = text =>
  [...segmenter.segment(text)]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index, segment }) => index + segment.trimEnd().length)

/** How many of the boundaries between sentences are wrong, each of them shown. */
export const sentences: Evaluation = {
  usage:
    'npm run eval -- sentences [--input F]  over {id, abstract, sentences: [[start, end], …]} a line; those kept in test/ unless told',
  run(flags) {
    const { values } = parseArgs({ args: [...flags], options: { input: { type: 'string' } } })
    const judged = readJudgedTexts(values.input ?? KEPT)
    const own = measured('paperboy', inOurWay, judged)
    const plain = measured('Intl.Segmenter', inThePlainWay, judged)
    const boundaries = judged.flatMap(boundariesOf).length
    print([own.row, plain.row], { texts: judged.length, boundaries, ...own.figures, plain: plain.figures })
    return true
  },
}

function measured(splitter: string, split: Splitter, judged: readonly JudgedText[]) {
  const boundaries = judged.flatMap(boundariesOf).length
  const faults = judged.flatMap(text => faultsOf(text, split))
  for (const { id, kind, around } of faults)
    console.log(`${splitter} ${kind} ${id}: ${JSON.stringify(around)}`)
  const missed = faults.filter(({ kind }) => kind === 'missed').length
  const wrong = faults.length
  const perThousand = Number(((1_000 * wrong) / Math.max(1, boundaries)).toFixed(2))
  return {
    row: { splitter, boundaries, missed, extra: wrong - missed, 'wrong in 1,000': perThousand },
    figures: { wrong, wrongPerThousand: perThousand },
  }
}
