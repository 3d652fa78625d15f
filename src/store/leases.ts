import type { Database } from './database.ts'

/** What one of several processes does for all of them, for as long as it lives. */
export interface Leases {
  /** Takes or prolongs the lease for so many milliseconds from now, by the clock of the database; false while another owner has it. */
  hold(name: string, owner: string, forMs: number): Promise<boolean>
  /** Lets go of it, so that nobody need wait for its end. */
  release(name: string, owner: string): Promise<void>
}

export function leases(database: Database): Leases {
  return {
    hold: async (name, owner, forMs) => {
      const nowMs = Math.round(await database.now())
      const taken = await database.run(
        `insert into lease (name, owner, until_ms) values (?, ?, ?) on conflict (name) do update
         set owner = excluded.owner, until_ms = excluded.until_ms
         where lease.owner = excluded.owner or lease.until_ms <= ?`,
        name,
        owner,
        nowMs + forMs,
        nowMs,
      )
      return taken > 0
    },
    release: async (name, owner) => {
      await database.run('delete from lease where name = ? and owner = ?', name, owner)
    },
  }
}
