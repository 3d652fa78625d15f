import { z } from 'zod'
import type { Progress } from '../../progress.ts'
import type { Database, Value } from '../database.ts'
import { migrate } from '../migrations.ts'
import { jsonText } from '../rows.ts'
import { type Table, tablesOfSchema } from '../schema.ts'
import { countRows, insertRows, keyOf, rowsAfter, type Tally, tally } from './table-rows.ts'

/** Rows of one step, which is committed whole: small enough for full texts, and for every engine's limit of values. */
const SLICE = 100

export interface MoveParts {
  readonly source: Database
  readonly target: Database
  /** The source by a name that is the same at each attempt. */
  readonly name: string
  /** Hears once, before the first row, how many rows there are and how many of them are in the target already. */
  readonly begins: (rows: number, already: number) => void
  readonly copied: Progress
  readonly checked: Progress
}

export interface MovedTable {
  readonly name: string
  readonly source: Tally
  readonly target: Tally
}

/** `refused` is a sentence for the operator, and nothing was written; `differs` leaves the target marked as half moved. */
export type Move =
  | { readonly kind: 'moved' | 'differs'; readonly tables: readonly MovedTable[] }
  | { readonly kind: 'refused'; readonly why: string }

const markShape = z.object({
  name: z.string(),
  source: z.string(),
  after: jsonText.pipe(z.array(z.union([z.string(), z.number(), z.null()])).readonly()),
})

/**
 * Copies everything into an empty database, slice by slice; each is committed together with a mark how far
 * it has come, so that a move that was cut off goes on where it was. At the end both sides are read and
 * compared, and only then the marks go. Brings both schemas up to date. The source is held against writers where
 * its engine can do so, and is otherwise left as it is.
 */
export async function move({ source, target, name, begins, copied, checked }: MoveParts): Promise<Move> {
  await migrate(source)
  await migrate(target)
  const tables = await tablesOfSchema()
  return source.atomically(async held => {
    const why = await claim(target, tables, name)
    if (why !== undefined) return { kind: 'refused', why }

    let all = 0
    let done = 0
    for (const table of tables) all += await countRows(held, table)
    for (const table of tables) done += await countRows(target, table)
    begins(all, done)
    for (const table of tables) {
      await copy(held, target, table, rows => {
        done += rows
        copied(done, all)
      })
    }
    copied(all, all)

    let read = 0
    const heard = (rows: number): void => {
      read += rows
      checked(Math.min(read, 2 * all), 2 * all)
    }
    const moved: MovedTable[] = []
    for (const table of tables) {
      moved.push({
        name: table.name,
        source: await tally(held, table, SLICE, heard),
        target: await tally(target, table, SLICE, heard),
      })
    }
    checked(2 * all, 2 * all)
    const same = moved.every(
      table => table.source.rows === table.target.rows && table.source.checksum === table.target.checksum,
    )
    if (same) await target.run('delete from moving')
    return { kind: same ? 'moved' : 'differs', tables: moved }
  })
}

/** Rejects when a move into this database was begun and not ended. */
export async function refuseHalfMoved(database: Database): Promise<void> {
  const [mark] = await marks(database)
  if (mark)
    throw new Error(
      `DATABASE_URL names a database into which ${mark.source} is half moved. Start the same “npm run move” again, which goes on where it was.`,
    )
}

const marks = (database: Database) =>
  database.rows(markShape, 'select name, source, after from moving order by name')

/** Marks an empty target as ours, or finds it marked so already; else why it is refused. */
function claim(target: Database, tables: readonly Table[], name: string): Promise<string | undefined> {
  return target.alone(async inside => {
    const [mark] = await marks(inside)
    if (mark && mark.source !== name) {
      return `The target holds a half-finished move from ${mark.source}: finish that one, or empty the target.`
    }
    if (mark) return undefined
    for (const table of tables) {
      if ((await countRows(inside, table)) > 0)
        return `The target is not empty: its table ${table.name} has rows. Name an empty database.`
    }
    for (const table of tables)
      await inside.run("insert into moving (name, source, after) values (?, ?, '[]')", table.name, name)
    return undefined
  })
}

async function copy(
  source: Database,
  target: Database,
  table: Table,
  copied: (rows: number) => void,
): Promise<void> {
  const mark = (await marks(target)).find(one => one.name === table.name)
  let after: readonly Value[] = mark?.after ?? []
  while (true) {
    const rows = await rowsAfter(source, table, after, SLICE)
    const last = rows.at(-1)
    if (!last) return
    const before = JSON.stringify(after)
    after = keyOf(table, last)
    const reached = JSON.stringify(after)
    await target.atomically(async inside => {
      const marked = await inside.run(
        'update moving set after = ? where name = ? and after = ?',
        reached,
        table.name,
        before,
      )
      if (marked !== 1) throw new Error(`another move into the same database is at the table ${table.name}`)
      await insertRows(inside, table, rows)
    })
    copied(rows.length)
  }
}
