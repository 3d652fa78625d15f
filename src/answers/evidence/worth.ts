import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SIGNALS } from './signals.ts'
import { GROUNDS } from './sureness.ts'

/** Splits of a tree from its root down, level by level: what is at most `above` goes left. All leaves lie equally deep. */
const treeShape = z.strictObject({
  splits: z.array(z.tuple([z.int().min(0), z.number()])),
  leaves: z.array(z.number()),
})
const weighingShape = z.strictObject({
  /** For each of `SIGNALS`, in their order. */
  weights: z.array(z.number()).length(SIGNALS.length),
  trees: z.array(treeShape),
})
const surenessShape = z.strictObject({
  /** For each of `GROUNDS`, in their order. */
  weights: z.array(z.number()).length(GROUNDS.length),
  bias: z.number(),
  /** From what sureness on an abstract comes close to an answer, and from what on it states one. */
  closest: z.number(),
  stated: z.number(),
})
/** What questions and what claims are weighed by, and how sure an abstract answers. */
const modelShape = z.strictObject({
  questions: weighingShape,
  claims: weighingShape,
  sureness: surenessShape,
})
const tableShape = z.strictObject({
  /** The command that made the table. */
  made: z.string(),
  from: z.string(),
  signals: z.literal(SIGNALS.join(' ')),
  grounds: z.literal(GROUNDS.join(' ')),
  model: modelShape,
})
export type Tree = z.infer<typeof treeShape>
export type Weighing = z.infer<typeof weighingShape>
export type Sureness = z.infer<typeof surenessShape>
type WorthModel = z.infer<typeof modelShape>
export type WorthTable = z.infer<typeof tableShape>

const FILE = new URL('../../../data/evidence.json', import.meta.url)

/** How well the signals of a sentence tell that it answers: only the difference between two of one question counts. */
export function worthOf({ weights, trees }: Weighing, signals: readonly number[]): number {
  let sum = 0
  for (const [at, weight] of weights.entries()) sum += weight * (signals[at] ?? 0)
  for (const tree of trees) sum += leafOf(tree, signals)
  return sum
}

/** What a tree adds for these signals. */
export function leafOf({ splits, leaves }: Tree, signals: readonly number[]): number {
  let at = 0
  for (let split = splits[0]; split; split = splits[at]) {
    at = 2 * at + ((signals[split[0]] ?? 0) <= split[1] ? 1 : 2)
  }
  return leaves[at - splits.length] ?? 0
}

/** How sure an abstract answers, on the scale of the thresholds: log-odds where half of all questions are answered. */
export function surenessOf({ weights, bias }: Sureness, grounds: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (grounds[at] ?? 0), bias)
}

let shipped: WorthModel | undefined

/**
 * The model that data/make/train-evidence.ts made, read once. Throws an error that says what to do where it is damaged
 * or was made for other signals.
 */
export function shippedWorth(): WorthModel {
  shipped ??= loadWorth()
  return shipped
}

function loadWorth(): WorthModel {
  try {
    return tableShape.parse(JSON.parse(readFileSync(FILE, 'utf8'))).model
  } catch (cause) {
    throw new Error(`${FILE.pathname} is damaged: restore it, or make it anew by npm run evidence`, { cause })
  }
}
