import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Database, parseRows, storable, type Value } from '../database.ts'
import { toldFault } from './sqlite-faults.ts'

/** How long a write waits for another process to let go of the file. SQLite's own default is not to wait at all. */
const LOCK_WAIT_MS = 5_000

/** What `openSqlite` takes, of a DATABASE_URL: `sqlite:PATH` or `sqlite::memory:`. */
export function sqlitePath(databaseUrl: string): string {
  return databaseUrl.replace(/^sqlite:/, '')
}

/**
 * The embedded engine. `path` is a file, or `:memory:`; `now` is the clock, in Unix milliseconds. Throws a
 * sentence for the operator when the file cannot be opened or written. A fault of the file while it is used rejects
 * with such a sentence too; the statement or the transaction that met it is undone.
 *
 * One connection serves everyone, and a transaction awaits between its statements; so each statement from
 * outside waits in a queue until the transaction before it has ended.
 */
export function openSqlite(path: string, now: () => number = Date.now): Database {
  const telling = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw toldFault(path, error)
    }
  }
  const connection = telling(() => connect(path))
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  const exec = (sql: string): void => telling(() => connection.exec(sql))

  const inside: Database = {
    rows: async (shape, sql, ...values) =>
      parseRows(
        shape,
        sql,
        telling(() => prepare(sql).all(...values.map(storable))),
      ),
    run: async (sql, ...values) => telling(() => Number(prepare(sql).run(...values.map(storable)).changes)),
    atomically: work => work(inside),
    alone: work => work(inside),
    skipLocked: '',
    now: async () => now(),
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

  const transaction = <T>(work: (inside: Database) => Promise<T>): Promise<T> =>
    inTurn(async () => {
      // A deferred transaction that turns from reading to writing fails at once, whatever the timeout.
      exec('begin immediate')
      try {
        const result = await work(inside)
        exec('commit')
        return result
      } catch (error) {
        if (connection.isTransaction) connection.exec('rollback')
        throw error
      }
    })

  return {
    ...inside,
    rows: (shape, sql, ...values: readonly Value[]) => inTurn(() => inside.rows(shape, sql, ...values)),
    run: (sql, ...values) => inTurn(() => inside.run(sql, ...values)),
    atomically: transaction,
    alone: transaction,
    close: () => inTurn(inside.close),
  }
}

function connect(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: LOCK_WAIT_MS })
  try {
    // FULL: a delivery that is committed as sent must survive a power cut, or it would be sent twice.
    connection.exec(
      `pragma busy_timeout = ${LOCK_WAIT_MS}; pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on`,
    )
    // A file that can only be read is found out now, rather than at the first thing to be remembered.
    connection.exec('begin immediate; rollback')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
