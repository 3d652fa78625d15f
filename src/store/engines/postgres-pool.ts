import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { storable, type Value } from '../database.ts'
import { type Fault, faultOf, mayComeBack } from './postgres-faults.ts'

const LIMITS = Object.freeze({
  /** Of one process. A server allows 100 by default, so that nine replicas have room. */
  connections: 10,
  /** For one attempt to connect, and for a free connection when all are taken. */
  connectMs: 5_000,
  /** How long one keeps trying to connect while the server is away, as during its restart. */
  awayMs: 5_000,
  /** The same at the start, when the server may be starting besides. */
  startMs: 15_000,
  /** The server ends a statement after this, waiting for locks included. */
  statementMs: 10_000,
  /** Longer than the server's, for a line that went dead without a word. */
  answerMs: 12_000,
  /** The server ends a transaction whose process is frozen, so that its locks hold up nobody for longer. */
  idleInTransactionMs: 30_000,
  attempts: 5,
  /** Doubled each time. */
  backOffMs: 20,
  longestBackOffMs: 1_000,
})

/** A connection for as long as it is borrowed. */
export interface Line {
  /** One statement; `answerMs` allows it more time than any other has. */
  ask(
    sql: string,
    values?: readonly Value[],
    answerMs?: number,
  ): Promise<pg.QueryResult<Record<string, unknown>>>
  /** What befell the last statement that failed. */
  readonly fault: Fault | undefined
}

export interface PostgresPool {
  /** Waits until the server can be used, up to 15 s. Rejects with what kept it from that. */
  reach(): Promise<void>
  /**
   * Lends a connection to `work`, and lends another to try again as long as `mayRepeat` says so, five times at
   * most. A connection on which `work` failed is closed, which undoes any transaction on it.
   */
  lend<T>(work: (line: Line) => Promise<T>, mayRepeat: (fault: Fault) => boolean): Promise<T>
  close(): Promise<void>
}

/** Wide integers and sums as numbers; what a number cannot hold exactly stays text, so that the row's shape refuses it. */
const numberOrText = (told: string): number | string => {
  const number = Number(told)
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? told : number
}
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, numberOrText)
types.setTypeParser(pg.types.builtins.NUMERIC, numberOrText)

/** `?` outside of quotes becomes `$1`, `$2`, …. */
export function numbered(sql: string): string {
  let values = 0
  return sql.replace(/'[^']*'|\?/g, found => (found === '?' ? `$${++values}` : found))
}

/** Connections to a PostgreSQL, opened as they are needed. */
export function postgresPool(url: string): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    fallback_application_name: 'paperboy',
    max: LIMITS.connections,
    connectionTimeoutMillis: LIMITS.connectMs,
    statement_timeout: LIMITS.statementMs,
    query_timeout: LIMITS.answerMs,
    idle_in_transaction_session_timeout: LIMITS.idleInTransactionMs,
    keepAlive: true,
    types,
  })
  // One that breaks while idle is replaced when the next is borrowed, and one that breaks while it is borrowed
  // rejects its next statement; without a listener either would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))

  const connect = async (patienceMs: number): Promise<pg.PoolClient> => {
    const givenUpAt = performance.now() + patienceMs
    for (let waitMs: number = LIMITS.backOffMs; ; waitMs = Math.min(2 * waitMs, LIMITS.longestBackOffMs)) {
      try {
        return await pool.connect()
      } catch (error) {
        if (pool.ending || !mayComeBack(error) || performance.now() + waitMs > givenUpAt) throw error
        await pause(waitMs)
      }
    }
  }

  return {
    reach: async () => (await connect(LIMITS.startMs)).release(),
    lend: async (work, mayRepeat) => {
      for (let attempt = 1; ; attempt++) {
        const client = await connect(LIMITS.awayMs)
        const line = lineOf(client)
        try {
          const result = await work(line)
          client.release()
          return result
        } catch (error) {
          client.release(true)
          if (attempt === LIMITS.attempts || !line.fault || !mayRepeat(line.fault)) throw error
        }
        await pause(LIMITS.backOffMs * 2 ** attempt)
      }
    },
    close: () => pool.end(),
  }
}

function lineOf(client: pg.PoolClient): Line {
  let fault: Fault | undefined
  return {
    ask: async (sql, values = [], answerMs) => {
      try {
        const longer = answerMs === undefined ? {} : { query_timeout: answerMs }
        return await client.query({ text: numbered(sql), values: values.map(storable), ...longer })
      } catch (error) {
        fault = faultOf(error)
        throw error
      }
    },
    get fault() {
      return fault
    },
  }
}
