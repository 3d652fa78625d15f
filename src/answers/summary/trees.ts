/** Regression trees whose sum is the answer (Friedman 2001); all are full and of one depth. */
export interface Trees {
  readonly depth: number
  /** By tree and node, in the order of a heap (the children of node k are 2k and 2k + 1, from 1; 0 is not used): which trait it asks. */
  readonly asks: Uint8Array
  /** By tree and node: traits of at least this go to the second child. */
  readonly bounds: Float32Array
  /** By tree and leaf: what it adds. */
  readonly adds: Float32Array
}

/** Asked by a node that sends everything to its first child. */
export const ASKS_NOTHING = 255

/** What the trees add up to for a candidate with these traits. */
export function sumOf({ depth, asks, bounds, adds }: Trees, traits: Float32Array): number {
  const size = 2 ** depth
  let sum = 0
  for (let tree = 0; tree < asks.length; tree += size) {
    let node = 1
    while (node < size) {
      const asked = asks[tree + node] ?? ASKS_NOTHING
      const second = asked !== ASKS_NOTHING && (traits[asked] ?? 0) >= (bounds[tree + node] ?? 0)
      node = 2 * node + (second ? 1 : 0)
    }
    sum += adds[tree + node - size] ?? 0
  }
  return sum
}
