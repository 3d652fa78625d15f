import { shippedVectors } from '../../search/meaning/word-vectors.ts'

/** Inverse document frequencies of the most frequent word of the field, and of one that 8 papers in 87,065 have. */
const [LEAST, MOST] = [0.6, 9.3]
/** What no table knows is rarer still. */
export const RAREST = 9.5

/**
 * How rare a stem is in papers, 0.6 to 9.5, about as the inverse document frequency has it: by its place among the
 * words that have vectors, which stand in the order of their frequency. Between both ends the curve is a parabola
 * over the logarithm of the place.
 */
export function rarityInField(word: string): number {
  const vectors = shippedVectors()
  const place = vectors.find(word)
  if (place === 0) return RAREST
  return LEAST + (MOST - LEAST) * (Math.log(place) / Math.log(vectors.size)) ** 2
}
