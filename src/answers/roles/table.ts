import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
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

const FOLDER = new URL('../../../data/', import.meta.url)

/**
 * Reads the table that data/make/train-roles.ts made. Throws an error that says what to do where it is not the one
 * that its label tells of.
 */
export function loadRoleTable(folder = FOLDER): RoleTable {
  const file = new URL('roles.bin', folder)
  try {
    const label = labelShape.parse(JSON.parse(readFileSync(new URL('roles.json', folder), 'utf8')))
    const table = readFileSync(file)
    const found = createHash('sha256').update(table).digest('hex')
    if (found !== label.sha256)
      throw new Error(`the SHA-256 of ${table.length} bytes is ${found}, not ${label.sha256}`)
    const { buffer } = new Uint8Array(table)
    const cues = new Int32Array(buffer, 0, label.cues)
    return { cues, weights: new Int8Array(buffer, cues.byteLength), unit: label.unit }
  } catch (cause) {
    throw new Error(
      `${file.pathname} is damaged or not the table that roles.json beside it tells of: restore both, or make them anew by npm run roles`,
      { cause },
    )
  }
}
