import { parseArgs } from 'node:util'
import { print } from '../bench/table.ts'
import { collectionsAtHand } from './at-hand.ts'
import { type BeirFiles, readBeir } from './beir.ts'
import { isInputFault } from './input-fault.ts'
import { readJudgedSample } from './judged-sample.ts'
import { evaluate } from './search.ts'

const USAGE = `npm run eval -- search                                              over the bundled papers, and the collections at hand
npm run eval -- search --corpus F --queries F --qrels F [--run OUT]  over a collection in the form of BEIR`

const file = { type: 'string' } as const

type Asked =
  | { readonly kind: 'collection'; readonly files: BeirFiles; readonly run: string | undefined }
  | { readonly kind: 'at_hand' }

function readArguments(): Asked | undefined {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { corpus: file, queries: file, qrels: file, run: file },
  })
  const { corpus, queries, qrels, run } = values
  if (positionals.join(' ') !== 'search') return undefined
  if (corpus !== undefined && queries !== undefined && qrels !== undefined)
    return { kind: 'collection', files: { corpus, queries, qrels }, run }
  return Object.keys(values).length === 0 ? { kind: 'at_hand' } : undefined
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

try {
  const asked = readArguments()
  switch (asked?.kind) {
    case 'collection': {
      const { groups, all, figures } = evaluate(readBeir(asked.files), 'all', asked.run)
      print([...groups, all], figures)
      break
    }
    case 'at_hand':
      evaluateAtHand()
      break
    case undefined:
      console.error(USAGE)
      process.exitCode = 1
      break
    default:
      asked satisfies never
  }
} catch (error) {
  if (!isInputFault(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
