import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { databaseUrl, readSettings, withoutPassword } from '../src/config.ts'
import { progressBar } from '../src/progress.ts'
import type { Database } from '../src/store/database.ts'
import { databaseFile, openDatabase } from '../src/store/engines/open-database.ts'
import { move } from '../src/store/moving/move.ts'
import { refuse, say } from './operator.ts'
import { sentenceOf } from './sentence.ts'

/** `npm run move -- --from URL --to URL`: everything that one database holds, into an empty one. */

const USAGE =
  'Write it like: npm run move -- --from sqlite:./paperboy.db --to postgres://user:password@host:5432/database'

const counted = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`)

function asked(): { readonly '--from': string; readonly '--to': string } {
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
    const missing = { error: USAGE }
    const shape = z.object({
      '--from': z.string(missing).pipe(databaseUrl('--from')),
      '--to': z.string(missing).pipe(databaseUrl('--to')),
    })
    const read = readSettings(shape, { '--from': values.from, '--to': values.to })
    return 'mistakes' in read ? refuse(...read.mistakes) : read.settings
  } catch (error) {
    return refuse(`${sentenceOf(error)} ${USAGE}`)
  }
}

const { '--from': from, '--to': to } = asked()
const file = databaseFile(from)
if (from === to) refuse('--from and --to name the same database.')
if (from.startsWith('sqlite:') && (file === undefined || !existsSync(file)))
  refuse(`--from names no database: ${from}. ${USAGE}`)

const opened = (option: string, url: string): Promise<Database> =>
  openDatabase(url, Date.now).catch(error => refuse(sentenceOf(error).replace('DATABASE_URL', option)))

const [source, target] = [withoutPassword(from), withoutPassword(to)]
try {
  const moved = await move({
    source: await opened('--from', from),
    target: await opened('--to', to),
    name: source,
    begins: (rows, already) => {
      say(`Moving ${counted(rows)} from ${source} to ${target}.`)
      if (already > 0) say(`An earlier move has brought ${already} of them already.`)
    },
    copied: progressBar(process.stderr, 'copied'),
    checked: progressBar(process.stderr, 'compared'),
  })
  if (moved.kind === 'refused') refuse(moved.why)
  for (const { name, source: had, target: has } of moved.tables) {
    const same = had.rows === has.rows && had.checksum === has.checksum
    say(
      same
        ? `${name}: ${counted(has.rows)}, checksum ${has.checksum}, the same in both.`
        : `${name}: ${counted(had.rows)}, checksum ${had.checksum}, but in the target ${counted(has.rows)}, checksum ${has.checksum}.`,
    )
  }
  if (moved.kind === 'differs')
    refuse('The two are not the same: stop whatever writes to them, empty the target, and move again.')
  say(
    'All is moved. Set DATABASE_URL to the new database; on the old one, Paperboy would post everything a second time.',
  )
  process.exit(0)
} catch (error) {
  refuse(
    `The move has stopped: ${sentenceOf(error)} Start the same command again, and it goes on where it was.`,
  )
}
