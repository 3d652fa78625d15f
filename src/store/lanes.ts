import { z } from 'zod'
import type { Pace } from '../chat.ts'
import type { Database } from './database.ts'
import { marks } from './rows.ts'

/** Where a post goes, for those that share a limit with it. */
export interface Bay {
  readonly adapter: string
  readonly tenant: string
  readonly channel: string
}

/** What shares a limit: an adapter, a tenant of it, or a channel there. */
interface Lane {
  /** How far apart posts in it are to be, on average. */
  readonly spacingMs: number
  /** From when on the next may go. */
  freeMs: number
  /** From when on nobody has been told to wait for it. */
  bookedMs: number
}

/**
 * The lanes of one adapter as they are at one moment. A lane keeps a rate by the generic cell rate algorithm
 * (ITU-T I.371), with room for two at once.
 */
export interface Lanes {
  /** How many posts may go now as far as the adapter itself is concerned. */
  room(): number
  /** Looks up the lanes of these; to be called before `enter`. */
  read(bays: readonly Bay[]): Promise<void>
  /** Undefined when a post may go now: then it has taken its place. Else the time it has to wait for. */
  enter(bay: Bay): number | undefined
  /** Nothing goes before a time: in the channel, in all of its tenant, or in all of the adapter. */
  hold(bay: Bay, what: 'channel' | 'tenant' | 'all', untilMs: number): void
  /** Remembers what has become of the lanes. */
  write(): Promise<void>
}

const laneShape = z.object({ name: z.string(), free_ms: z.number(), booked_ms: z.number() })

/** Lanes that have been free for a while are forgotten, so many at most. */
export async function sweepLanes(database: Database, nowMs: number): Promise<void> {
  await database.run(
    'delete from lane where name in (select name from lane where free_ms < ? limit 1000)',
    nowMs - 60_000,
  )
}

/**
 * Opens the lanes of an adapter within a transaction, and keeps other processes from them until it ends: so
 * replicas keep a rate between them.
 */
export async function openLanes(
  inside: Database,
  adapter: string,
  pace: Pace,
  nowMs: number,
): Promise<Lanes> {
  const lanes = new Map<string, Lane>()
  const changed = new Set<string>()
  const namesOf = ({ tenant, channel }: Bay) => ({
    channel: JSON.stringify([adapter, tenant, channel]),
    tenant: JSON.stringify([adapter, tenant]),
    all: JSON.stringify([adapter]),
  })
  const SPACING = { channel: pace.channelMs, tenant: pace.tenantMs, all: pace.allMs }

  const read = async (wanted: ReadonlyMap<string, number>): Promise<void> => {
    if (wanted.size === 0) return
    const rows = await inside.rows(
      laneShape,
      `select name, free_ms, booked_ms from lane where name in (${marks(wanted)})`,
      ...wanted.keys(),
    )
    for (const [name, spacingMs] of wanted) lanes.set(name, { spacingMs, freeMs: 0, bookedMs: 0 })
    for (const { name, free_ms, booked_ms } of rows) {
      const lane = lanes.get(name)
      if (lane) Object.assign(lane, { freeMs: free_ms, bookedMs: booked_ms })
    }
  }

  const whole = JSON.stringify([adapter])
  await inside.run(
    'insert into lane (name, free_ms, booked_ms) values (?, 0, 0) on conflict (name) do update set name = excluded.name',
    whole,
  )
  await read(new Map([[whole, pace.allMs]]))

  const lanesOf = (bay: Bay): readonly (readonly [string, Lane])[] =>
    Object.values(namesOf(bay)).flatMap(name => {
      const lane = lanes.get(name)
      return lane && (lane.spacingMs > 0 || lane.freeMs > nowMs) ? [[name, lane] as const] : []
    })

  return {
    room: () => {
      const { spacingMs, freeMs } = lanes.get(whole) ?? { spacingMs: 0, freeMs: 0 }
      if (freeMs - spacingMs > nowMs) return 0
      if (spacingMs === 0) return Number.POSITIVE_INFINITY
      return Math.floor((nowMs + spacingMs - Math.max(freeMs, nowMs)) / spacingMs) + 1
    },
    read: bays => {
      const wanted = new Map<string, number>()
      for (const bay of bays) {
        const names = namesOf(bay)
        // A limit that the adapter does not state may still have been run into.
        if (!lanes.has(names.tenant)) wanted.set(names.tenant, SPACING.tenant)
        if (!lanes.has(names.channel)) wanted.set(names.channel, SPACING.channel)
      }
      return read(wanted)
    },
    enter: bay => {
      const taken = lanesOf(bay)
      const free = taken.every(([, lane]) => lane.freeMs - lane.spacingMs <= nowMs)
      const atMs = free ? nowMs : Math.max(...taken.map(([, lane]) => Math.max(lane.freeMs, lane.bookedMs)))
      for (const [name, lane] of taken) {
        if (free) lane.freeMs = Math.max(lane.freeMs, nowMs) + lane.spacingMs
        else lane.bookedMs = atMs + lane.spacingMs
        changed.add(name)
      }
      return free ? undefined : atMs
    },
    hold: (bay, what, untilMs) => {
      const name = namesOf(bay)[what]
      const lane = lanes.get(name)
      if (!lane) return
      lane.freeMs = Math.max(lane.freeMs, untilMs + lane.spacingMs)
      changed.add(name)
    },
    write: async () => {
      const rows = [...changed].flatMap(name => {
        const lane = lanes.get(name)
        return lane ? [[name, lane.freeMs, lane.bookedMs]] : []
      })
      if (rows.length === 0) return
      await inside.run(
        `insert into lane (name, free_ms, booked_ms) values ${rows.map(() => '(?, ?, ?)').join(', ')}
         on conflict (name) do update set free_ms = excluded.free_ms, booked_ms = excluded.booked_ms`,
        ...rows.flat(),
      )
    },
  }
}
