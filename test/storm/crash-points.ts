import type { Adapter } from '../../src/chat.ts'
import type { Database } from '../../src/store/database.ts'

/** Where a process can die on a delivery's way: between any two things that others can see. */
export const CRASH_POINTS = [
  'K0 the day’s deliveries are opened, not committed',
  'K1 the day’s deliveries are opened',
  'K2 a delivery is taken',
  'K3 the intent is written',
  'K4 the request is on the wire',
  'K5 the answer is there, not written',
  'K6 the answer is written',
  'K7 a lost delivery is taken to be read back',
  'K8 it is found, not written',
  'K9 what was found is written',
] as const
export type CrashPoint = (typeof CRASH_POINTS)[number]

/** What a transaction has done, told from its statements. */
type Deed = 'opens' | 'takes' | 'intends' | 'settles' | 'takes lost'
const DEEDS: readonly (readonly [Deed, RegExp])[] = [
  ['opens', /^update subscription set next_due_ms = next/],
  ['takes', /^update delivery set state = 'leased'/],
  ['intends', /^update delivery set state = 'sending'/],
  ['settles', /^update delivery set state = ('sent'|\?)/],
  ['takes lost', /^update delivery set fence = fence \+ 1, owner = \?/],
]

/** A database and an adapter that end the process, by `die`, when it comes to a point. */
export function mortal(point: CrashPoint | undefined, die: () => Promise<never>) {
  let readBack = false

  const watched = (inside: Database, done: Set<Deed>): Database => ({
    ...inside,
    run: async (sql, ...values) => {
      const changed = await inside.run(sql, ...values)
      if (changed > 0) for (const [deed, shape] of DEEDS) if (shape.test(sql)) done.add(deed)
      return changed
    },
  })

  const beforeCommit = async (done: ReadonlySet<Deed>): Promise<void> => {
    if (point === CRASH_POINTS[0] && done.has('opens')) await die()
  }
  const afterCommit = async (done: ReadonlySet<Deed>): Promise<void> => {
    if (point === CRASH_POINTS[1] && done.has('opens')) await die()
    if (point === CRASH_POINTS[2] && done.has('takes')) await die()
    if (point === CRASH_POINTS[3] && done.has('intends')) await die()
    if (point === CRASH_POINTS[6] && done.has('settles')) await die()
    if (point === CRASH_POINTS[7] && done.has('takes lost')) await die()
    if (point === CRASH_POINTS[9] && readBack && done.has('settles')) await die()
  }

  return {
    database: (database: Database): Database => ({
      ...database,
      atomically: async work => {
        const done = new Set<Deed>()
        const result = await database.atomically(async inside => {
          const value = await work(watched(inside, done))
          await beforeCommit(done)
          return value
        })
        await afterCommit(done)
        return result
      },
    }),
    adapter: (adapter: Adapter): Adapter => ({
      ...adapter,
      post: async (to, reply, key) => {
        const posted = await adapter.post(to, reply, key)
        if (point === CRASH_POINTS[5] && posted.kind === 'sent') await die()
        return posted
      },
      find: async (to, key, sinceMs) => {
        const found = await adapter.find(to, key, sinceMs)
        readBack = true
        if (point === CRASH_POINTS[8]) await die()
        return found
      },
    }),
  }
}
