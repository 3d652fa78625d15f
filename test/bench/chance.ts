/** Random numbers from a seed, the same on every machine: Mulberry32 (Tommy Ettinger 2017, public domain). */
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
  let state = seed >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  return {
    below,
    one: of => of[below(of.length)],
    shuffled(of) {
      const left = [...of]
      return of.flatMap(() => left.splice(below(left.length), 1))
    },
  }
}
