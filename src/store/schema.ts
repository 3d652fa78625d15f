import { z } from 'zod'
import { openSqlite } from './engines/sqlite.ts'
import { migrate } from './migrations.ts'

/** A table as the migrations make it, in every engine alike. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** The columns of its primary key, in their order. */
  readonly key: readonly string[]
  /** What it refers to, which must be there before it. */
  readonly refersTo: readonly string[]
}

/** Those that describe the database itself rather than what Paperboy knows. */
const OWN = new Set(['migration', 'moving'])

/** Every table that holds what Paperboy knows, each after those it refers to. Throws at one without a primary key. */
export async function tablesOfSchema(): Promise<readonly Table[]> {
  const database = openSqlite(':memory:')
  await migrate(database)
  const named = z.object({ name: z.string() })
  const names = await database.rows(
    named,
    "select name from sqlite_schema where type = 'table' order by name",
  )
  const tables: Table[] = []
  for (const { name } of names) {
    if (OWN.has(name)) continue
    const columns = await database.rows(
      z.object({ name: z.string(), pk: z.number() }),
      'select name, pk from pragma_table_info(?) order by cid',
      name,
    )
    const key = columns
      .filter(column => column.pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(column => column.name)
    if (key.length === 0) throw new Error(`store: the table ${name} has no primary key`)
    const refersTo = await database.rows(
      named,
      'select distinct "table" as name from pragma_foreign_key_list(?)',
      name,
    )
    tables.push({
      name,
      columns: columns.map(column => column.name),
      key,
      refersTo: refersTo.map(other => other.name).filter(other => other !== name),
    })
  }
  await database.close()
  return inOrder(tables)
}

function inOrder(tables: readonly Table[]): readonly Table[] {
  const placed: Table[] = []
  const place = (table: Table): void => {
    if (placed.includes(table)) return
    for (const other of tables) if (table.refersTo.includes(other.name)) place(other)
    placed.push(table)
  }
  for (const table of tables) place(table)
  return placed
}
