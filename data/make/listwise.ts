import { createAdam } from './adam.ts'

/** A question with its sentences: their signals, and which of them answer. */
export interface Example {
  readonly rows: readonly (readonly number[])[]
  readonly gold: readonly boolean[]
  /** How much it counts. */
  readonly weight: number
}

/**
 * How the log-likelihood that a question's softmax gives to its answers falls with each score, times the weight of
 * the question, and the share of each sentence (Cao et al. 2007; of several answers any will do).
 */
export function slopesOf(scores: readonly number[], { gold, weight }: Example) {
  const top = Math.max(...scores)
  const raised = scores.map(score => Math.exp(score - top))
  const all = raised.reduce((sum, each) => sum + each, 0)
  const right = raised.reduce((sum, each, at) => sum + (gold[at] ? each : 0), 0)
  return raised.map((each, at) => {
    const share = each / all
    return { slope: weight * (share - (gold[at] && right > 0 ? each / right : 0)), share }
  })
}

/** Whole passes over the examples, the step falling to a tenth of the first. */
const PASSES = 150
const STEP = 0.3

/** Weights that rank the answers first; `decay` holds them small. */
export function learnWeights(examples: readonly Example[], decay: number): readonly number[] {
  const size = examples[0]?.rows[0]?.length ?? 0
  const total = examples.reduce((sum, { weight }) => sum + weight, 0)
  const weights = new Float64Array(size)
  const gradient = new Float64Array(size)
  const optimize = createAdam(weights)
  for (let pass = 1; pass <= PASSES; pass += 1) {
    for (const [signal, weight] of weights.entries()) gradient[signal] = decay * weight
    for (const example of examples) {
      const slopes = slopesOf(
        example.rows.map(row => product(weights, row)),
        example,
      )
      for (const [at, row] of example.rows.entries()) {
        const each = (slopes[at]?.slope ?? 0) / total
        for (let signal = 0; signal < size; signal += 1)
          gradient[signal] = (gradient[signal] ?? 0) + each * (row[signal] ?? 0)
      }
    }
    optimize(gradient, STEP * (1 - (0.9 * pass) / PASSES))
  }
  return [...weights].map(weight => rounded(weight, 3))
}

/** To so many digits after the point, which keeps tables short. */
export function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits))
}

function product(weights: ArrayLike<number>, row: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < row.length; at += 1) sum += (weights[at] ?? 0) * (row[at] ?? 0)
  return sum
}

/** Where the first right sentence stands, from 1, when a weighing orders them; 0 where none is right. */
export function rankOf(
  { rows, gold }: Pick<Example, 'rows' | 'gold'>,
  worth: (row: readonly number[]) => number,
) {
  const order = rows
    .map((row, at) => ({ at, worth: worth(row) }))
    .toSorted((a, b) => b.worth - a.worth || a.at - b.at)
  return order.findIndex(({ at }) => gold[at]) + 1
}
