import { leafOf, type Tree } from '../../src/answers/evidence/worth.ts'
import { type Example, rounded, slopesOf } from './listwise.ts'

/** How trees are grown: the figures of the prototype, which were not searched for long. */
const TREES = 200
const DEPTH = 3
const STEP = 0.08
/** Questions that each tree sees. */
const SAMPLED = 0.7
const FEWEST_IN_LEAF = 12
/** Holds leaves small. */
const DECAY = 2
/** Thresholds tried for a signal. */
const BINS = 32
const LEAST_CURVE = 1e-4
/** Nothing is above this, so that all goes left. */
const NEVER = 1e9

interface Point {
  readonly row: readonly number[]
  readonly question: number
  score: number
  slope: number
  curve: number
}

/**
 * Trees that, added up, rank the answers first: gradient boosting (Friedman 2001) on the listwise loss, with second
 * derivatives as XGBoost has them (Chen and Guestrin 2016).
 */
export function growTrees(examples: readonly Example[], random: () => number): readonly Tree[] {
  const questions = examples.map((example, question) => ({
    example,
    points: example.rows.map((row): Point => ({ row, question, score: 0, slope: 0, curve: 0 })),
  }))
  const points = questions.flatMap(({ points }) => points)
  const cuts = cutsOf(points)
  return Array.from({ length: TREES }, () => {
    for (const { example, points } of questions) {
      const slopes = slopesOf(
        points.map(({ score }) => score),
        example,
      )
      for (const [at, point] of points.entries()) {
        const { slope = 0, share = 0 } = slopes[at] ?? {}
        point.slope = slope
        point.curve = example.weight * Math.max(share * (1 - share), LEAST_CURVE)
      }
    }
    const sampled = questions.map(() => random() < SAMPLED)
    const tree = grow(
      points.filter(({ question }) => sampled[question]),
      cuts,
    )
    for (const point of points) point.score += leafOf(tree, point.row)
    return tree
  })
}

/** By signal, the thresholds to try. */
function cutsOf(points: readonly Point[]): readonly (readonly number[])[] {
  const size = points[0]?.row.length ?? 0
  return Array.from({ length: size }, (_, signal) => {
    const values = [...new Set(points.map(({ row }) => row[signal] ?? 0))].sort((a, b) => a - b)
    if (values.length <= BINS) return values.slice(0, -1).map(value => rounded(value, 4))
    const at = (bin: number) => rounded(values[Math.floor((bin * values.length) / BINS)] ?? 0, 4)
    return [...new Set(Array.from({ length: BINS - 1 }, (_, bin) => at(bin + 1)))]
  })
}

function grow(points: readonly Point[], cuts: readonly (readonly number[])[]): Tree {
  const splits: [number, number][] = []
  let level: readonly (readonly Point[])[] = [points]
  for (let depth = 0; depth < DEPTH; depth += 1) {
    level = level.flatMap(node => {
      const split = bestSplit(node, cuts)
      splits.push(split)
      return [
        node.filter(({ row }) => (row[split[0]] ?? 0) <= split[1]),
        node.filter(({ row }) => (row[split[0]] ?? 0) > split[1]),
      ]
    })
  }
  return { splits, leaves: level.map(node => rounded(STEP * leaf(sumOf(node)), 4)) }
}

interface Sum {
  readonly slope: number
  readonly curve: number
}

function sumOf(points: readonly Point[]): Sum {
  return points.reduce((sum, each) => ({ slope: sum.slope + each.slope, curve: sum.curve + each.curve }), {
    slope: 0,
    curve: 0,
  })
}

function leaf({ slope, curve }: Sum): number {
  return -slope / (curve + DECAY)
}

function gain({ slope, curve }: Sum): number {
  return slope ** 2 / (curve + DECAY)
}

/** The signal and the threshold that part a node best; where none does, all goes left. */
function bestSplit(node: readonly Point[], cuts: readonly (readonly number[])[]): [number, number] {
  const whole = sumOf(node)
  let best: { readonly gain: number; readonly split: [number, number] } = { gain: 1e-6, split: [0, NEVER] }
  for (const [signal, thresholds] of cuts.entries()) {
    const bins = thresholds.map(() => ({ slope: 0, curve: 0, count: 0 }))
    for (const { row, slope, curve } of node) {
      const bin = bins[firstAtLeast(thresholds, row[signal] ?? 0)]
      if (bin === undefined) continue
      bin.slope += slope
      bin.curve += curve
      bin.count += 1
    }
    const left = { slope: 0, curve: 0, count: 0 }
    for (const [at, bin] of bins.entries()) {
      left.slope += bin.slope
      left.curve += bin.curve
      left.count += bin.count
      if (left.count < FEWEST_IN_LEAF || node.length - left.count < FEWEST_IN_LEAF) continue
      const right = { slope: whole.slope - left.slope, curve: whole.curve - left.curve }
      const gained = gain(left) + gain(right) - gain(whole)
      if (gained > best.gain) best = { gain: gained, split: [signal, thresholds[at] ?? 0] }
    }
  }
  return best.split
}

/** The first place whose number is at least `value`; the length where none is. */
function firstAtLeast(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
