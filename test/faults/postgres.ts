import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, vi } from 'vitest'
import { type Cable, type Fate, layCable } from '../rigs/cable.ts'
import { freshUrl, type PostgresServer, startPostgres } from '../rigs/postgres-server.ts'
import { owesNothing } from '../storm/dying.ts'
import { openTown, type Town } from '../storm/town.ts'
import type { Fault } from './fault.ts'

/** What a transaction does on a delivery's way, told from its statements. */
const TRANSACTIONS = {
  'the day’s deliveries are opened': /update subscription set next_due_ms/i,
  'a delivery is taken': /update delivery set state = 'leased'/i,
  'the intent is written': /update delivery set state = 'sending'/i,
  'the outcome is written': /update delivery set state = 'sent'/i,
} as const

/** The line breaks at the COMMIT of the first transaction that says this, and at no other. */
function breakCommit(cable: Cable, says: RegExp, fate: Fate): void {
  let isIn = false
  cable.fate = said => {
    if (/begin/i.test(said)) isIn = false
    if (says.test(said)) isIn = true
    if (!isIn || !/commit/i.test(said)) return 'pass'
    cable.fate = () => 'pass'
    return fate
  }
}

async function inTown(prove: (here: Town, cable: Cable) => Promise<void>): Promise<void> {
  const url = await freshUrl(inject('postgres'))
  const cable = await layCable(url, `${new URL(url).searchParams.get('host')}/.s.PGSQL.5432`)
  const here = await openTown(cable.url)
  try {
    await prove(here, cable)
  } finally {
    await here.stop()
    await cable.stop()
  }
}

/** A process posts to Slack over a line to its PostgreSQL that breaks. */
const breaks = (where: keyof typeof TRANSACTIONS, fate: 'break before' | 'break after'): Fault => ({
  what: `a line that breaks ${fate.slice('break '.length)} the COMMIT by which ${where}`,
  outcome: 'the post comes once, with its thread',
  prove: () =>
    inTown(async (here, cable) => {
      await here.live('slack')
      breakCommit(cable, TRANSACTIONS[where], fate)
      await here.settle('slack', [Date.now() - 1])
      await owesNothing(here)
      expect(cable.breaks).toBe(1)
      const { owed, posted } = await here.tally()
      expect([...posted.values()]).toEqual(Array(owed).fill(1))
    }),
})

/** A server of its own breaks while many posts are on their way. */
const fails = (what: string, breakIt: (server: PostgresServer, here: Town) => Promise<void>): Fault => ({
  what,
  outcome: 'every post comes once, with its thread',
  prove: async () => {
    const server = await startPostgres()
    const here = await openTown(server.url)
    try {
      await here.live('slack')
      await here.settle('slack', Array<number>(30).fill(Date.now() - 1))
      await vi.waitUntil(async () => (await here.tally()).posted.size > 5, { timeout: 20_000, interval: 10 })
      await breakIt(server, here)
      await owesNothing(here)
      const { owed, posted } = await here.tally()
      expect([...posted.values()]).toEqual(Array(owed).fill(1))
    } finally {
      await here.stop()
      await server.stop()
    }
  },
})

/** As after a failover to a server that is not promoted yet: every session is a new one, and none may write. */
async function onlyRead(server: PostgresServer, here: Town): Promise<void> {
  const client = new pg.Client(server.url)
  await client.connect()
  const others =
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null'
  await client.query('alter database postgres set default_transaction_read_only = on')
  await client.query(others)
  await pause(1_500)
  expect(await here.owing()).toBeGreaterThan(0)
  await client.query('alter database postgres reset default_transaction_read_only')
  await client.query(others)
  await client.end()
}

const COMMITS: readonly Fault[] = (
  [
    'the day’s deliveries are opened',
    'a delivery is taken',
    'the intent is written',
    'the outcome is written',
  ] as const
).flatMap(where => [breaks(where, 'break before'), breaks(where, 'break after')])

export const POSTGRES: readonly Fault[] = [
  ...COMMITS,
  fails('a server that restarts', server => server.restart()),
  fails('a server that only reads for a while', onlyRead),
]
