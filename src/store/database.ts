import type { z } from 'zod'

export type Value = string | number | null

/**
 * A SQL database, seen through the four things the store needs. Statements use `?` for values, ISO text
 * for days, Unix milliseconds for instants, 0 and 1 for flags and JSON text for what is never searched,
 * so that one text of SQL serves every engine.
 */
export interface Database {
  /** All rows, each parsed by `shape`; rejects when a row does not fit, naming the statement. */
  rows<T>(shape: z.ZodType<T>, sql: string, ...values: readonly Value[]): Promise<readonly T[]>
  /** Runs one statement; the number of rows it changed. */
  run(sql: string, ...values: readonly Value[]): Promise<number>
  /** All or nothing: what `work` does through `inside` is committed together, or undone if it rejects. */
  atomically<T>(work: (inside: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Parses rows at the edge; a row that does not fit names the statement and the column. */
export function parseRows<T>(shape: z.ZodType<T>, sql: string, rows: readonly unknown[]): readonly T[] {
  return rows.map(row => {
    const parsed = shape.safeParse(row)
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    throw new Error(
      `store: a row does not fit at ${issue?.path.join('.') ?? 'the row itself'}: ${issue?.message} (${sql})`,
    )
  })
}
