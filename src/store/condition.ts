import { z } from 'zod'
import type { Database } from './database.ts'
import { absent } from './rows.ts'
import type { Bound } from './talks.ts'

/** What is owed to channels. */
export interface Backlog {
  /** Messages that are due, under way, or whose outcome is not known yet. */
  readonly owed: number
  /** When the longest owed of them was due, in Unix milliseconds; undefined when none is. */
  readonly oldestDueMs: number | undefined
}

export async function backlog(database: Database): Promise<Backlog> {
  // The states as the indexes of open deliveries name them, so that these are used.
  const [row] = await database.rows(
    z.object({ owed: z.number(), oldest: z.number().nullable() }),
    `select count(*) as owed, min(due_ms) as oldest from (
       select due_ms from delivery where state = 'due' union all
       select due_ms from delivery where state = 'unknown' union all
       select due_ms from delivery where state in ('leased', 'sending')) as open`,
  )
  return { owed: row?.owed ?? 0, oldestDueMs: absent(row?.oldest ?? null) }
}

/** A channel that gets posts, or would if they were not paused. */
export interface SubscribedChannel extends Bound {
  /** Why nothing is posted: `asked`, or the platform's refusal. */
  readonly paused: string | undefined
}

/** The channels with subscriptions, those that were refused first; at most so many. */
export async function subscribedChannels(
  database: Database,
  most: number,
): Promise<readonly SubscribedChannel[]> {
  const rows = await database.rows(
    z.object({ adapter: z.string(), tenant: z.string(), channel: z.string(), paused: z.string().nullable() }),
    `select adapter, tenant, channel, max(paused) as paused from subscription
     group by adapter, tenant, channel
     order by case when max(paused) is null then 1 when max(paused) = 'asked' then 2 else 0 end, adapter, tenant, channel
     limit ?`,
    most,
  )
  return rows.map(({ paused, ...bound }) => ({ ...bound, paused: absent(paused) }))
}
