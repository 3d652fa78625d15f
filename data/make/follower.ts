/** Weights that follow their gradients. */
export interface Follower {
  readonly weights: Float64Array
  follow(at: number, gradient: number): void
}

/** About how far a weight moves at first. */
const RATE = 0.1
/** How strongly weights are held at 0. */
const HOLD = 100

/**
 * FTRL-Proximal (McMahan et al. 2013) held by squares alone: each weight has a rate of its own that shrinks as it is
 * moved, and rare ones stay near 0.
 */
export function createFollower(size: number): Follower {
  const weights = new Float64Array(size)
  const pulls = new Float64Array(size)
  const squares = new Float64Array(size)
  return {
    weights,
    follow(at, gradient) {
      const before = squares[at] ?? 0
      const now = before + gradient * gradient
      const root = Math.sqrt(now)
      const pull = (pulls[at] ?? 0) + gradient - ((root - Math.sqrt(before)) / RATE) * (weights[at] ?? 0)
      squares[at] = now
      pulls[at] = pull
      weights[at] = -pull / ((1 + root) / RATE + HOLD)
    },
  }
}
