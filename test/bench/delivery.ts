import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nextDueMs } from '../../src/delivery/calendar.ts'
import { openDatabase } from '../../src/store/engines/open-database.ts'
import { storeOn } from '../../src/store/store.ts'
import type { Terms } from '../../src/store/subscriptions.ts'
import { EVE_MS, tickFigures } from './delivery-figures.ts'
import { deliveriesASecond } from './delivery-throughput.ts'
import { print } from './table.ts'

/**
 * A store of so many subscriptions, due over a day and then all in one minute, on SQLite, in a process of its own;
 * and how fast one process posts over the real clients when the platforms' limits are lifted.
 */
export async function benchDelivery(subscriptions: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-delivery-'))
  const url = `sqlite:${join(folder, 'store.db')}`
  await fill(url, subscriptions)
  const measured = execFileSync(process.execPath, ['test/bench/delivery-process.ts', url], {
    encoding: 'utf8',
    // As \`npm start\` has it; from the second run on the process is weighed without its compiler.
    env: { ...process.env, NODE_COMPILE_CACHE: 'node_modules/.cache/node' },
  })
  await rm(folder, { recursive: true })

  const figures = {
    subscriptions,
    ...tickFigures.parse(JSON.parse(measured)),
    slackPerSecond: Math.round(await deliveriesASecond('slack')),
    discordPerSecond: Math.round(await deliveriesASecond('discord')),
  }
  print(
    [
      {
        what: `tick over ${subscriptions} subscriptions, p50`,
        figure: figures.tickP50Ms,
        unit: 'ms',
        aim: '',
      },
      { what: 'the same, p99', figure: figures.tickP99Ms, unit: 'ms', aim: '30' },
      { what: 'all due in one minute, opened', figure: figures.allAtOnceMs, unit: 'ms', aim: '3000' },
      { what: 'its processor time', figure: figures.allAtOnceCpuMs, unit: 'ms', aim: '' },
      { what: 'longest stall meanwhile', figure: figures.longestStallMs, unit: 'ms', aim: '50' },
      { what: 'resident after the day', figure: figures.residentMb, unit: 'MB', aim: '250' },
      { what: 'resident when all were due', figure: figures.residentAtOnceMb, unit: 'MB', aim: '250' },
      { what: 'Slack, limits lifted', figure: figures.slackPerSecond, unit: 'deliveries/s', aim: '400' },
      { what: 'Discord, limits lifted', figure: figures.discordPerSecond, unit: 'deliveries/s', aim: '400' },
    ],
    figures,
  )
}

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Tokyo', 'Australia/Sydney']

/** Subscriptions at every minute of the day, in zones around the world. */
async function fill(url: string, subscriptions: number): Promise<void> {
  const database = await openDatabase(url, () => EVE_MS)
  await storeOn(database)
  await database.atomically(async inside => {
    for (let n = 0; n < subscriptions; n += 1) {
      const [hour, minute] = [Math.floor(n / 60) % 24, n % 60].map(part => String(part).padStart(2, '0'))
      const timezone = ZONES[n % ZONES.length] ?? 'UTC'
      const terms: Terms = { at: `${hour}:${minute}`, timezone, days: [1, 2, 3, 4, 5], top: 5 }
      await inside.run(
        `insert into subscription (id, adapter, tenant, channel, author, every, terms, paused, next_due_ms, made_ms)
         values (?, ?, ?, ?, 'U1', 'day', ?, null, ?, 1)`,
        `b${n}`,
        n % 2 === 0 ? 'slack' : 'discord',
        `T${n % 5_000}`,
        `C${n}`,
        JSON.stringify(terms),
        nextDueMs(terms, EVE_MS),
      )
    }
  })
  await database.close()
}
