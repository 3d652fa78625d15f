/** Roles follow each other: what an abstract says first bears on what it says next. */
import { ROLES } from './role.ts'

const SIZE = ROLES.length

/** What a linear chain (Lafferty, McCallum and Pereira 2001) holds likely of the roles of an abstract. */
export interface Chain {
  /** By sentence: the probability of each role; they add up to 1. */
  readonly shares: readonly Float64Array[]
  /** By sentence after the first: the probability of each role before it together with each role of its own. */
  pair(at: number): Float64Array
}

/**
 * Forward and backward over the sentences. `scores` has by sentence a number for each role, `steps` one for each role
 * after each other, row by row: the more the likelier, as logarithms. Each pass is scaled to sums of 1, so that no
 * length makes it vanish.
 */
export function chainOf(scores: readonly Float64Array[], steps: Float64Array): Chain {
  const likely = scores.map(exponentials)
  const step = steps.map(Math.exp)
  const forward: Float64Array[] = []
  for (const [at, own] of likely.entries()) {
    const before = forward[at - 1]
    forward.push(scaled(before ? own.map((share, role) => share * reached(before, step, role)) : own))
  }
  const backward: Float64Array[] = new Array(likely.length)
  for (let at = likely.length - 1; at >= 0; at -= 1) {
    const after = backward[at + 1]
    const own = likely[at + 1]
    backward[at] = new Float64Array(SIZE).fill(1)
    if (after && own) backward[at] = scaled(leaving(after, own, step))
  }
  const of = (list: readonly Float64Array[], at: number) => list[at] ?? new Float64Array(SIZE)
  return {
    shares: forward.map((share, at) =>
      scaled(share.map((each, role) => each * (of(backward, at)[role] ?? 0))),
    ),
    pair(at) {
      const [before, own, after] = [of(forward, at - 1), of(likely, at), of(backward, at)]
      return scaled(
        step.map((each, place) => {
          const role = place % SIZE
          return each * (before[Math.floor(place / SIZE)] ?? 0) * (own[role] ?? 0) * (after[role] ?? 0)
        }),
      )
    },
  }
}

function reached(before: Float64Array, step: Float64Array, role: number): number {
  let sum = 0
  for (let from = 0; from < SIZE; from += 1) sum += (before[from] ?? 0) * (step[from * SIZE + role] ?? 0)
  return sum
}

function leaving(after: Float64Array, own: Float64Array, step: Float64Array): Float64Array {
  const sums = new Float64Array(SIZE)
  for (let place = 0; place < step.length; place += 1) {
    const [from, role] = [Math.floor(place / SIZE), place % SIZE]
    sums[from] = (sums[from] ?? 0) + (step[place] ?? 0) * (own[role] ?? 0) * (after[role] ?? 0)
  }
  return sums
}

/** Relative to the likeliest, so that none overflows. */
function exponentials(scores: Float64Array): Float64Array {
  const most = Math.max(...scores)
  return scores.map(score => Math.exp(score - most))
}

function scaled(numbers: Float64Array): Float64Array {
  const sum = numbers.reduce((total, number) => total + number, 0)
  return numbers.map(number => number / sum)
}
