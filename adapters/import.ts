import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { coreSettings } from '../src/config.ts'
import { readPapers } from '../src/feed/files/reading.ts'
import { progressBar } from '../src/progress.ts'
import { openStore } from '../src/store/store.ts'
import { complain, refuse, say, settingsOf } from './operator.ts'
import { sentenceOf } from './sentence.ts'

/** `npm run import -- FILE…`: papers from files, into the database. A running Paperboy knows them within a minute. */

const USAGE = 'Write it like: npm run import -- papers.jsonl library.bib'
/** Papers that are kept together, so that a cut loses none that were counted. */
const TOGETHER = 100
/** As many lines are told; the rest are counted. */
const TOLD = 20

function filesAsked(): readonly string[] {
  try {
    const { positionals } = parseArgs({ allowPositionals: true, options: {} })
    return positionals.length > 0 ? positionals : refuse(USAGE)
  } catch (error) {
    return refuse(`${sentenceOf(error)} ${USAGE}`)
  }
}

function whyUnread(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file.'
  return code === 'EISDIR' ? 'it is a folder; name the files in it.' : sentenceOf(error)
}

const files = filesAsked()
const { DATABASE_URL } = settingsOf(coreSettings)
const store = await openStore(DATABASE_URL).catch(error => refuse(sentenceOf(error)))
let isWhole = true
for (const file of files) {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    complain(`${file} cannot be read: ${whyUnread(error)}`)
    isWhole = false
    return undefined
  })
  if (text === undefined) continue
  const { format, papers, faults } = readPapers(text)
  const told = progressBar(process.stderr, 'kept')
  for (let at = 0; at < papers.length; at += TOGETHER) {
    const some = papers.slice(at, at + TOGETHER)
    // When others were told what they say is not known: whatever was read here is newer.
    for (const readMs of [0, Date.now()])
      await store.papers.savePapers(
        some.filter(({ source }) => (source === 'imported') === readMs > 0),
        readMs,
      )
    told(Math.min(at + TOGETHER, papers.length), papers.length)
  }
  say(`${file}: ${format}, ${papers.length === 1 ? '1 paper' : `${papers.length} papers`} kept.`)
  if (faults.length === 0) continue
  isWhole = false
  for (const { line, fault } of faults.slice(0, TOLD)) complain(`${file}:${line}: ${fault}`)
  if (faults.length > TOLD) complain(`${file}: ${faults.length - TOLD} more could not be read.`)
}
await store.close()
process.exit(isWhole ? 0 : 1)
