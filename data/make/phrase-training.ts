import type { Phrases } from '../../src/answers/summary/table.ts'
import { inInt8, numberedCues, weightiest } from './cue-tables.ts'
import { createFollower } from './follower.ts'
import { seededRandom, shuffle } from './random.ts'

/** Sentences of one text, and how much each of them is worth. */
export interface Ranked {
  readonly sentences: readonly string[]
  readonly worths: readonly number[]
}

/** How weights of cues are learned. */
export interface PhraseTraining {
  readonly seed: number
  /** How often each text is read. */
  readonly epochs: number
  /** How many cues the table has. */
  readonly keep: number
}

/** Cues that fewer sentences have are not learned. */
const FEWEST = 4
/** How much likelier than another a sentence is to be the right one that is worth 1 more, as a logarithm. */
const SHARPNESS = 12

/** Weights of cues under which the sentences of most worth have the largest sums (ListNet, Cao et al. 2007). */
export function trainPhrases(texts: readonly Ranked[], { seed, epochs, keep }: PhraseTraining): Phrases {
  const { cues, counts, read } = numberedCues(
    texts.map(({ sentences }) => sentences),
    FEWEST,
  )
  const { weights, follow } = createFollower(cues.length)
  const order = Int32Array.from(texts.keys())
  const random = seededRandom(seed)
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random)
    for (const at of order) {
      const text = read[at] ?? []
      const wanted = shares((texts[at]?.worths ?? []).map(worth => SHARPNESS * worth))
      const given = shares(text.map(own => own.reduce((sum, place) => sum + (weights[place] ?? 0), 0)))
      for (const [sentence, own] of text.entries())
        for (const place of own) follow(place, (given[sentence] ?? 0) - (wanted[sentence] ?? 0))
    }
  }
  const kept = weightiest(weights, 1, counts, keep)
  return {
    cues: Int32Array.from(kept, place => cues[place] ?? 0),
    ...inInt8(Float64Array.from(kept, place => weights[place] ?? 0)),
  }
}

function shares(logarithms: readonly number[]): readonly number[] {
  const most = Math.max(...logarithms)
  const parts = logarithms.map(each => Math.exp(each - most))
  const sum = parts.reduce((total, part) => total + part, 0)
  return parts.map(part => part / sum)
}
