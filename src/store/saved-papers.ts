import { z } from 'zod'
import type { PaperKey } from '../papers.ts'
import type { Database } from './database.ts'

/** The papers a person has put aside, newest first. */
export interface SavedPapers {
  /** False when it was saved already. */
  save(owner: Owner, paper: PaperKey, nowMs: number): Promise<boolean>
  /** False when it was not saved. */
  drop(owner: Owner, paper: PaperKey): Promise<boolean>
  of(owner: Owner): Promise<readonly PaperKey[]>
}

export interface Owner {
  readonly adapter: string
  readonly tenant: string
  readonly author: string
}

export function savedPapers(database: Database): SavedPapers {
  return {
    save: async ({ adapter, tenant, author }, paper, nowMs) =>
      (await database.run(
        'insert into saved_paper (adapter, tenant, author, paper, at_ms) values (?, ?, ?, ?, ?) on conflict do nothing',
        adapter,
        tenant,
        author,
        paper,
        nowMs,
      )) === 1,
    drop: async ({ adapter, tenant, author }, paper) =>
      (await database.run(
        'delete from saved_paper where adapter = ? and tenant = ? and author = ? and paper = ?',
        adapter,
        tenant,
        author,
        paper,
      )) === 1,
    of: async ({ adapter, tenant, author }) => {
      const rows = await database.rows(
        z.object({ paper: z.string() }),
        'select paper from saved_paper where adapter = ? and tenant = ? and author = ? order by at_ms desc, paper',
        adapter,
        tenant,
        author,
      )
      return rows.map(row => row.paper)
    },
  }
}
