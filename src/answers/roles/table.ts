import { z } from 'zod'
import { DATA, readShipped } from '../../shipped-table.ts'
import { type Chain, chainOf } from './chain.ts'
import { cuesOf } from './cues.ts'
import { ROLES } from './role.ts'

/** Weights of cues, as they are shipped. */
export interface RoleTable {
  /** Numbers of the cues that have weights, see `cuesOf`. */
  readonly cues: Int32Array
  /** By cue a weight for each role; then, by role, a weight for each role that follows it. */
  readonly weights: Int8Array
  /** What a weight of 1 counts. */
  readonly unit: number
}

/** What the sentences of one abstract are there for, judged together. */
export type RoleModel = (sentences: readonly string[]) => Chain

const SIZE = ROLES.length

/** Judges by a table. */
export function roleModel({ cues, weights, unit }: RoleTable): RoleModel {
  const rows = new Map([...cues].map((cue, row) => [cue, row]))
  const steps = Float64Array.from(weights.subarray(cues.length * SIZE), weight => weight * unit)
  /** By row, the last sentence that had it: a cue counts once in each. */
  const counted = new Int32Array(cues.length)
  let sentence = 0
  const scoresOf = (found: readonly number[]): Float64Array => {
    const scores = new Float64Array(SIZE)
    sentence = (sentence + 1) | 0
    for (const cue of found) {
      const row = rows.get(cue)
      if (row === undefined || counted[row] === sentence) continue
      counted[row] = sentence
      for (let role = 0; role < SIZE; role += 1)
        scores[role] = (scores[role] ?? 0) + unit * (weights[row * SIZE + role] ?? 0)
    }
    return scores
  }
  return sentences => chainOf(cuesOf(sentences).map(scoresOf), steps)
}

const labelShape = z.strictObject({
  /** The command that made the table. */
  made: z.string(),
  from: z.string(),
  cues: z.int().positive(),
  /** What a weight of 1 counts. */
  unit: z.number().positive(),
  /** Of the table, in hexadecimal digits. */
  sha256: z.string(),
})
export type RoleLabel = z.infer<typeof labelShape>

/** Reads the table that data/make/train-roles.ts made, see `readShipped`. */
export function loadRoleTable(folder = DATA): RoleTable {
  const { label, bytes } = readShipped('roles', labelShape, 'npm run roles', folder)
  const cues = new Int32Array(bytes, 0, label.cues)
  return { cues, weights: new Int8Array(bytes, cues.byteLength), unit: label.unit }
}
