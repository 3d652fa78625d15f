import type { z } from 'zod'

export type Value = string | number | null

/**
 * A SQL database, seen through the few things the store needs. Statements use `?` for values, ISO text
 * for days, Unix milliseconds for instants (`bigint`), 0 and 1 for flags (`integer`), `double precision` for
 * fractions and JSON text for what is never searched, so that one text of SQL serves every engine.
 * A statement that was refused or whose answer was lost rejects; after a lost answer nobody knows whether a
 * write was done. A NUL within a text, which one of the engines cannot hold, is kept as U+FFFD.
 */
export interface Database {
  /** All rows, each parsed by `shape`; rejects when a row does not fit, naming the statement. */
  rows<T>(shape: z.ZodType<T>, sql: string, ...values: readonly Value[]): Promise<readonly T[]>
  /** Runs one statement; the number of rows it changed. */
  run(sql: string, ...values: readonly Value[]): Promise<number>
  /**
   * All or nothing: what `work` does through `inside` is committed together, or undone if it rejects. One
   * statement at a time. `work` may be run again from its beginning when the database has undone it for a reason
   * that passes (a deadlock, a line that broke before COMMIT); so it must have no effect but through `inside`.
   */
  atomically<T>(work: (inside: Database) => Promise<T>): Promise<T>
  /** As `atomically`, and never beside another `alone`, of whichever process; it may take minutes. */
  alone<T>(work: (inside: Database) => Promise<T>): Promise<T>
  /**
   * To end a select of rows that are about to be changed: where several processes take rows at once, each gets
   * others. Empty where a transaction has the database to itself.
   */
  readonly skipLocked: '' | 'for update skip locked'
  /** Unix milliseconds, of the one clock that every process on this database shares. */
  now(): Promise<number>
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

/** The value as every engine can hold it. */
export function storable(value: Value): Value {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}
