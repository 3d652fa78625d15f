import pg from 'pg'

/**
 * What a failed statement means: `refused`, the server answered no; `undone`, the server answered that nothing
 * was done for a reason that passes; `broken`, the line broke, so that nobody knows.
 */
export type Fault = 'refused' | 'undone' | 'broken'

/**
 * SQLSTATEs of what passes: serialization failure, deadlock, and a server that only reads, as the old one does
 * after a failover (https://www.postgresql.org/docs/18/errcodes-appendix.html).
 */
const UNDONE = new Set(['40001', '40P01', '25006'])
/** Class 08, connection exceptions; 57P01 to 57P05, the server shuts down, crashes, starts or ends the session. */
const BROKEN = /^(?:08|57P0)/
const TOO_MANY_CONNECTIONS = '53300'

/** What the server answered, if it did: everything else that `pg` rejects with comes from the line. */
const answered = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined

export function faultOf(error: unknown): Fault {
  const code = answered(error)
  if (code === undefined || BROKEN.test(code)) return 'broken'
  return UNDONE.has(code) ? 'undone' : 'refused'
}

/** Whether one who could not connect may be luckier in a moment: the server is away, starting or full, not unwilling. */
export function mayComeBack(error: unknown): boolean {
  return faultOf(error) !== 'refused' || answered(error) === TOO_MANY_CONNECTIONS
}

/** What to do about a start that failed, by SQLSTATE. */
const REMEDIES: Readonly<Record<string, string>> = {
  '28P01': 'Correct the user or the password.',
  '28000': 'Correct the user, or allow it in pg_hba.conf.',
  '3D000': 'Make it with createdb, or name another.',
  '42501': 'Grant its user to create tables: GRANT CREATE, USAGE ON SCHEMA public.',
  '25006': 'Name the server that may be written to.',
  [TOO_MANY_CONNECTIONS]: 'Raise max_connections, or run fewer replicas: each takes up to 10.',
}

/** The sentence for an operator whose PostgreSQL could not be used at the start. It names where, but no password. */
export function unusable(url: string, cause: unknown): Error {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = decodeURIComponent(searchParams.get('host') ?? hostname) || 'localhost'
  const where = `${host}:${port || 5432}${pathname}`
  const fault = cause instanceof Error ? cause.message || cause.name : String(cause)
  const code = answered(cause)
  const remedy = code === undefined ? 'Start the server, or correct the address.' : (REMEDIES[code] ?? '')
  return new Error(
    `DATABASE_URL names a PostgreSQL that cannot be used: ${where} (${fault}). ${remedy}`.trim(),
    {
      cause,
    },
  )
}

/** The error as the operator should read it where the server must be set up otherwise; any other error as it is. */
export function toldFault(url: string, error: unknown): unknown {
  return (answered(error) ?? '') in REMEDIES ? unusable(url, error) : error
}
