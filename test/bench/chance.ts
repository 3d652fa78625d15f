import { seededRandom } from '../../data/make/random.ts'

/** What is left to chance, from a seed. */
export interface Chance {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number
  /** One of these; undefined of none. */
  one<T>(of: ArrayLike<T>): T | undefined
  /** All of these in another order (Fisher and Yates). */
  shuffled<T>(of: readonly T[]): readonly T[]
}

/** The same seed gives the same numbers; only its lower 32 bits count. */
export function createChance(seed: number): Chance {
  const random = seededRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  return {
    below,
    one: of => of[below(of.length)],
    shuffled(of) {
      const left = [...of]
      return of.flatMap(() => left.splice(below(left.length), 1))
    },
  }
}
