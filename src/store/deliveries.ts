import { z } from 'zod'
import type { Address, Place, Reply } from '../chat.ts'
import type { Day, FeedDay, PaperKey } from '../papers.ts'
import type { Database } from './database.ts'
import { replyShape } from './replies.ts'
import { absent, jsonText, marks, stringList } from './rows.ts'
import type { Every } from './subscriptions.ts'
import type { Bound } from './talks.ts'

/** After six hours a daily post is no longer of its day: it is left out, and `status` says so. */
export const DEADLINE_MS = 6 * 60 * 60_000

/**
 * What became of a delivery is kept for so many days: nobody looks further back than a week. Which papers a channel has
 * had is kept for good.
 */
export const KEPT_DAYS = 60

/** One message of a digest, as it will be posted whatever happens in between. */
export interface FrozenPart {
  readonly key: string
  readonly papers: readonly PaperKey[]
  readonly reply: Reply
}

/**
 * One message owed to a channel: part 0 is the digest itself, the parts after it stand in its thread. Or one owed
 * to a person, who is told why a subscription is paused.
 */
export interface Delivery {
  readonly key: string
  readonly subscription: string
  readonly localDay: Day
  readonly part: number
  /** The channel, with the thread of part 0 for the parts after it; or the person. */
  readonly to: Address
  readonly bound: Bound
  /** As whoever has it took it: to be sent, or to be read back. */
  readonly state: 'leased' | 'unknown'
  readonly dueMs: number
  readonly deadlineMs: number
  readonly attempts: number
  /** Grows with each change of hands: what is written under an older one is not. */
  readonly fence: number
  readonly feedDay?: FeedDay | undefined
  readonly frozen?: FrozenPart | undefined
  /** Why it was put off the last time, if it was. */
  readonly why?: string | undefined
  /** When it was on the wire first. */
  readonly triedMs?: number | undefined
  /** The thread it goes to: that of part 0. */
  readonly place?: Place | undefined
}

/**
 * `due` waits for its time; `leased` is in someone's hands; `sending` may be on the wire; `unknown` was on the wire
 * when the line went dead, and is to be read back; `uncertain` could not be, and counts as sent.
 */
export const STATES = [
  'due',
  'leased',
  'sending',
  'unknown',
  'sent',
  'uncertain',
  'skipped',
  'failed',
] as const
export type State = (typeof STATES)[number]

export interface LastDelivery {
  readonly state: State
  readonly localDay: Day
  readonly dueMs: number
  readonly feedDay?: FeedDay | undefined
  readonly why?: string | undefined
}

/** What is known of deliveries, and how one begins; how it goes on, see claims.ts. */
export interface Deliveries {
  /**
   * Opens a delivery outside the calendar; `name` stands where a local day would, and begins with the day so that it goes
   * when its time has come.
   */
  open(subscription: string, key: string, name: string, nowMs: number): Promise<void>
  /** The feed days from `from` on that posts of the subscription were made of; of a weekly one the newest of each week. */
  feedDays(subscription: string, from: FeedDay): Promise<ReadonlySet<FeedDay>>
  /** The slots from `from` on for which a post was opened, whatever became of it. */
  slots(subscription: string, from: Day): Promise<ReadonlySet<Day>>
  last(subscription: string): Promise<LastDelivery | undefined>
  /** What the channel has had in its daily posts, or in its weekly ones; if told, only `among` these papers. */
  had(
    bound: Bound,
    asked?: { readonly every?: Every; readonly among?: readonly PaperKey[] },
  ): Promise<ReadonlySet<PaperKey>>
}

const deliveryShape = z
  .object({
    key: z.string(),
    subscription: z.string(),
    local_day: z.string(),
    part: z.number(),
    adapter: z.string(),
    tenant: z.string(),
    channel: z.string(),
    person: z.string().nullable(),
    state: z.enum(['leased', 'unknown']),
    due_ms: z.number(),
    deadline_ms: z.number(),
    attempts: z.number(),
    fence: z.number(),
    feed_day: z.string().nullable(),
    papers: stringList.nullable(),
    payload: jsonText.pipe(replyShape).nullable(),
    tried_ms: z.number().nullable(),
    why: z.string().nullable(),
    root_place: z.string().nullable(),
  })
  .transform((row): Delivery => {
    const { key, subscription, part, state, attempts, fence, adapter, tenant, channel } = row
    const place = part === 0 ? undefined : absent(row.root_place)
    return {
      key,
      subscription,
      localDay: row.local_day,
      part,
      to:
        row.person === null
          ? { adapter, tenant, channel, ...(place !== undefined && { place }) }
          : { adapter, tenant, person: row.person },
      bound: { adapter, tenant, channel },
      state,
      dueMs: row.due_ms,
      deadlineMs: row.deadline_ms,
      attempts,
      fence,
      feedDay: absent(row.feed_day),
      frozen:
        row.payload && row.papers ? { key: row.key, papers: row.papers, reply: row.payload } : undefined,
      triedMs: absent(row.tried_ms),
      why: absent(row.why),
      place,
    }
  })

/** Deliveries by their keys, those due first at the front. */
export async function deliveriesOf(inside: Database, keys: readonly string[]): Promise<readonly Delivery[]> {
  if (keys.length === 0) return []
  return inside.rows(
    deliveryShape,
    `select d.key, d.subscription, d.local_day, d.part, d.adapter, d.tenant, d.channel, d.person, d.state, d.due_ms, d.deadline_ms, d.attempts, d.fence,
       d.feed_day, d.papers, d.payload, d.tried_ms, d.why, root.place as root_place
     from delivery d
     left join delivery root on root.subscription = d.subscription and root.local_day = d.local_day and root.part = 0
     where d.key in (${marks(keys)}) order by d.due_ms, d.part`,
    ...keys,
  )
}

export function deliveries(database: Database): Deliveries {
  return {
    open: async (subscription, key, name, nowMs) => {
      await database.run(
        `insert into delivery (key, subscription, local_day, part, adapter, tenant, channel, state, due_ms, deadline_ms, not_before_ms)
         select ?, id, ?, 0, adapter, tenant, channel, 'due', cast(? as bigint), cast(? as bigint), cast(? as bigint)
         from subscription where id = ? on conflict do nothing`,
        key,
        name,
        nowMs,
        nowMs + DEADLINE_MS,
        nowMs,
        subscription,
      )
    },
    feedDays: async (subscription, from) => {
      const rows = await database.rows(
        z.object({ feed_day: z.string() }),
        "select feed_day from delivery where subscription = ? and part = 0 and state in ('sent', 'uncertain') and feed_day >= ?",
        subscription,
        from,
      )
      return new Set(rows.map(row => row.feed_day))
    },
    slots: async (subscription, from) => {
      const rows = await database.rows(
        z.object({ local_day: z.string() }),
        'select local_day from delivery where subscription = ? and part = 0 and person is null and local_day >= ?',
        subscription,
        from,
      )
      return new Set(rows.map(row => row.local_day))
    },
    last: async subscription => {
      const [row] = await database.rows(
        z
          .object({
            state: z.enum(STATES),
            local_day: z.string(),
            due_ms: z.number(),
            feed_day: z.string().nullable(),
            why: z.string().nullable(),
          })
          .transform(
            (found): LastDelivery => ({
              state: found.state,
              localDay: found.local_day,
              dueMs: found.due_ms,
              feedDay: absent(found.feed_day),
              why: absent(found.why),
            }),
          ),
        `select state, local_day, due_ms, feed_day, why from delivery
         where subscription = ? and part = 0 and person is null order by due_ms desc limit 1`,
        subscription,
      )
      return row
    },
    had: async ({ adapter, tenant, channel }, { every = 'day', among } = {}) => {
      const rows = await database.rows(
        z.object({ paper: z.string() }),
        `select paper from had_paper where adapter = ? and tenant = ? and channel = ? and every = ?
         ${among === undefined ? '' : `and paper in (${['null', ...among.map(() => '?')].join(', ')})`}`,
        adapter,
        tenant,
        channel,
        every,
        ...(among ?? []),
      )
      return new Set(rows.map(row => row.paper))
    },
  }
}
