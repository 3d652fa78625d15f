import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { folds, type GroupedExample, rationaleExample } from '../../../data/make/evidence-examples.ts'
import { learnClaims } from '../../../data/make/evidence-training.ts'
import { rankOf } from '../../../data/make/listwise.ts'
import { inputFault } from '../../../data/read/input-fault.ts'
import { type Rationale, readRationales } from '../../../data/read/rationales-file.ts'
import { shippedWorth, type Weighing, worthOf } from '../../../src/answers/evidence/worth.ts'
import { print, type Row } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'

const AT_HAND = {
  SciFact: '../shared/bench/scifact/answers.jsonl',
  ArgSciChat: '../shared/bench/argscichat/answers.jsonl',
}
const FOLDS = 8
const SEED = 1

/**
 * How well the sentences that tell of something are found, their text given. Claims are weighed once more by what is
 * learned in folds, from texts other than theirs, since those of SciFact are what the shipped table was learned from.
 */
export const rationales: Evaluation = {
  usage: `npm run eval -- rationales [--input F]                            claims or questions, and the sentences that tell of them`,
  run(flags) {
    const { input } = parseArgs({ args: [...flags], options: { input: { type: 'string' } } }).values
    const files =
      input === undefined
        ? Object.entries(AT_HAND).filter(([, file]) => existsSync(file))
        : [['given', input] as const]
    if (files.length === 0) throw inputFault(AT_HAND.SciFact, ' is not there: name a file by --input')
    const judged = files.flatMap(([name, file]) => judge(name, readRationales(file)))
    print(
      judged.map(({ name, ...figures }) => ({ judged: name, ...figures })),
      Object.fromEntries(judged.map(({ name, ...figures }) => [name, figures])),
    )
    return true
  },
}

interface Figures extends Row {
  readonly name: string
}

function judge(name: string, told: readonly Rationale[]): readonly Figures[] {
  const { questions, claims } = shippedWorth()
  const examples = told.map(each => ({ ...rationaleExample(each, 1), claims: each.claims }))
  const shipped = figures(examples.map(each => rank(each, each.claims ? claims : questions)))
  if (!examples.some(each => each.claims)) return [{ name, ...shipped }]
  const ranks = folds(examples, FOLDS).flatMap(({ learned, judged }) => {
    const weighing = learnClaims(learned, SEED)
    return judged.map(each => rank(each, weighing))
  })
  return [
    { name: `${name}, folds`, ...figures(ranks) },
    { name: `${name}, shipped`, ...shipped },
  ]
}

function rank(example: GroupedExample, weighing: Weighing): number {
  return rankOf(example, row => worthOf(weighing, row))
}

function figures(ranks: readonly number[]) {
  const mean = (of: (rank: number) => number) =>
    Number((ranks.reduce((sum, each) => sum + of(each), 0) / ranks.length).toFixed(3))
  const within = (first: number) => mean(each => Number(each > 0 && each <= first))
  return {
    pairs: ranks.length,
    'hit@1': within(1),
    'hit@3': within(3),
    mrr: mean(each => (each > 0 ? 1 / each : 0)),
  }
}
