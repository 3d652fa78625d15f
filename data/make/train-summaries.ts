/**
 * Makes data/summaries.bin of papers of which people have said in one line what they do:
 * `npm run summaries -- FILE.jsonl[.gz]`, a line `{title, sentences, tldrs}` each. It asks the roles of sentences, so
 * make it anew after `npm run roles`. The same file, seed, Node and machine give the same bytes; other processors may
 * round Math.exp otherwise. Takes some ten seconds.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readSummedUp } from '../read/summed-up.ts'
import { SUMMARY_TRAINING, trainSummaries } from './summary-training.ts'
import { writeSummaries } from './write-summaries.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(SUMMARY_TRAINING.seed) },
    trees: { type: 'string', default: String(SUMMARY_TRAINING.trees) },
    depth: { type: 'string', default: String(SUMMARY_TRAINING.depth) },
    keep: { type: 'string', default: String(SUMMARY_TRAINING.keep) },
  },
})
const [file] = positionals
const training = {
  seed: Number(values.seed),
  trees: Number(values.trees),
  depth: Number(values.depth),
  keep: Number(values.keep),
}
if (file === undefined || positionals.length > 1 || !Object.values(training).every(Number.isSafeInteger)) {
  console.error('npm run summaries -- FILE.jsonl[.gz] [--seed 1] [--trees 150] [--depth 4] [--keep 3000]')
  process.exitCode = 1
} else {
  const papers = readSummedUp(file)
  const options = Object.entries(training).map(([name, value]) => `--${name} ${value}`)
  const bytes = writeSummaries(trainSummaries(papers, training), {
    made: `npm run summaries -- ${basename(file)} ${options.join(' ')}`,
    from: `What people said in one line of ${papers.length} papers: SciTLDR (Cachola et al. 2020)`,
  })
  console.log(`data/summaries.bin: ${bytes} bytes`)
}
