import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Database, parseRows, type Value } from './database.ts'

/** How long a write waits for another process to let go of the file. SQLite's own default is not to wait at all. */
const LOCK_WAIT_MS = 5_000

/** What `openSqlite` takes, of a DATABASE_URL: `sqlite:PATH` or `sqlite::memory:`. */
export function sqlitePath(databaseUrl: string): string {
  return databaseUrl.replace(/^sqlite:/, '')
}

/**
 * The embedded engine. `path` is a file, or `:memory:`. Rejects with a sentence for the operator when
 * the file cannot be opened.
 *
 * One connection serves everyone, and a transaction awaits between its statements; so each statement from
 * outside waits in a queue until the transaction before it has ended.
 */
export function openSqlite(path: string): Database {
  const connection = connect(path)
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }

  const inside: Database = {
    rows: async (shape, sql, ...values) => parseRows(shape, sql, prepare(sql).all(...values)),
    run: async (sql, ...values) => Number(prepare(sql).run(...values).changes),
    atomically: work => work(inside),
    close: async () => connection.close(),
  }

  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    // The next in the queue waits for this turn's end, not for its success: the caller has the rejection.
    last = turn.then(
      () => undefined,
      () => undefined,
    )
    return turn
  }

  return {
    rows: (shape, sql, ...values: readonly Value[]) => inTurn(() => inside.rows(shape, sql, ...values)),
    run: (sql, ...values) => inTurn(() => inside.run(sql, ...values)),
    atomically: work =>
      inTurn(async () => {
        // A deferred transaction that turns from reading to writing fails at once, whatever the timeout.
        connection.exec('begin immediate')
        try {
          const result = await work(inside)
          connection.exec('commit')
          return result
        } catch (error) {
          if (connection.isTransaction) connection.exec('rollback')
          throw error
        }
      }),
    close: () => inTurn(inside.close),
  }
}

function connect(path: string): DatabaseSync {
  try {
    const connection = new DatabaseSync(path, { timeout: LOCK_WAIT_MS })
    // FULL: a delivery that is committed as sent must survive a power cut, or it would be sent twice.
    connection.exec(
      `pragma busy_timeout = ${LOCK_WAIT_MS}; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on`,
    )
    return connection
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `DATABASE_URL names a file that cannot be used: ${path} (${fault}). Name a file in a folder that exists and can be written.`,
      { cause },
    )
  }
}
