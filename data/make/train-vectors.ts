/**
 * Makes data/word-vectors.bin of the titles and abstracts of arXiv papers: `npm run train -- FILE.jsonl[.zst|.gz]`.
 * The same file, seed, Node and machine give the same bytes; other processors may round Math.exp otherwise. Takes
 * some ten minutes and 2 GB for 87,000 papers.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { createAdam } from './adam.ts'
import { createContrast } from './contrast.ts'
import { normal, seededRandom, shuffle } from './random.ts'
import { pairOf } from './training-pairs.ts'
import { readTrainingTexts, type TrainingTexts } from './training-texts.ts'
import { writeVectors } from './write-vectors.ts'

const USAGE =
  'npm run train -- FILE.jsonl[.zst|.gz] [--seed 1] [--epochs 12] [--dimensions 256] [--words-in 8 papers or more]'
/** Pairs that are told apart at once; 2,048 take four times as long and do no better. */
const BATCH = 512
/** About how far a number moves in a step: up within the first steps, then down to nothing. */
const RATE = 0.01
const WARM_UP_STEPS = 20
const STEPS_A_LINE = 50

interface Options {
  readonly seed: number
  readonly epochs: number
  readonly dimensions: number
}

/** A vector for each word, as long at the start as the word is rare; `say` hears of the progress. */
function train(
  texts: TrainingTexts,
  { seed, epochs, dimensions }: Options,
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
  const contrast = createContrast({ vectors, dimensions }, BATCH)
  const move = createAdam(vectors)
  const order = Int32Array.from(papers.keys())
  const stepsAnEpoch = Math.floor(papers.length / BATCH)
  const steps = epochs * stepsAnEpoch
  const began = performance.now()
  let loss = 0
  for (let step = 1, next = order.length; step <= steps; step += 1) {
    const pairs = []
    while (pairs.length < BATCH) {
      if (next >= order.length) {
        shuffle(order, random)
        next = 0
      }
      const paper = papers[order[next] ?? 0]
      const pair = paper && pairOf(paper, random)
      if (pair) pairs.push(pair)
      next += 1
    }
    loss += contrast(pairs, gradient)
    move(gradient, RATE * Math.min(1, step / WARM_UP_STEPS) * (1 - step / (steps + 1)))
    if (step % STEPS_A_LINE === 0) {
      const seconds = Math.round((performance.now() - began) / 1000)
      say(`step ${step} of ${steps}, loss ${(loss / STEPS_A_LINE).toFixed(4)}, ${seconds} s`)
      loss = 0
    }
  }
  return vectors
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '12' },
    dimensions: { type: 'string', default: '256' },
    'words-in': { type: 'string', default: '8' },
  },
})
const [file] = positionals
const options = {
  seed: Number(values.seed),
  epochs: Number(values.epochs),
  dimensions: Number(values.dimensions),
}
const fewest = Number(values['words-in'])
const whole = [...Object.values(options), fewest].every(Number.isSafeInteger) && options.dimensions % 4 === 0
if (file === undefined || positionals.length > 1 || !whole) {
  console.error(USAGE)
  process.exitCode = 1
} else {
  const texts = readTrainingTexts(file, fewest)
  const { papers, words, leftOut } = texts
  console.log(`${papers.length} arXiv papers, ${words.length} words; ${leftOut} other rows left out`)
  const vectors = train(texts, options, console.log)
  const made = `npm run train -- ${basename(file)} --seed ${options.seed} --epochs ${options.epochs} --dimensions ${options.dimensions} --words-in ${fewest}`
  const from = `Titles and abstracts of ${papers.length} arXiv papers, whose metadata is in the public domain (CC0)`
  console.log(`data/word-vectors.bin: ${writeVectors(words, vectors, { made, from })} bytes`)
}
