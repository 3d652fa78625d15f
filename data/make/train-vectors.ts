/**
 * Makes data/word-vectors.bin of the titles and abstracts of arXiv papers: `npm run train -- FILE.jsonl[.zst|.gz]`.
 * The same file, seed, Node and machine give the same bytes; other processors may round Math.exp otherwise. Takes
 * some ten minutes and 2 GB for 87,000 papers.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { LANES } from '../../src/search/meaning/int8-rows.ts'
import { train } from './training.ts'
import { readTrainingTexts } from './training-texts.ts'
import { writeVectors } from './write-vectors.ts'

const USAGE =
  'npm run train -- FILE.jsonl[.zst|.gz] [--seed 1] [--epochs 12] [--dimensions 256] [--batch 1024] [--fewest 8]'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '12' },
    dimensions: { type: 'string', default: '256' },
    batch: { type: 'string', default: '1024' },
    fewest: { type: 'string', default: '8' },
  },
})
const [file] = positionals
const training = {
  seed: Number(values.seed),
  epochs: Number(values.epochs),
  dimensions: Number(values.dimensions),
  batch: Number(values.batch),
}
/** A word that fewer papers have is not learned. */
const fewest = Number(values.fewest)
const fit =
  [...Object.values(training), fewest].every(Number.isSafeInteger) &&
  training.dimensions % LANES === 0 &&
  training.batch % 4 === 0
if (file === undefined || positionals.length > 1 || !fit) {
  console.error(USAGE)
  process.exitCode = 1
} else {
  const began = performance.now()
  const texts = readTrainingTexts(file, fewest)
  const { papers, words, leftOut } = texts
  console.log(`${papers.length} arXiv papers, ${words.length} words; ${leftOut} other rows left out`)
  const vectors = train(texts, training, line =>
    console.log(`${line}, ${Math.round((performance.now() - began) / 1000)} s`),
  )
  const options = Object.entries({ ...training, fewest }).map(([name, value]) => `--${name} ${value}`)
  const made = `npm run train -- ${basename(file)} ${options.join(' ')}`
  const from = `Titles and abstracts of ${papers.length} arXiv papers; their metadata is in the public domain (CC0)`
  console.log(`data/word-vectors.bin: ${writeVectors(words, vectors, { made, from })} bytes`)
}
