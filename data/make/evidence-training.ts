import { SIGNALS } from '../../src/answers/evidence/signals.ts'
import type { Sureness, Weighing } from '../../src/answers/evidence/worth.ts'
import { type Example, learnWeights, rounded } from './listwise.ts'
import { growTrees } from './listwise-trees.ts'
import { seededRandom } from './random.ts'

/** Picked by cross-validation; half or twice as much changes little. */
const DECAY = { questions: 0.002, claims: 0.002 } as const

/** Of questions it counts for nothing: people ask of longer texts as well, where another place says another thing. */
const PLACE = SIGNALS.indexOf('place')

/** Questions are few, so that weights alone are learned of them. */
export function learnQuestions(examples: readonly Example[]): Weighing {
  const placeless = examples.map(example => ({
    ...example,
    rows: example.rows.map(row => row.with(PLACE, 0)),
  }))
  return { weights: [...learnWeights(placeless, DECAY.questions)], trees: [] }
}

/** Claims are many: weights and trees, learned apart, since their faults differ. */
export function learnClaims(examples: readonly Example[], seed: number): Weighing {
  return {
    weights: [...learnWeights(examples, DECAY.claims)],
    trees: [...growTrees(examples, seededRandom(seed))],
  }
}

/** Grounds of a question, and whether its paper answers it. */
export interface Judged {
  readonly grounds: readonly number[]
  readonly answerable: boolean
}

const [PASSES, STEP, HOLD] = [600, 0.5, 0.02]

/** Logistic regression on standardized grounds, answerable questions and others weighing alike in sum. */
export function learnSureness(judged: readonly Judged[]): Pick<Sureness, 'weights' | 'bias'> {
  const size = judged[0]?.grounds.length ?? 0
  const columns = Array.from({ length: size }, (_, at) => judged.map(({ grounds }) => grounds[at] ?? 0))
  const means = columns.map(column => column.reduce((sum, each) => sum + each, 0) / column.length)
  const spreads = columns.map((column, at) => {
    const squares = column.reduce((sum, each) => sum + (each - (means[at] ?? 0)) ** 2, 0)
    return Math.sqrt(squares / column.length) || 1
  })
  const answerable = judged.filter(each => each.answerable).length
  const rows = judged.map(({ grounds, answerable: right }) => ({
    values: [...grounds.map((each, at) => (each - (means[at] ?? 0)) / (spreads[at] ?? 1)), 1],
    right: Number(right),
    weight: 0.5 / (right ? answerable : judged.length - answerable),
  }))
  const weights = new Array<number>(size + 1).fill(0)
  for (let pass = 0; pass < PASSES; pass += 1) {
    const slope = weights.map((weight, at) => (at < size ? HOLD * weight : 0))
    for (const { values, right, weight } of rows) {
      const sum = values.reduce((all, value, at) => all + value * (weights[at] ?? 0), 0)
      const off = weight * (1 / (1 + Math.exp(-sum)) - right)
      for (const [at, value] of values.entries()) slope[at] = (slope[at] ?? 0) + off * value
    }
    for (const [at, each] of slope.entries()) weights[at] = (weights[at] ?? 0) - STEP * each
  }
  const raw = means.map((_, at) => (weights[at] ?? 0) / (spreads[at] ?? 1))
  const bias = means.reduce((sum, mean, at) => sum - mean * (raw[at] ?? 0), weights[size] ?? 0)
  return { weights: raw.map(weight => rounded(weight, 4)), bias: rounded(bias, 4) }
}
