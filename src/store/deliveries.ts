import { z } from 'zod'
import type { Place, Reply } from '../chat.ts'
import type { Day, FeedDay, PaperKey } from '../papers.ts'
import type { Database } from './database.ts'
import { replyShape } from './replies.ts'
import { absent, jsonText, stringList } from './rows.ts'
import type { Every } from './subscriptions.ts'
import type { Bound } from './talks.ts'

/** One message of a digest, as it will be posted whatever happens in between. */
export interface FrozenPart {
  readonly key: string
  readonly papers: readonly PaperKey[]
  readonly reply: Reply
}

/**
 * One message owed to a channel: part 0 is the digest itself, the parts after it stand in its thread.
 * `due` waits for its time; `sending` may be on the wire; `unknown` was on the wire when the line went dead.
 */
export interface Delivery {
  readonly key: string
  readonly subscription: string
  readonly localDay: Day
  readonly part: number
  readonly state: 'due' | 'sending' | 'unknown'
  readonly dueMs: number
  readonly attempts: number
  readonly feedDay?: FeedDay | undefined
  readonly frozen?: FrozenPart | undefined
  /** Why it was put off the last time, if it was. */
  readonly why?: string | undefined
  readonly triedMs?: number | undefined
  /** The thread it goes to: that of part 0. */
  readonly place?: Place | undefined
}

export type Ended = 'sent' | 'skipped' | 'failed'

export interface LastDelivery {
  readonly state: Ended | Delivery['state']
  readonly localDay: Day
  readonly dueMs: number
  readonly feedDay?: FeedDay | undefined
  readonly why?: string | undefined
}

export interface Deliveries {
  /** Opens a delivery outside the calendar; `name` stands where a local day would. */
  open(subscription: string, key: string, name: string, nowMs: number): Promise<void>
  /** Those to be worked on now, earliest due first; a part waits until the one before it is sent. */
  ready(nowMs: number, limit: number): Promise<readonly Delivery[]>
  /** Whatever was left in mid-sending since before `beforeMs` is from now on unknown. */
  presumeLost(beforeMs: number, notBeforeMs: number): Promise<void>
  /**
   * The intent, committed before the request: freezes the digest and its parts. True for exactly one
   * caller; whoever gets false leaves the delivery alone.
   */
  begin(
    delivery: Delivery,
    frozen: { readonly feedDay: FeedDay; readonly parts: readonly FrozenPart[] },
    nowMs: number,
  ): Promise<boolean>
  /** Sent: remembered together with the papers that the channel has had by it. */
  sent(
    delivery: Delivery,
    bound: Bound,
    papers: readonly PaperKey[],
    posted: { readonly place: Place; readonly message: string },
    nowMs: number,
  ): Promise<void>
  /** Back to be tried, read back, or looked at again, not before a time. */
  again(delivery: Delivery, state: 'due' | 'unknown', notBeforeMs: number, why?: string): Promise<void>
  end(delivery: Delivery, state: 'skipped' | 'failed', why: string): Promise<void>
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
    state: z.enum(['due', 'sending', 'unknown']),
    due_ms: z.number(),
    attempts: z.number(),
    feed_day: z.string().nullable(),
    papers: stringList.nullable(),
    payload: jsonText.pipe(replyShape).nullable(),
    tried_ms: z.number().nullable(),
    why: z.string().nullable(),
    root_place: z.string().nullable(),
  })
  .transform(
    (row): Delivery => ({
      key: row.key,
      subscription: row.subscription,
      localDay: row.local_day,
      part: row.part,
      state: row.state,
      dueMs: row.due_ms,
      attempts: row.attempts,
      feedDay: absent(row.feed_day),
      frozen:
        row.payload && row.papers ? { key: row.key, papers: row.papers, reply: row.payload } : undefined,
      triedMs: absent(row.tried_ms),
      why: absent(row.why),
      place: absent(row.root_place),
    }),
  )

export function deliveries(database: Database): Deliveries {
  return {
    open: async (subscription, key, name, nowMs) => {
      await database.run(
        `insert into delivery (key, subscription, local_day, part, state, due_ms, not_before_ms)
         values (?, ?, ?, 0, 'due', ?, ?) on conflict do nothing`,
        key,
        subscription,
        name,
        nowMs,
        nowMs,
      )
    },
    ready: (nowMs, limit) =>
      database.rows(
        deliveryShape,
        `select d.key, d.subscription, d.local_day, d.part, d.state, d.due_ms, d.attempts, d.feed_day, d.papers, d.payload, d.tried_ms, d.why, root.place as root_place
         from delivery d
         left join delivery root on root.subscription = d.subscription and root.local_day = d.local_day and root.part = 0
         left join delivery before on before.subscription = d.subscription and before.local_day = d.local_day and before.part = d.part - 1
         where d.state in ('due', 'unknown') and d.not_before_ms <= ? and (d.part = 0 or before.state = 'sent')
         order by d.due_ms, d.part limit ?`,
        nowMs,
        limit,
      ),
    presumeLost: async (beforeMs, notBeforeMs) => {
      await database.run(
        "update delivery set state = 'unknown', not_before_ms = ? where state = 'sending' and tried_ms < ?",
        notBeforeMs,
        beforeMs,
      )
    },
    begin: (delivery, { feedDay, parts }, nowMs) =>
      database.atomically(async inside => {
        const [own, ...rest] = parts
        const taken = await inside.run(
          `update delivery set state = 'sending', attempts = attempts + 1, tried_ms = ?, feed_day = ?,
             papers = coalesce(papers, ?), payload = coalesce(payload, ?)
           where key = ? and state = 'due'`,
          nowMs,
          feedDay,
          own ? JSON.stringify(own.papers) : null,
          own ? JSON.stringify(own.reply) : null,
          delivery.key,
        )
        if (taken !== 1) return false
        for (const [index, part] of rest.entries()) {
          await inside.run(
            `insert into delivery (key, subscription, local_day, part, state, due_ms, not_before_ms, feed_day, papers, payload)
             values (?, ?, ?, ?, 'due', ?, ?, ?, ?, ?) on conflict do nothing`,
            part.key,
            delivery.subscription,
            delivery.localDay,
            delivery.part + index + 1,
            delivery.dueMs,
            nowMs,
            feedDay,
            JSON.stringify(part.papers),
            JSON.stringify(part.reply),
          )
        }
        return true
      }),
    sent: (delivery, { adapter, tenant, channel }, papers, { place, message }, nowMs) =>
      database.atomically(async inside => {
        await inside.run(
          "update delivery set state = 'sent', place = ?, message = ?, why = null where key = ?",
          place,
          message,
          delivery.key,
        )
        for (const paper of papers) {
          await inside.run(
            `insert into had_paper (adapter, tenant, channel, every, paper, at_ms)
             values (?, ?, ?, coalesce((select every from subscription where id = ?), 'day'), ?, ?) on conflict do nothing`,
            adapter,
            tenant,
            channel,
            delivery.subscription,
            paper,
            nowMs,
          )
        }
      }),
    again: async (delivery, state, notBeforeMs, why) => {
      await database.run(
        'update delivery set state = ?, not_before_ms = ?, why = ? where key = ?',
        state,
        notBeforeMs,
        why ?? null,
        delivery.key,
      )
    },
    end: async (delivery, state, why) => {
      await database.run('update delivery set state = ?, why = ? where key = ?', state, why, delivery.key)
    },
    feedDays: async (subscription, from) => {
      const rows = await database.rows(
        z.object({ feed_day: z.string() }),
        "select feed_day from delivery where subscription = ? and part = 0 and state = 'sent' and feed_day >= ?",
        subscription,
        from,
      )
      return new Set(rows.map(row => row.feed_day))
    },
    slots: async (subscription, from) => {
      const rows = await database.rows(
        z.object({ local_day: z.string() }),
        'select local_day from delivery where subscription = ? and part = 0 and local_day >= ?',
        subscription,
        from,
      )
      return new Set(rows.map(row => row.local_day))
    },
    last: async subscription => {
      const [row] = await database.rows(
        z
          .object({
            state: z.enum(['due', 'sending', 'unknown', 'sent', 'skipped', 'failed']),
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
         where subscription = ? and part = 0 order by due_ms desc limit 1`,
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
