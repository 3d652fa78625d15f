import { createAdam } from './adam.ts'
import { createContrast } from './contrast.ts'
import { normal, seededRandom, shuffle } from './random.ts'
import { pairOf } from './training-pairs.ts'
import type { TrainingTexts } from './training-texts.ts'

/** About how far a number moves in a step: up within the first steps, then down to nothing. */
const RATE = 0.014
const WARM_UP_STEPS = 20
const STEPS_A_LINE = 50

export interface Training {
  /** The same seed, the same vectors, to the bit, on the same machine. */
  readonly seed: number
  /** How often each paper is read. */
  readonly epochs: number
  /** Numbers of a vector; even. */
  readonly dimensions: number
  /** Pairs that are told apart at once; a multiple of 4, at most as many as there are papers. */
  readonly batch: number
}

/** A vector for each word, as long at the start as the word is rare; `say` hears of the progress. */
export function train(
  texts: TrainingTexts,
  { seed, epochs, dimensions, batch }: Training,
  say: (line: string) => void,
): Float32Array {
  const { papers, frequencies } = texts
  const random = seededRandom(seed)
  const rarities = frequencies.map(frequency => Math.log(papers.length / frequency))
  const usual = rarities.reduce((sum, rarity) => sum + rarity, 0) / rarities.length
  const vectors = new Float32Array(frequencies.length * dimensions)
  for (let at = 0; at < vectors.length; at += 1) {
    const rarity = rarities[Math.floor(at / dimensions)] ?? 0
    vectors[at] = (normal(random) * rarity) / usual / Math.sqrt(dimensions)
  }
  const gradient = new Float32Array(vectors.length)
  const contrast = createContrast({ vectors, dimensions }, batch)
  const move = createAdam(vectors)
  const order = Int32Array.from(papers.keys())
  const stepsAnEpoch = Math.floor(papers.length / batch)
  const steps = epochs * stepsAnEpoch
  let loss = 0
  for (let step = 1, next = order.length; step <= steps; step += 1) {
    const pairs = []
    while (pairs.length < batch) {
      if (next >= order.length) {
        shuffle(order, random)
        next = 0
      }
      const paper = papers[order[next] ?? 0]
      if (paper) pairs.push(pairOf(paper, random))
      next += 1
    }
    loss += contrast(pairs, gradient)
    move(gradient, RATE * Math.min(1, step / WARM_UP_STEPS) * (1 - step / (steps + 1)))
    if (step % STEPS_A_LINE === 0) {
      say(`step ${step} of ${steps}, loss ${(loss / STEPS_A_LINE).toFixed(4)}`)
      loss = 0
    }
  }
  return vectors
}
