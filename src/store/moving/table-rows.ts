import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Database, storable, type Value } from '../database.ts'
import { marks } from '../rows.ts'
import type { Table } from '../schema.ts'

const value = z.union([z.string(), z.number(), z.null()])
const rowShape = z.record(z.string(), value)
/** A row's values, in the order of its table's columns. */
export type Row = readonly Value[]

/** The values of a row's primary key. */
export function keyOf(table: Table, row: Row): readonly Value[] {
  return table.key.map(column => row[table.columns.indexOf(column)] ?? null)
}

/** The rows after a key in the order of keys, at most `limit` of them; from the first when there is no key. */
export async function rowsAfter(
  database: Database,
  table: Table,
  after: readonly Value[],
  limit: number,
): Promise<readonly Row[]> {
  const key = table.key.join(', ')
  const where = after.length > 0 ? `where (${key}) > (${marks(after)})` : ''
  const rows = await database.rows(
    rowShape,
    `select ${table.columns.join(', ')} from ${table.name} ${where} order by ${key} limit ?`,
    ...after,
    limit,
  )
  return rows.map(row => table.columns.map(column => row[column] ?? null))
}

export async function insertRows(database: Database, table: Table, rows: readonly Row[]): Promise<void> {
  const one = `(${marks(table.columns)})`
  await database.run(
    `insert into ${table.name} (${table.columns.join(', ')}) values ${rows.map(() => one).join(', ')}`,
    ...rows.flat(),
  )
}

export async function countRows(database: Database, table: Table): Promise<number> {
  const [row] = await database.rows(z.object({ n: z.number() }), `select count(*) as n from ${table.name}`)
  return row?.n ?? 0
}

/** What a table holds, told in a line: equal for equal rows, in whatever order an engine gives them. */
export interface Tally {
  readonly rows: number
  /** The sum of the rows' SHA-256, modulo 2^256, of which the first 16 hexadecimal digits are told. */
  readonly checksum: string
}

/** Reads all of a table, in slices of `limit` rows; `read` hears of each slice. */
export async function tally(
  database: Database,
  table: Table,
  limit: number,
  read: (rows: number) => void,
): Promise<Tally> {
  let rows = 0
  let sum = 0n
  let after: readonly Value[] = []
  while (true) {
    const slice = await rowsAfter(database, table, after, limit)
    for (const row of slice) sum += BigInt(`0x${hash('sha256', JSON.stringify(row.map(storable)))}`)
    rows += slice.length
    read(slice.length)
    const last = slice.at(-1)
    if (!last || slice.length < limit)
      return { rows, checksum: BigInt.asUintN(256, sum).toString(16).padStart(64, '0').slice(0, 16) }
    after = keyOf(table, last)
  }
}
