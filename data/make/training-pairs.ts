import type { TrainingTexts } from './training-texts.ts'

/** Words without their order, as places in the vocabulary. A word said n times counts ln(1 + n). */
export interface Bag {
  readonly words: Int32Array
  readonly weights: Float32Array
}

/** Two texts that mean the same: what may be asked, and what should be found. */
export interface Pair {
  readonly asked: Bag
  readonly found: Bag
}

/** Queries have about so many words. */
const SHORTEST_WINDOW = 4
const LONGEST_WINDOW = 15
/** Abstracts that are shorter than this are not cut. */
const SHORTEST_ABSTRACT = 20
/** So many pairs are a window and its surroundings. More, or fewer by .2, changed little. */
const WINDOWS = 0.65
/** So many words of either text are forgotten, so that none is relied upon; collections of other fields gain by it. */
const FORGOTTEN = 0.1

/**
 * A pair of one paper: its title and its abstract, or a few words of the abstract in a row and all the rest of the
 * paper.
 */
export function pairOf({ title, abstract }: TrainingTexts['papers'][number], random: () => number): Pair {
  let [asked, found] = [title, abstract]
  if (random() < WINDOWS && abstract.length >= SHORTEST_ABSTRACT) {
    const size = SHORTEST_WINDOW + Math.floor(random() * (LONGEST_WINDOW - SHORTEST_WINDOW + 1))
    const start = Math.floor(random() * (abstract.length - size + 1))
    asked = abstract.subarray(start, start + size)
    found = Int32Array.of(...title, ...abstract.subarray(0, start), ...abstract.subarray(start + size))
  }
  return { asked: bagOf(partly(asked, random)), found: bagOf(partly(found, random)) }
}

/** A text without what is forgotten of it; at least its first word is left. */
function partly(text: Int32Array, random: () => number): Int32Array {
  return text.filter((_, at) => random() >= FORGOTTEN || at === 0)
}

function bagOf(text: Int32Array): Bag {
  const words = text.toSorted()
  const weights = new Float32Array(words.length)
  let size = 0
  for (let at = 0; at < words.length; ) {
    let end = at + 1
    while (words[end] === words[at]) end += 1
    words[size] = words[at] ?? 0
    weights[size] = Math.log1p(end - at)
    size += 1
    at = end
  }
  return { words: words.subarray(0, size), weights: weights.subarray(0, size) }
}
