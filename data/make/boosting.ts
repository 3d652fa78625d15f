import { ASKS_NOTHING, type Trees } from '../../src/answers/summary/trees.ts'
import { seededRandom } from './random.ts'

/** How trees are grown. */
export interface Boosting {
  readonly trees: number
  /** Questions from the root to a leaf. */
  readonly depth: number
  /** The share of what a tree has learned that is added. */
  readonly rate: number
  /** The share of the groups that a tree is learned from, and the share of the traits it may ask. */
  readonly groups: number
  readonly traits: number
  readonly seed: number
}

/** Rows of a group are drawn together, for they have much in common. */
export interface Row {
  readonly group: number
  readonly traits: Float32Array
  readonly worth: number
}

/** A leaf with fewer rows would be learned by heart. */
const FEWEST_ROWS = 50
/** So many rows without worth are added to each leaf. */
const HOLD = 5
/** Traits are asked at as many bounds, that part the rows evenly. */
const BINS = 32

/** Trees whose sum is near the worth of rows (Friedman 2001 and 2002), over traits in bins. */
export function boost(rows: readonly Row[], boosting: Boosting): Trees {
  const { trees, depth, rate, seed } = boosting
  const size = 2 ** depth
  const random = seededRandom(seed)
  const binned = (rows[0]?.traits ?? new Float32Array())
    .keys()
    .toArray()
    .map(trait => binnedBy(rows, trait))
  const found = {
    depth,
    asks: new Uint8Array(trees * size).fill(ASKS_NOTHING),
    bounds: new Float32Array(trees * size),
    adds: new Float32Array(trees * size),
  }
  const groups = 1 + rows.reduce((most, { group }) => Math.max(most, group), 0)
  const lacks = Float64Array.from(rows, ({ worth }) => worth)
  for (let tree = 0; tree < trees; tree += 1) {
    const drawn = Array.from({ length: groups }, () => random() < boosting.groups)
    const own = rows
      .keys()
      .filter(row => drawn[rows[row]?.group ?? 0] ?? false)
      .toArray()
    const asked = binned
      .keys()
      .filter(() => random() < boosting.traits)
      .toArray()
    const nodes = new Uint16Array(rows.length).fill(1)
    for (let first = 1; first < size; first *= 2) {
      const splits = bestSplits(first, { own, asked, binned, nodes, lacks })
      for (const [at, split] of splits.entries()) {
        if (!split) continue
        found.asks[tree * size + first + at] = split.trait
        found.bounds[tree * size + first + at] = binned[split.trait]?.bounds[split.bin] ?? 0
      }
      for (const [row, node] of nodes.entries()) {
        const split = splits[node - first]
        const second = split && (binned[split.trait]?.bins[row] ?? 0) > split.bin
        nodes[row] = 2 * node + (second ? 1 : 0)
      }
    }
    const sums = new Float64Array(size)
    const counts = new Float64Array(size)
    for (const row of own) addTo(sums, counts, (nodes[row] ?? 0) - size, lacks[row] ?? 0)
    for (const [leaf, sum] of sums.entries())
      found.adds[tree * size + leaf] = (rate * sum) / ((counts[leaf] ?? 0) + HOLD)
    for (const [row, node] of nodes.entries())
      lacks[row] = (lacks[row] ?? 0) - (found.adds[tree * size + node - size] ?? 0)
  }
  return found
}

interface Binned {
  /** By bin but the first: the least trait in it. */
  readonly bounds: readonly number[]
  /** By row. */
  readonly bins: Uint8Array
}

function binnedBy(rows: readonly Row[], trait: number): Binned {
  const traits = Float32Array.from(rows, row => row.traits[trait] ?? 0)
  const sorted = traits.toSorted()
  const quantiles = Array.from(
    { length: BINS - 1 },
    (_, bin) => sorted[Math.floor(((bin + 1) * rows.length) / BINS)] ?? 0,
  )
  const bounds = [...new Set(quantiles)].filter(bound => bound > (sorted[0] ?? 0))
  return { bounds, bins: Uint8Array.from(traits, own => bounds.filter(bound => own >= bound).length) }
}

interface Growing {
  /** The rows that the tree is learned from, and the traits it may ask. */
  readonly own: readonly number[]
  readonly asked: readonly number[]
  readonly binned: readonly Binned[]
  /** By row. */
  readonly nodes: Uint16Array
  /** By row: what the trees so far lack of its worth. */
  readonly lacks: Float64Array
}

interface Split {
  readonly trait: number
  /** The last bin that goes to the first child. */
  readonly bin: number
  readonly gain: number
}

/** For each node of a level, which begins with node `first`: the question that explains most of what is lacking. */
function bestSplits(
  first: number,
  { own, asked, binned, nodes, lacks }: Growing,
): readonly (Split | undefined)[] {
  const best = new Array<Split | undefined>(first).fill(undefined)
  for (const trait of asked) {
    const bins = binned[trait]?.bins ?? new Uint8Array()
    const sums = new Float64Array(first * BINS)
    const counts = new Float64Array(first * BINS)
    for (const row of own)
      addTo(sums, counts, ((nodes[row] ?? 0) - first) * BINS + (bins[row] ?? 0), lacks[row] ?? 0)
    for (let node = 0; node < first; node += 1) {
      const part = <T extends Float64Array>(all: T) => all.subarray(node * BINS, (node + 1) * BINS)
      const split = bestSplit(trait, part(sums), part(counts))
      if (split && split.gain > (best[node]?.gain ?? 0)) best[node] = split
    }
  }
  return best
}

function bestSplit(trait: number, sums: Float64Array, counts: Float64Array): Split | undefined {
  const total = (numbers: Float64Array) => numbers.reduce((sum, number) => sum + number, 0)
  const [sum, count] = [total(sums), total(counts)]
  const explained = (part: number, rows: number) => (part * part) / (rows + HOLD)
  let best: Split | undefined
  let [left, leftCount] = [0, 0]
  for (let bin = 0; bin < BINS - 1; bin += 1) {
    left += sums[bin] ?? 0
    leftCount += counts[bin] ?? 0
    if (leftCount < FEWEST_ROWS || count - leftCount < FEWEST_ROWS) continue
    const gain = explained(left, leftCount) + explained(sum - left, count - leftCount) - explained(sum, count)
    if (gain > (best?.gain ?? 0)) best = { trait, bin, gain }
  }
  return best
}

function addTo(sums: Float64Array, counts: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] ?? 0) + amount
  counts[at] = (counts[at] ?? 0) + 1
}
