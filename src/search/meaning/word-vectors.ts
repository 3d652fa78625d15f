import { z } from 'zod'
import { DATA, readShipped, type Shipped } from '../../shipped-table.ts'

/** What words mean, as directions: texts on the same subject have sums of their words' vectors that point the same way. */
export interface WordVectors {
  readonly dimensions: number
  /** Words that have a vector; the highest number. */
  readonly size: number
  /** The number of a stem, from 1, the most frequent word first; 0 when it has no vector. */
  find(stem: string): number
  /** Adds `weight` times the vector of a number to `sum`, which has `dimensions` numbers. */
  add(number: number, weight: number, sum: Float32Array): void
  /** The cosine of the angle between the vectors of two numbers, −1 to 1; 0 where one has none. */
  likeness(a: number, b: number): number
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

let shipped: WordVectors | undefined
/** The table that comes with the project, read once. */
export function shippedVectors(): WordVectors {
  shipped ??= loadWordVectors()
  return shipped
}

/** Reads the table that data/make/train-vectors.ts made, some 30 ms; see `readShipped`. */
export function loadWordVectors(folder = DATA): WordVectors {
  return wordVectors(readShipped('word-vectors', labelShape, 'npm run train', folder))
}

function wordVectors({ label: { words, dimensions }, bytes }: Shipped<VectorsLabel>): WordVectors {
  const factors = new Float32Array(bytes, 0, words)
  const rows = new Int8Array(bytes, factors.byteLength, words * dimensions)
  const text = Buffer.from(bytes, factors.byteLength + rows.byteLength).toString('utf8')
  const numbers = new Map(text.split('\n').map((word, index) => [word, index + 1]))
  const product = (a: number, b: number): number => {
    const [from, other] = [(a - 1) * dimensions, (b - 1) * dimensions]
    let sum = 0
    for (let at = 0; at < dimensions; at += 1) sum += (rows[from + at] ?? 0) * (rows[other + at] ?? 0)
    return sum
  }
  /** By number the length of its row; 0 where that was not reckoned yet. */
  const lengths = new Float32Array(words + 1)
  const lengthOf = (number: number): number => {
    lengths[number] ||= Math.sqrt(product(number, number))
    return lengths[number] ?? 0
  }
  return {
    dimensions,
    size: words,
    find: stem => numbers.get(stem) ?? 0,
    add(number, weight, sum) {
      const start = (number - 1) * dimensions
      const factor = weight * (factors[number - 1] ?? 0)
      for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + factor * (rows[start + at] ?? 0)
    },
    likeness(a, b) {
      const lengths = a === 0 || b === 0 ? 0 : lengthOf(a) * lengthOf(b)
      return lengths === 0 ? 0 : product(a, b) / lengths
    },
  }
}
