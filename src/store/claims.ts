import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Pace } from '../chat.ts'
import type { Database } from './database.ts'
import { type Delivery, deliveriesOf } from './deliveries.ts'
import { type Bay, openLanes, sweepLanes } from './lanes.ts'
import { marks } from './rows.ts'

/** The time of a part that waits for the one before it. */
export const NEVER_MS = Number.MAX_SAFE_INTEGER

const SLICE = 500

export interface Claimed {
  readonly deliveries: readonly Delivery[]
  /** How many were left out instead, since their deadline was over. */
  readonly late: number
}

/** How deliveries come into someone's hands, each into one's at a time, for as long as a lease lasts. */
export interface Claims {
  /**
   * What was held too long is taken out of dead hands: what had not been on the wire is due again; what may have
   * been is unknown, and is to be read back after `settleMs`.
   */
  sweep(settleMs: number): Promise<void>
  /**
   * Takes those whose time has come, longest waiting first, as fast as `pace` allows; the others get a later time, and
   * those whose deadline is over are left out, with the parts that wait for them.
   */
  due(taking: Taking & { readonly pace: Pace }): Promise<Claimed>
  /** Takes those that are to be read back. */
  lost(taking: Taking): Promise<Claimed>
  /** When there may be something to take again, in Unix milliseconds; undefined while there is nothing at all. */
  next(adapter: string): Promise<number | undefined>
  /** Nothing goes to a channel, or to more than that, before `forMs` have passed. */
  hold(bay: Bay, what: 'channel' | 'tenant' | 'all', pace: Pace, forMs: number): Promise<void>
}

export interface Taking {
  readonly adapter: string
  /** Who takes them: a key of this process's life. */
  readonly owner: string
  readonly limit: number
  readonly leaseMs: number
}

const NOTHING: Claimed = Object.freeze({ deliveries: [], late: 0 })
/** After a long silence many are late, which are to be out of the way soon. */
const LATE_SLICE = 64

const waitingShape = z.object({
  key: z.string(),
  adapter: z.string(),
  tenant: z.string(),
  channel: z.string(),
  subscription: z.string(),
  local_day: z.string(),
  part: z.number(),
  deadline_ms: z.number(),
})
const timeShape = z.object({ ms: z.number().nullable() })

export function claims(database: Database): Claims {
  /** Changes those whose time is over, so many at once that nobody else waits for long. */
  const inSlices = async (over: string, nowMs: number, changes: string): Promise<void> => {
    const sql = `update delivery set ${changes} where key in (select key from delivery where ${over} < ? limit ${SLICE})`
    while ((await database.run(sql, nowMs)) === SLICE) await nextTurn()
  }

  /** A look costs nothing; a transaction that finds nothing waits for the disk, or crosses the network four times. */
  const isAny = async (adapter: string, state: 'due' | 'unknown'): Promise<boolean> => {
    const nowMs = await database.now()
    const sql = `select key from delivery where adapter = ? and state = '${state}' and not_before_ms <= ? limit 1`
    return (await database.rows(z.object({ key: z.string() }), sql, adapter, nowMs)).length > 0
  }

  return {
    sweep: async settleMs => {
      const nowMs = await database.now()
      await inSlices(
        "state = 'leased' and leased_until_ms",
        nowMs,
        "state = 'due', fence = fence + 1, owner = null",
      )
      await inSlices(
        "state = 'sending' and leased_until_ms",
        nowMs,
        `state = 'unknown', fence = fence + 1, owner = null, not_before_ms = ${Math.round(nowMs + settleMs)}, why = 'lost'`,
      )
      await sweepLanes(database, nowMs)
    },

    due: async ({ adapter, owner, limit, leaseMs, pace }) => {
      if (!(await isAny(adapter, 'due'))) return NOTHING
      return database.atomically(async inside => {
        const nowMs = await inside.now()
        const lanes = await openLanes(inside, adapter, pace, nowMs)
        const most = Math.min(limit, lanes.room())
        if (most < 1) return NOTHING
        const waiting = await inside.rows(
          waitingShape,
          `select key, adapter, tenant, channel, subscription, local_day, part, deadline_ms from delivery where adapter = ? and state = 'due' and not_before_ms <= ?
           order by not_before_ms limit ? ${inside.skipLocked}`,
          adapter,
          nowMs,
          Math.max(most, LATE_SLICE),
        )
        const late = waiting.filter(({ deadline_ms }) => deadline_ms < nowMs)
        for (const { subscription, local_day, part } of late)
          await inside.run(
            "update delivery set state = 'skipped', why = 'late' where subscription = ? and local_day = ? and part >= ? and state = 'due'",
            subscription,
            local_day,
            part,
          )
        const bays = waiting.filter(({ deadline_ms }) => deadline_ms >= nowMs).slice(0, most)
        await lanes.read(bays)
        const taken: string[] = []
        for (const bay of bays) {
          const atMs = lanes.enter(bay)
          if (atMs === undefined) taken.push(bay.key)
          else await inside.run('update delivery set not_before_ms = ? where key = ?', atMs, bay.key)
        }
        await lanes.write()
        if (taken.length > 0)
          await inside.run(
            `update delivery set state = 'leased', fence = fence + 1, owner = ?, leased_until_ms = ? where key in (${marks(taken)})`,
            owner,
            nowMs + leaseMs,
            ...taken,
          )
        return { deliveries: await deliveriesOf(inside, taken), late: late.length }
      })
    },

    lost: async ({ adapter, owner, limit, leaseMs }) => {
      if (!(await isAny(adapter, 'unknown'))) return NOTHING
      return database.atomically(async inside => {
        const nowMs = await inside.now()
        const rows = await inside.rows(
          z.object({ key: z.string() }),
          `select key from delivery where adapter = ? and state = 'unknown' and not_before_ms <= ?
           order by not_before_ms limit ? ${inside.skipLocked}`,
          adapter,
          nowMs,
          limit,
        )
        const keys = rows.map(({ key }) => key)
        if (keys.length > 0)
          await inside.run(
            // It stays unknown whatever becomes of whoever reads it back; the next looks after the lease.
            `update delivery set fence = fence + 1, owner = ?, leased_until_ms = ?, not_before_ms = ? where key in (${marks(keys)})`,
            owner,
            nowMs + leaseMs,
            nowMs + leaseMs,
            ...keys,
          )
        return { deliveries: await deliveriesOf(inside, keys), late: 0 }
      })
    },

    next: async adapter => {
      const first = async (sql: string, ...values: readonly string[]): Promise<number> => {
        const [row] = await database.rows(timeShape, sql, ...values)
        return row?.ms ?? NEVER_MS
      }
      const dueMs = await first(
        "select min(not_before_ms) as ms from delivery where adapter = ? and state = 'due'",
        adapter,
      )
      const lostMs = await first(
        "select min(not_before_ms) as ms from delivery where adapter = ? and state = 'unknown'",
        adapter,
      )
      const heldMs = await first(
        "select min(leased_until_ms) as ms from delivery where state in ('leased', 'sending')",
      )
      const freeMs = await first('select free_ms as ms from lane where name = ?', JSON.stringify([adapter]))
      const openMs = freeMs === NEVER_MS ? dueMs : Math.max(dueMs, freeMs)
      const nextMs = Math.min(openMs, lostMs, heldMs)
      return nextMs === NEVER_MS ? undefined : nextMs
    },

    hold: (bay, what, pace, forMs) =>
      database.atomically(async inside => {
        const nowMs = await inside.now()
        const lanes = await openLanes(inside, bay.adapter, pace, nowMs)
        await lanes.read([bay])
        lanes.hold(bay, what, nowMs + forMs)
        await lanes.write()
      }),
  }
}
