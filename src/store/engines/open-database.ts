import type { Database } from '../database.ts'
import { openSqlite, sqlitePath } from './sqlite.ts'

const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url)

/** The file that a DATABASE_URL names; none for a database in memory or on a server. */
export function databaseFile(url: string): string | undefined {
  const path = isPostgres(url) ? ':memory:' : sqlitePath(url)
  return path === ':memory:' ? undefined : path
}

/**
 * Opens the database that DATABASE_URL names, `sqlite:PATH`, `sqlite::memory:` or `postgres://…`, as it is.
 * Rejects with one sentence for the operator when it cannot be used. `now`: Unix milliseconds, for an engine
 * that has no clock of its own.
 */
export async function openDatabase(url: string, now: () => number): Promise<Database> {
  if (!isPostgres(url)) return openSqlite(sqlitePath(url), now)
  // Who uses the embedded engine need not load the client of the other.
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres(url)
}
