import { z } from 'zod'
import { DATA, readShipped } from '../../shipped-table.ts'
import { cuesOf } from '../roles/cues.ts'
import { type Candidate, candidatesOf } from './traits.ts'
import { sumOf, type Trees } from './trees.ts'

/** What tells the line that says best what a paper does. */
export interface SummaryTable {
  readonly phrases: Phrases
  readonly trees: Trees
}

/** Cues (see `cuesOf`) that speak for or against a sentence. */
export interface Phrases {
  readonly cues: Int32Array
  readonly weights: Int8Array
  /** What a weight of 1 counts. */
  readonly unit: number
}

/** The sentence that says best what a paper does, cut to the line that does; none where there are no sentences. */
export type Choice = (title: string, sentences: readonly string[]) => Candidate | undefined

/** Chooses by a table: first the sentence, then how it is cut. */
export function choiceBy({ phrases, trees }: SummaryTable): Choice {
  const phrased = phrasedBy(phrases)
  const best = (lines: readonly Candidate[]): Candidate | undefined => {
    const worths = lines.map(({ traits }) => sumOf(trees, traits))
    return lines[worths.indexOf(Math.max(...worths))]
  }
  return (title, sentences) => {
    const { wholes, cutsOf } = candidatesOf(title, sentences, phrased(sentences))
    const whole = best(wholes)
    return whole && best(cutsOf(whole))
  }
}

/** A number for each sentence: the sum of the weights of its cues. */
export function phrasedBy({
  cues,
  weights,
  unit,
}: Phrases): (sentences: readonly string[]) => readonly number[] {
  const known = new Map([...cues].map((cue, at) => [cue, unit * (weights[at] ?? 0)]))
  const weigh = (found: readonly number[]): number => {
    let sum = 0
    for (const cue of new Set(found)) sum += known.get(cue) ?? 0
    return sum
  }
  return sentences => cuesOf(sentences).map(weigh)
}

const labelShape = z.strictObject({
  /** The command that made the table. */
  made: z.string(),
  from: z.string(),
  trees: z.int().positive(),
  depth: z.int().positive(),
  cues: z.int().positive(),
  /** What a weight of a cue counts for each 1. */
  unit: z.number().positive(),
  /** Of the table, in hexadecimal digits. */
  sha256: z.string(),
})
export type SummaryLabel = z.infer<typeof labelShape>

/** Reads the table that data/make/train-summaries.ts made, see `readShipped`. */
export function loadSummaryTable(folder = DATA): SummaryTable {
  const { label, bytes } = readShipped('summaries', labelShape, 'npm run summaries', folder)
  const nodes = label.trees * 2 ** label.depth
  const bounds = new Float32Array(bytes, 0, nodes)
  const adds = new Float32Array(bytes, bounds.byteLength, nodes)
  const cues = new Int32Array(bytes, 2 * bounds.byteLength, label.cues)
  const weights = new Int8Array(bytes, cues.byteOffset + cues.byteLength, label.cues)
  const asks = new Uint8Array(bytes, weights.byteOffset + weights.byteLength, nodes)
  return { phrases: { cues, weights, unit: label.unit }, trees: { depth: label.depth, asks, bounds, adds } }
}
