import { z } from 'zod'
import type { Database, Value } from '../../src/store/database.ts'
import { openSqlite } from '../../src/store/engines/sqlite.ts'
import { migrate } from '../../src/store/migrations.ts'
import { insertRows } from '../../src/store/moving/table-rows.ts'
import { tablesOfSchema } from '../../src/store/schema.ts'

/** What a column takes that does not take anything. */
const CHECKED: Readonly<Record<string, string>> = { state: 'sent', verdict: 'helpful' }

/** Signs that engines, orders and encodings are known to stumble over. */
const ODD = ['', '’ “”', 'Ål', 'ZZ', 'zz', '😀', '\n\t\r', '%_\\', "''", '-1', 'e\u0301', '中文', '\u0000']

/** Fills every table of the schema, whatever it is by then, with `rows` rows that refer to each other. */
export async function fill(database: Database, rows: number): Promise<void> {
  await migrate(database)
  const schema = openSqlite(':memory:')
  await migrate(schema)
  for (const table of await tablesOfSchema()) {
    const columns = await schema.rows(
      z.object({ name: z.string(), type: z.string(), notnull: z.number() }),
      'select name, type, "notnull" from pragma_table_info(?) order by cid',
      table.name,
    )
    const references = await schema.rows(
      z.object({ from: z.string() }),
      'select "from" from pragma_foreign_key_list(?)',
      table.name,
    )
    const filling = (column: (typeof columns)[number], row: number): Value => {
      if (references.some(reference => reference.from === column.name)) return keyText(row)
      if (CHECKED[column.name]) return CHECKED[column.name] ?? null
      if (!column.notnull && !table.key.includes(column.name) && row % 3 === 0) return null
      if (/^bigint/i.test(column.type)) return row % 2 === 0 ? row : 1_790_000_000_000 + row
      if (/^int/i.test(column.type)) return row
      if (/double/i.test(column.type)) return row / 7
      return table.key.length === 1 && table.key.includes(column.name)
        ? keyText(row)
        : `${column.name} ${keyText(row)}`
    }
    for (let from = 0; from < rows; from += 100) {
      const some = Array.from({ length: Math.min(100, rows - from) }, (_, index) =>
        columns.map(column => filling(column, from + index)),
      )
      await database.atomically(inside => insertRows(inside, table, some))
    }
  }
  await schema.close()
}

const keyText = (row: number): string => `${ODD[row % ODD.length]}${row}`
