import { parseArgs } from 'node:util'
import { type BeirFiles, readBeir } from './beir.ts'
import { isInputFault } from './input-fault.ts'
import { readJudgedSample } from './judged-sample.ts'
import { evalSearch } from './search.ts'

const USAGE = `npm run eval -- search                                              over the bundled papers
npm run eval -- search --corpus F --queries F --qrels F [--run OUT]  over a collection in the form of BEIR`

const file = { type: 'string' } as const

function readArguments():
  | { readonly files: BeirFiles | undefined; readonly run: string | undefined }
  | undefined {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { corpus: file, queries: file, qrels: file, run: file },
  })
  const { corpus, queries, qrels, run } = values
  if (positionals.join(' ') !== 'search') return undefined
  if (corpus !== undefined && queries !== undefined && qrels !== undefined)
    return { files: { corpus, queries, qrels }, run }
  return (corpus ?? queries ?? qrels) === undefined ? { files: undefined, run } : undefined
}

try {
  const asked = readArguments()
  if (asked) evalSearch(asked.files ? readBeir(asked.files) : readJudgedSample(), asked.run)
  else {
    console.error(USAGE)
    process.exitCode = 1
  }
} catch (error) {
  if (!isInputFault(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
