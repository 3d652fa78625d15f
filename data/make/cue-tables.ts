import { cuesOf } from '../../src/answers/roles/cues.ts'

const LARGEST_INT8 = 127

/** The cues of many texts, numbered: each place stands for a cue that is not rare. */
export interface NumberedCues {
  /** By place. */
  readonly cues: readonly number[]
  /** By place: how many sentences have it. */
  readonly counts: readonly number[]
  /** By text and sentence: the places of its cues, each once. */
  readonly read: readonly (readonly Int32Array[])[]
}

/** Numbers the cues (see `cuesOf`) of texts, in the order they are met; what fewer sentences have than `fewest` would be learned by heart. */
export function numberedCues(texts: readonly (readonly string[])[], fewest: number): NumberedCues {
  const found = texts.map(sentences => cuesOf(sentences).map(cues => [...new Set(cues)]))
  const all = new Map<number, number>()
  for (const cue of found.flat(2)) all.set(cue, (all.get(cue) ?? 0) + 1)
  const frequent = [...all].filter(([, count]) => count >= fewest)
  const places = new Map(frequent.map(([cue], place) => [cue, place]))
  return {
    cues: frequent.map(([cue]) => cue),
    counts: frequent.map(([, count]) => count),
    read: found.map(text => text.map(cues => Int32Array.from(cues.flatMap(cue => places.get(cue) ?? [])))),
  }
}

/** The places of the cues that move most sentences most, `keep` at most; `weights` has `size` numbers for each place. */
export function weightiest(
  weights: Float64Array,
  size: number,
  counts: readonly number[],
  keep: number,
): readonly number[] {
  const moves = counts.map((count, place) => {
    const own = weights.subarray(place * size, (place + 1) * size)
    return Math.max(...own.map(Math.abs)) * Math.sqrt(count)
  })
  return [...counts.keys()].sort((a, b) => (moves[b] ?? 0) - (moves[a] ?? 0) || a - b).slice(0, keep)
}

/** Weights in 8 bits, and what a weight of 1 counts. */
export function inInt8(weights: Float64Array): { readonly weights: Int8Array; readonly unit: number } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const unit = largest / LARGEST_INT8
  return { weights: Int8Array.from(weights, weight => Math.round(weight / unit)), unit }
}
