import { z } from 'zod'
import type { Day } from '../papers.ts'
import type { Database } from './database.ts'
import { DEADLINE_MS, KEPT_DAYS } from './deliveries.ts'
import { absent, jsonText, marks } from './rows.ts'
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

/** A channel has at most one subscription of each. */
export const EVERY = ['day', 'week'] as const
export type Every = (typeof EVERY)[number]
/** Of which kind terms are. */
export const everyOf = (terms: Terms): Every => terms.every ?? 'day'

export interface Subscription extends Bound {
  readonly id: string
  /** Who made it, to be told when it cannot be served. */
  readonly author: string
  readonly terms: Terms
  /** Why nothing is posted: `asked`, or the platform's refusal. */
  readonly paused?: string | undefined
  readonly nextDueMs: number
}

/** What is opened for a time that has come, and the next time. */
export interface Advance {
  readonly key: string
  readonly localDay: Day
  readonly nextDueMs: number
}

export interface Subscriptions {
  /** Makes the channel's daily or weekly subscription, or changes the one it has: then the id stays. */
  put(subscription: Subscription, nowMs: number): Promise<void>
  /** The channel's own of a kind, daily unless told. */
  of(bound: Bound, every?: Every): Promise<Subscription | undefined>
  /** The channel's own, the daily one first. */
  all(bound: Bound): Promise<readonly Subscription[]>
  byId(id: string): Promise<Subscription | undefined>
  /** Those whose next time is further off than `afterMs`: a clock has been set back. */
  astray(afterMs: number, limit: number): Promise<readonly Subscription[]>
  /** Sets the next time; nothing is opened. */
  move(id: string, nextDueMs: number): Promise<void>
  /**
   * Takes those whose time has come, longest due first, moves each to its next time and, in the same breath, opens
   * the delivery for the day that has come, as `plan` says. How many there were.
   */
  advance(nowMs: number, limit: number, plan: (due: Subscription) => Advance): Promise<number>
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

const A_DAY_MS = 24 * 60 * 60_000

const SUBSCRIPTION =
  'select id, adapter, tenant, channel, author, terms, paused, next_due_ms from subscription'

export function subscriptions(database: Database): Subscriptions {
  return {
    put: async ({ id, adapter, tenant, channel, author, terms, nextDueMs }, nowMs) => {
      await database.run(
        `insert into subscription (id, adapter, tenant, channel, author, every, terms, paused, next_due_ms, made_ms)
         values (?, ?, ?, ?, ?, ?, ?, null, ?, ?)
         on conflict (adapter, tenant, channel, every) do update set
           author = excluded.author, terms = excluded.terms, paused = null, next_due_ms = excluded.next_due_ms`,
        id,
        adapter,
        tenant,
        channel,
        author,
        everyOf(terms),
        JSON.stringify(terms),
        nextDueMs,
        nowMs,
      )
    },
    of: async ({ adapter, tenant, channel }, every = 'day') => {
      const [row] = await database.rows(
        subscriptionShape,
        `${SUBSCRIPTION} where adapter = ? and tenant = ? and channel = ? and every = ?`,
        adapter,
        tenant,
        channel,
        every,
      )
      return row
    },
    all: ({ adapter, tenant, channel }) =>
      database.rows(
        subscriptionShape,
        `${SUBSCRIPTION} where adapter = ? and tenant = ? and channel = ? order by every`,
        adapter,
        tenant,
        channel,
      ),
    byId: async id => {
      const [row] = await database.rows(subscriptionShape, `${SUBSCRIPTION} where id = ?`, id)
      return row
    },
    astray: (afterMs, limit) =>
      database.rows(
        subscriptionShape,
        `${SUBSCRIPTION} where paused is null and next_due_ms > ? limit ?`,
        afterMs,
        limit,
      ),
    move: async (id, nextDueMs) => {
      await database.run('update subscription set next_due_ms = ? where id = ?', nextDueMs, id)
    },
    advance: (nowMs, limit, plan) =>
      database.atomically(async inside => {
        const due = await inside.rows(
          subscriptionShape,
          `${SUBSCRIPTION} where paused is null and next_due_ms <= ? order by next_due_ms limit ? ${inside.skipLocked}`,
          nowMs,
          limit,
        )
        if (due.length === 0) return 0
        const planned = due.map(subscription => ({ subscription, ...plan(subscription) }))
        // One post for each local day, whatever changes: the row that is there already stands.
        await inside.run(
          `insert into delivery (key, subscription, local_day, part, adapter, tenant, channel, state, due_ms, deadline_ms, not_before_ms)
           values ${planned.map(() => "(?, ?, ?, 0, ?, ?, ?, 'due', ?, ?, ?)").join(', ')} on conflict do nothing`,
          ...planned.flatMap(
            ({ subscription: { id, adapter, tenant, channel, nextDueMs: dueMs }, key, localDay }) => [
              key,
              id,
              localDay,
              adapter,
              tenant,
              channel,
              dueMs,
              dueMs + DEADLINE_MS,
              dueMs,
            ],
          ),
        )
        // The oldest go when another comes, found by the index that keeps the days apart.
        await inside.run(
          `delete from delivery where subscription in (${marks(planned)}) and local_day < ? and state in ('sent', 'uncertain', 'skipped', 'failed')`,
          ...planned.map(({ subscription: { id } }) => id),
          new Date(nowMs - KEPT_DAYS * A_DAY_MS).toISOString().slice(0, 10),
        )
        await inside.run(
          `update subscription set next_due_ms = next.column2 from (values ${planned.map(() => '(?, cast(? as bigint))').join(', ')}) as next
           where subscription.id = next.column1`,
          ...planned.flatMap(({ subscription: { id }, nextDueMs }) => [id, nextDueMs]),
        )
        return due.length
      }),
    pause: (id, why) => database.atomically(inside => pauseSubscription(inside, id, why)),
    resume: async (id, nextDueMs) => {
      await database.run('update subscription set paused = null, next_due_ms = ? where id = ?', nextDueMs, id)
    },
    remove: async id => {
      await database.run('delete from subscription where id = ?', id)
    },
  }
}

/** Nothing of it is posted from now on. What is on the wire or being read back ends there: it is not tried again. */
export async function pauseSubscription(inside: Database, id: string, why: string): Promise<void> {
  await inside.run('update subscription set paused = ? where id = ?', why, id)
  await inside.run(
    "update delivery set state = 'skipped', why = 'paused' where subscription = ? and person is null and state in ('due', 'leased')",
    id,
  )
  await inside.run(
    "update delivery set deadline_ms = 0 where subscription = ? and person is null and state in ('sending', 'unknown')",
    id,
  )
}
