import type { Place } from '../chat.ts'
import type { PaperKey } from '../papers.ts'
import type { Database } from './database.ts'
import { REMEMBERED_MS } from './talks.ts'

/** Which links have had their card. */
export interface LinkCards {
  /** True for exactly one caller of a paper in a thread, of all processes, until the thread is forgotten. */
  claim(adapter: string, place: Place, paper: PaperKey, nowMs: number): Promise<boolean>
  sweep(nowMs: number): Promise<void>
}

export function linkCards(database: Database): LinkCards {
  return {
    claim: async (adapter, place, paper, nowMs) =>
      (await database.run(
        `insert into link_card (adapter, place, paper, at_ms) values (?, ?, ?, ?)
         on conflict (adapter, place, paper) do nothing`,
        adapter,
        place,
        paper,
        nowMs,
      )) === 1,
    sweep: async nowMs => {
      await database.run('delete from link_card where at_ms < ?', nowMs - REMEMBERED_MS)
    },
  }
}
