import type { VectorsLabel } from '../../src/search/meaning/word-vectors.ts'
import { writeTable } from './write-table.ts'

const LARGEST_INT8 = 127

/**
 * Writes the table and its label. The table: a factor for each word (32-bit float), the vectors (8-bit integers,
 * each word's largest at 127), the words, a line each. Tells the bytes of the table.
 */
export function writeVectors(
  words: readonly string[],
  vectors: Float32Array,
  made: Pick<VectorsLabel, 'made' | 'from'>,
): number {
  const dimensions = vectors.length / words.length
  const factors = new Float32Array(words.length)
  const rows = new Int8Array(vectors.length)
  for (let word = 0; word < words.length; word += 1) {
    const vector = vectors.subarray(word * dimensions, (word + 1) * dimensions)
    const largest = vector.reduce((most, number) => Math.max(most, Math.abs(number)), 0)
    factors[word] = largest / LARGEST_INT8
    rows.set(
      vector.map(number => (largest === 0 ? 0 : Math.round((number / largest) * LARGEST_INT8))),
      word * dimensions,
    )
  }
  const text = Buffer.from(words.join('\n'))
  const table = Buffer.concat([Buffer.from(factors.buffer), Buffer.from(rows.buffer), text])
  return writeTable('word-vectors', table, (sha256): VectorsLabel => {
    return { ...made, words: words.length, dimensions, sha256 }
  })
}
