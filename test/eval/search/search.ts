import { parseArgs } from 'node:util'
import { print } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'
import { collectionsAtHand } from './at-hand.ts'
import { readBeir } from './beir.ts'
import { readJudgedSample } from './judged-sample.ts'
import { evaluate } from './ranking.ts'

/** How good the ranking is, and how fast. */
export const search: Evaluation = {
  usage: `npm run eval -- search                                              over the bundled papers, and the collections at hand
npm run eval -- search --corpus F --queries F --qrels F [--run OUT]  over a collection in the form of BEIR`,
  run(flags) {
    const file = { type: 'string' } as const
    const { values } = parseArgs({
      args: [...flags],
      options: { corpus: file, queries: file, qrels: file, run: file },
    })
    const { corpus, queries, qrels, run } = values
    if (corpus !== undefined && queries !== undefined && qrels !== undefined) {
      const { groups, all, figures } = evaluate(readBeir({ corpus, queries, qrels }), 'all', run)
      print([...groups, all], figures)
      return true
    }
    if (Object.keys(values).length > 0) return false
    evaluateAtHand()
    return true
  },
}

/** The sample by kinds of query, then a row for each collection; last the figures of each by its name. */
function evaluateAtHand(): void {
  const sample = evaluate(readJudgedSample(), 'sample')
  const others = collectionsAtHand().map(({ name, files }) => ({ name, ...evaluate(readBeir(files), name) }))
  print([...sample.groups, sample.all, ...others.map(({ all }) => all)], {
    sample: sample.figures,
    ...Object.fromEntries(others.map(({ name, figures }) => [name, figures])),
  })
}
