import { z } from 'zod'
import type { Day } from '../papers.ts'
import type { Database } from './database.ts'
import { absent, jsonText } from './rows.ts'
import type { Bound } from './talks.ts'

const termsShape = z
  .object({
    /** Daily unless told. A weekly one has one day in `days`. */
    every: z.literal('week').exactOptional(),
    /** Local time, `HH:MM`. */
    at: z.string(),
    /** An IANA zone. */
    timezone: z.string(),
    /** ISO weekdays, 1 is Monday; sorted, at least one. */
    days: z.array(z.number()).readonly(),
    /** How many papers stand in the message itself; the rest go to its thread. */
    top: z.number(),
    about: z.array(z.string()).readonly().exactOptional(),
    exclude: z.array(z.string()).readonly().exactOptional(),
    minUpvotes: z.number().exactOptional(),
    hasCode: z.boolean().exactOptional(),
  })
  .readonly()

/** What a channel has asked for. */
export type Terms = z.infer<typeof termsShape>

export interface Subscription extends Bound {
  readonly id: string
  /** Who made it, to be told when it cannot be served. */
  readonly author: string
  readonly terms: Terms
  /** Why nothing is posted: `asked`, or the platform's refusal. */
  readonly paused?: string | undefined
  readonly nextDueMs: number
}

export interface Subscriptions {
  /** Makes the channel's daily subscription, or changes the one it has: then the id stays. */
  put(subscription: Subscription, nowMs: number): Promise<void>
  of(bound: Bound): Promise<Subscription | undefined>
  byId(id: string): Promise<Subscription | undefined>
  /** Those whose time has come, longest due first. */
  due(nowMs: number, limit: number): Promise<readonly Subscription[]>
  /** Moves on to the next time and, in the same breath, opens the delivery for the day that has come. */
  advance(
    subscription: Subscription,
    next: { readonly nextDueMs: number },
    opened: { readonly key: string; readonly localDay: Day },
  ): Promise<void>
  /** Nothing is posted from now on; what was owed already is left out. */
  pause(id: string, why: string): Promise<void>
  resume(id: string, nextDueMs: number): Promise<void>
  remove(id: string): Promise<void>
}

const subscriptionShape = z
  .object({
    id: z.string(),
    adapter: z.string(),
    tenant: z.string(),
    channel: z.string(),
    author: z.string(),
    terms: jsonText.pipe(termsShape),
    paused: z.string().nullable(),
    next_due_ms: z.number(),
  })
  .transform(
    ({ next_due_ms, paused, ...row }): Subscription => ({
      ...row,
      paused: absent(paused),
      nextDueMs: next_due_ms,
    }),
  )

const SUBSCRIPTION =
  'select id, adapter, tenant, channel, author, terms, paused, next_due_ms from subscription'

export function subscriptions(database: Database): Subscriptions {
  return {
    put: async ({ id, adapter, tenant, channel, author, terms, nextDueMs }, nowMs) => {
      await database.run(
        `insert into subscription (id, adapter, tenant, channel, author, every, terms, paused, next_due_ms, made_ms)
         values (?, ?, ?, ?, ?, 'day', ?, null, ?, ?)
         on conflict (adapter, tenant, channel, every) do update set
           author = excluded.author, terms = excluded.terms, paused = null, next_due_ms = excluded.next_due_ms`,
        id,
        adapter,
        tenant,
        channel,
        author,
        JSON.stringify(terms),
        nextDueMs,
        nowMs,
      )
    },
    of: async ({ adapter, tenant, channel }) => {
      const [row] = await database.rows(
        subscriptionShape,
        `${SUBSCRIPTION} where adapter = ? and tenant = ? and channel = ?`,
        adapter,
        tenant,
        channel,
      )
      return row
    },
    byId: async id => {
      const [row] = await database.rows(subscriptionShape, `${SUBSCRIPTION} where id = ?`, id)
      return row
    },
    due: (nowMs, limit) =>
      database.rows(
        subscriptionShape,
        `${SUBSCRIPTION} where paused is null and next_due_ms <= ? order by next_due_ms limit ?`,
        nowMs,
        limit,
      ),
    advance: (subscription, { nextDueMs }, { key, localDay }) =>
      database.atomically(async inside => {
        // One post for each local day, whatever changes: the row that is there already stands.
        await inside.run(
          `insert into delivery (key, subscription, local_day, part, state, due_ms, not_before_ms)
           values (?, ?, ?, 0, 'due', ?, ?) on conflict do nothing`,
          key,
          subscription.id,
          localDay,
          subscription.nextDueMs,
          subscription.nextDueMs,
        )
        await inside.run(
          'update subscription set next_due_ms = ? where id = ? and next_due_ms = ?',
          nextDueMs,
          subscription.id,
          subscription.nextDueMs,
        )
      }),
    pause: (id, why) =>
      database.atomically(async inside => {
        await inside.run('update subscription set paused = ? where id = ?', why, id)
        await inside.run(
          "update delivery set state = 'skipped', why = 'paused' where subscription = ? and state = 'due'",
          id,
        )
      }),
    resume: async (id, nextDueMs) => {
      await database.run('update subscription set paused = null, next_due_ms = ? where id = ?', nextDueMs, id)
    },
    remove: async id => {
      await database.run('delete from subscription where id = ?', id)
    },
  }
}
