import { mkdir, rename, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { coreSettings } from '../src/config.ts'
import { feedDayAt } from '../src/feed/feed-day.ts'
import { parseDay } from '../src/feed/written-day.ts'
import type { Paper } from '../src/papers.ts'
import { EXPORT_FORMATS, exported } from '../src/present/exported.ts'
import { dayOf } from '../src/search/filters.ts'
import { openStore } from '../src/store/store.ts'
import { refuse, say, settingsOf } from './operator.ts'
import { sentenceOf } from './sentence.ts'

/** `npm run export -- --to FILE [--since DAY] [--until DAY]`: what the database holds, as files. */

const USAGE =
  'Write it like: npm run export -- --to papers.jsonl --since 2026-07-01 --until 2026-07-31. The name ends in .jsonl, .bib, .csv or .xml, or names a folder.'
const SLICE = 1_000

function asked() {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ options: { to: text, since: text, until: text } })
    return values.to === undefined ? refuse(USAGE) : { ...values, to: values.to }
  } catch (error) {
    return refuse(`${sentenceOf(error)} ${USAGE}`)
  }
}

function day(option: string, said: string): string {
  const written = parseDay(said, feedDayAt(Date.now()))
  return written.kind === 'day' ? written.day : refuse(`${option} is no day: ${said}. ${USAGE}`)
}

const { to, ...span } = asked()
const ending = extname(to).slice(1).toLowerCase()
const format = ending === '' ? 'folder' : EXPORT_FORMATS.find(name => name === ending)
if (format === undefined) refuse(`--to ends in .${ending}, which is no format that there is. ${USAGE}`)
const since = span.since === undefined ? undefined : day('--since', span.since)
const until = span.until === undefined ? undefined : day('--until', span.until)
if (since !== undefined && until !== undefined && since > until) refuse('--since comes after --until.')

const { DATABASE_URL, HF_ENDPOINT } = settingsOf(coreSettings)
const store = await openStore(DATABASE_URL).catch(error => refuse(sentenceOf(error)))
const papers: Paper[] = []
for await (const slice of store.papers.slices(SLICE)) {
  for (const paper of slice) {
    const of = dayOf(paper)
    const isLate = since === undefined || (of !== undefined && of >= since)
    const isEarly = until === undefined || (of !== undefined && of <= until)
    if (isLate && isEarly) papers.push(paper)
  }
}
await store.close()
// Newest day first, best first.
papers.sort(
  (a, b) =>
    (b.feedDay ?? '').localeCompare(a.feedDay ?? '') ||
    (b.upvotes ?? -1) - (a.upvotes ?? -1) ||
    (a.key < b.key ? -1 : 1),
)
try {
  if (format === 'folder') await mkdir(to, { recursive: true })
  for (const [name, text] of exported(HF_ENDPOINT, papers, format)) {
    const file = name === '' ? to : join(to, name)
    // Whoever reads the file meanwhile has the old one or the new one.
    await writeFile(`${file}.part`, text)
    await rename(`${file}.part`, file)
  }
} catch (error) {
  refuse(`${to} cannot be written: ${sentenceOf(error)}`)
}
say(`${to}: ${papers.length === 1 ? '1 paper' : `${papers.length} papers`} written.`)
