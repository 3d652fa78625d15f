import { z } from 'zod'
import { type Database, parseRows } from '../database.ts'
import { toldFault, unusable } from './postgres-faults.ts'
import { type Line, postgresPool } from './postgres-pool.ts'

/** Any number that no other program on the same database takes for a lock of its own. */
const ALONE_LOCK = 7_251_903
/** Changing the schema of a large database takes its time, and so does waiting for a replica that does it. */
const ALONE_MS = 600_000

const READS = /^\s*select\b(?!.*\bfor update\b)/is
const nowShape = z.object({ now: z.number() })
const NOW = 'select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now'

/**
 * PostgreSQL, shared by as many processes as like. Waits up to 15 s for the server; rejects with one sentence
 * for the operator, without the password, when it cannot be used.
 *
 * A lost connection is survived as far as that is safe: whoever has none yet waits 5 s for one; a read is asked
 * again; a transaction runs again if its COMMIT had not been sent. A write whose answer was lost rejects, and so
 * does a COMMIT: it may have been done.
 */
export async function openPostgres(url: string): Promise<Database> {
  const pool = postgresPool(url)
  try {
    await pool.reach()
  } catch (error) {
    await pool.close()
    throw unusable(url, error)
  }

  const on = (ask: Line['ask']): Database => {
    const inside: Database = {
      rows: async (shape, sql, ...values) => parseRows(shape, sql, (await ask(sql, values)).rows),
      run: async (sql, ...values) => (await ask(sql, values)).rowCount ?? 0,
      atomically: work => work(inside),
      alone: work => work(inside),
      skipLocked: 'for update skip locked',
      now: async () => {
        const [row] = await inside.rows(nowShape, NOW)
        if (!row) throw new Error('store: the database has no clock')
        return row.now
      },
      close: pool.close,
    }
    return inside
  }

  const transaction = <T>(
    work: (inside: Database) => Promise<T>,
    begin: (line: Line) => Promise<unknown>,
    answerMs?: number,
  ): Promise<T> => {
    let committing = false
    return pool.lend(
      async line => {
        committing = false
        await begin(line)
        const result = await work(on((sql, values) => line.ask(sql, values, answerMs)))
        committing = true
        const { command } = await line.ask('commit').catch(cause => {
          if (line.fault !== 'broken') throw cause
          throw new Error('store: the line broke during COMMIT, so that nobody knows whether it was done', {
            cause,
          })
        })
        // The server answers ROLLBACK when a statement had failed and `work` went on all the same.
        if (command !== 'COMMIT')
          throw new Error('store: a statement of a transaction failed, so all was undone')
        return result
      },
      fault => fault === 'undone' || (fault === 'broken' && !committing),
    )
  }

  return {
    ...on((sql, values) =>
      pool.lend(
        line => line.ask(sql, values),
        fault => fault === 'undone' || (fault === 'broken' && READS.test(sql)),
      ),
    ),
    atomically: work => transaction(work, line => line.ask('begin')),
    alone: work =>
      transaction(
        work,
        async line => {
          await line.ask('begin')
          await line.ask('set local statement_timeout = 0')
          await line.ask(`select pg_advisory_xact_lock(${ALONE_LOCK})`, [], ALONE_MS)
        },
        ALONE_MS,
      ).catch(error => {
        throw toldFault(url, error)
      }),
  }
}
