import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What words mean, as directions: texts on the same subject have sums of their words' vectors that point the same way. */
export interface WordVectors {
  readonly dimensions: number
  /** Words that have a vector; the highest number. */
  readonly size: number
  /** The number of a stem, from 1; 0 when it has no vector. */
  find(stem: string): number
  /** Adds `weight` times the vector of a number to `sum`, which has `dimensions` numbers. */
  add(number: number, weight: number, sum: Float32Array): void
}

const labelShape = z.strictObject({
  /** The command that made the table. */
  made: z.string(),
  from: z.string(),
  words: z.int().positive(),
  dimensions: z.int().positive(),
  /** Of the table, in hexadecimal digits. */
  sha256: z.string(),
})
export type VectorsLabel = z.infer<typeof labelShape>

const FOLDER = new URL('../../../data/', import.meta.url)

/**
 * Reads the table that data/make/train-vectors.ts made, some 30 ms. Throws an error that says what to do where it
 * is not the one that its label tells of.
 */
export function loadWordVectors(folder = FOLDER): WordVectors {
  const label = new URL('word-vectors.json', folder)
  const table = new URL('word-vectors.bin', folder)
  try {
    return wordVectors(labelShape.parse(JSON.parse(readFileSync(label, 'utf8'))), readFileSync(table))
  } catch (cause) {
    throw new Error(
      `${table.pathname} is damaged or not the table that word-vectors.json beside it tells of: restore both, or make them anew by npm run train`,
      { cause },
    )
  }
}

function wordVectors({ words, dimensions, sha256 }: VectorsLabel, table: Buffer): WordVectors {
  const found = createHash('sha256').update(table).digest('hex')
  if (found !== sha256) throw new Error(`the SHA-256 of ${table.length} bytes is ${found}, not ${sha256}`)
  const { buffer } = new Uint8Array(table)
  const factors = new Float32Array(buffer, 0, words)
  const rows = new Int8Array(buffer, factors.byteLength, words * dimensions)
  const text = table.toString('utf8', factors.byteLength + rows.byteLength)
  const numbers = new Map(text.split('\n').map((word, index) => [word, index + 1]))
  return {
    dimensions,
    size: words,
    find: stem => numbers.get(stem) ?? 0,
    add(number, weight, sum) {
      const start = (number - 1) * dimensions
      const factor = weight * (factors[number - 1] ?? 0)
      for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + factor * (rows[start + at] ?? 0)
    },
  }
}
