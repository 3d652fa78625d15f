import { z } from 'zod'
import type { Database } from './database.ts'

/** Older ones say nothing any more. */
const KEPT_MS = 24 * 60 * 60_000

/**
 * The starts of processes on each host that have neither run well nor ended as they were asked to: what a loop of
 * crashes leaves behind, however each of them ended.
 */
export interface Starts {
  /** Notes a start; how many on the same host were noted before it within a day, and are still. */
  begin(start: { readonly key: string; readonly host: string }, nowMs: number): Promise<number>
  /** It ends because it was asked to. */
  endedAsAsked(key: string): Promise<void>
  /** A process has run well on the host: what was before is forgotten. */
  ranWell(host: string): Promise<void>
}

export function starts(database: Database): Starts {
  return {
    begin: ({ key, host }, nowMs) =>
      database.atomically(async inside => {
        await inside.run('delete from process_start where at_ms < ?', nowMs - KEPT_MS)
        const [row] = await inside.rows(
          z.object({ number: z.number() }),
          'select count(*) as number from process_start where host = ?',
          host,
        )
        await inside.run('insert into process_start (key, host, at_ms) values (?, ?, ?)', key, host, nowMs)
        return row?.number ?? 0
      }),
    endedAsAsked: async key => {
      await database.run('delete from process_start where key = ?', key)
    },
    ranWell: async host => {
      await database.run('delete from process_start where host = ?', host)
    },
  }
}
