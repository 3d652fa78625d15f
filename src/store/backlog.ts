import { z } from 'zod'
import type { Database } from './database.ts'

/** What is owed to channels. */
export interface Backlog {
  /** Messages that are due, under way, or whose outcome is not known yet. */
  readonly owed: number
  /** When the longest owed of them was due, in Unix milliseconds; undefined when none is. */
  readonly oldestDueMs: number | undefined
}

export async function backlog(database: Database): Promise<Backlog> {
  // The states as the index of open deliveries names them, so that it is used.
  const [row] = await database.rows(
    z.object({ owed: z.number(), oldest: z.number().nullable() }),
    "select count(*) as owed, min(due_ms) as oldest from delivery where state in ('due', 'sending', 'unknown')",
  )
  return { owed: row?.owed ?? 0, oldestDueMs: row?.oldest ?? undefined }
}
