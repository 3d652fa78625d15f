import { dot, lengthOf, multiply, transpose } from './matrices.ts'
import type { Bag, Pair } from './training-pairs.ts'

/** Vectors of words that training moves, row after row. */
export interface Model {
  readonly vectors: Float32Array
  readonly dimensions: number
}

/** Tells the loss of a batch and adds to `gradient`, shaped as the vectors, how it changes with each number of them. */
export type Contrast = (pairs: readonly Pair[], gradient: Float32Array) => number

/** So sharply a pair has to stand out from the others of its batch. */
const TEMPERATURE = 0.06
const SMALLEST = 1e-6

/**
 * InfoNCE over the pairs of a batch, both ways (van den Oord et al. 2018, Radford et al. 2021): a text is the
 * sum of its words' vectors at length 1, and each asked text should be nearest to what it should find, among
 * all that the batch has, and the other way round. Batches have `size` pairs, a multiple of 4.
 */
export function createContrast({ vectors, dimensions }: Model, size: number): Contrast {
  const matrix = () => new Float32Array(size * dimensions)
  const sides = [matrix(), matrix()] as const
  const turned = [matrix(), matrix()] as const
  const changes = [matrix(), matrix()] as const
  const lengths = [new Float64Array(size), new Float64Array(size)] as const
  const likeness = new Float32Array(size * size)
  const across = new Float32Array(size * size)

  const embed = (bag: Bag, row: number, side: 0 | 1): void => {
    const start = row * dimensions
    const sum = sides[side].fill(0, start, start + dimensions)
    for (let at = 0; at < bag.words.length; at += 1) {
      const from = (bag.words[at] ?? 0) * dimensions
      const weight = bag.weights[at] ?? 0
      for (let i = 0; i < dimensions; i += 1)
        sum[start + i] = (sum[start + i] ?? 0) + weight * (vectors[from + i] ?? 0)
    }
    const length = lengthOf(sum, start, dimensions) + SMALLEST
    for (let i = 0; i < dimensions; i += 1) sum[start + i] = (sum[start + i] ?? 0) / length
    lengths[side][row] = length
  }
  /** Hands the change of a text on to its words; along the text's own direction nothing changes, its length is 1. */
  const spread = (bag: Bag, row: number, side: 0 | 1, gradient: Float32Array): void => {
    const start = row * dimensions
    const text = sides[side]
    const change = changes[side]
    const along = dot(text, start, change, start, dimensions)
    const length = lengths[side][row] ?? 1
    for (let i = 0; i < dimensions; i += 1)
      change[start + i] = ((change[start + i] ?? 0) - along * (text[start + i] ?? 0)) / length
    for (let at = 0; at < bag.words.length; at += 1) {
      const to = (bag.words[at] ?? 0) * dimensions
      const weight = bag.weights[at] ?? 0
      for (let i = 0; i < dimensions; i += 1)
        gradient[to + i] = (gradient[to + i] ?? 0) + weight * (change[start + i] ?? 0)
    }
  }

  return (pairs, gradient) => {
    for (const [row, { asked, found }] of pairs.entries()) {
      embed(asked, row, 0)
      embed(found, row, 1)
    }
    multiply(sides[0], sides[1], dimensions, likeness)
    transpose(likeness, size, across)
    const loss = (blame(likeness, size) + blame(across, size)) / 2
    // What is wrong with each likeness, seen from both sides; `across` becomes the same, transposed.
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column <= row; column += 1) {
        const [here, there] = [row * size + column, column * size + row]
        const wrong = (likeness[here] ?? 0) + (across[there] ?? 0)
        const other = (likeness[there] ?? 0) + (across[here] ?? 0)
        likeness[here] = wrong
        across[there] = wrong
        likeness[there] = other
        across[here] = other
      }
    }
    transpose(sides[0], dimensions, turned[0])
    transpose(sides[1], dimensions, turned[1])
    multiply(likeness, turned[1], size, changes[0])
    multiply(across, turned[0], size, changes[1])
    for (const [row, { asked, found }] of pairs.entries()) {
      spread(asked, row, 0, gradient)
      spread(found, row, 1, gradient)
    }
    return loss
  }
}

/**
 * Turns cosines, a text's with every other in its row, into half of the gradient of the mean loss by each, and tells
 * that loss: minus the logarithm of the share that the right one, on the diagonal, has of the row.
 */
function blame(cosines: Float32Array, size: number): number {
  let loss = 0
  for (let row = 0; row < size; row += 1) {
    const start = row * size
    const right = cosines[start + row] ?? 0
    let sum = 0
    // Cosines are at most 1, so that nothing overflows at this temperature.
    for (let at = start; at < start + size; at += 1) {
      const share = Math.exp(((cosines[at] ?? 0) - 1) / TEMPERATURE)
      cosines[at] = share
      sum += share
    }
    loss += Math.log(sum) - (right - 1) / TEMPERATURE
    const scale = 1 / (2 * size * TEMPERATURE)
    for (let at = start; at < start + size; at += 1) cosines[at] = ((cosines[at] ?? 0) / sum) * scale
    cosines[start + row] = (cosines[start + row] ?? 0) - scale
  }
  return loss / size
}
