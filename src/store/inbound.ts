import { z } from 'zod'
import type { Database } from './database.ts'

/** How long an id is remembered: platforms redeliver for up to five minutes, a restart in between may take some more. */
const REMEMBERED_MS = 60 * 60_000

export interface Inbound {
  /** True for exactly one caller of an id; everyone after it gets false. `author` is who is counted. */
  claim(id: string, author: string, nowMs: number): Promise<boolean>
  /** When each of the author's requests since `sinceMs` came, oldest first. */
  recent(author: string, sinceMs: number): Promise<readonly number[]>
  /** Forgets what no platform redelivers any more. */
  sweep(nowMs: number): Promise<void>
}

export function inbound(database: Database): Inbound {
  return {
    claim: async (id, author, nowMs) =>
      (await database.run(
        'insert into inbound (id, author, at_ms) values (?, ?, ?) on conflict (id) do nothing',
        id,
        author,
        nowMs,
      )) === 1,
    recent: async (author, sinceMs) => {
      const rows = await database.rows(
        z.object({ at_ms: z.number() }),
        'select at_ms from inbound where author = ? and at_ms > ? order by at_ms',
        author,
        sinceMs,
      )
      return rows.map(row => row.at_ms)
    },
    sweep: async nowMs => {
      await database.run('delete from inbound where at_ms < ?', nowMs - REMEMBERED_MS)
    },
  }
}
