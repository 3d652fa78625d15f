import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openHouse } from '../../src/bot/open-house.ts'
import { nextDueMs } from '../../src/delivery/calendar.ts'
import { openDue } from '../../src/delivery/opening.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { storeOn } from '../../src/store/store.ts'
import type { Terms } from '../../src/store/subscriptions.ts'
import { deliveriesASecond } from './delivery-throughput.ts'
import { percentile, print } from './table.ts'

const A_MINUTE = 60_000
const MINUTES_A_DAY = 1_440
/** A Sunday's last minute of UTC, so that a whole working day comes. */
const EVE_MS = Date.UTC(2026, 10, 22, 23, 59)

/**
 * A store of so many subscriptions, due over a day and then all in one minute, on SQLite; and how fast one process
 * posts over the real clients when the platforms' limits are lifted.
 */
export async function benchDelivery(subscriptions: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-delivery-'))
  const url = `sqlite:${join(folder, 'store.db')}`
  let nowMs = EVE_MS
  await fill(url, subscriptions)
  // Loaded, as in a process that posts; connected to nothing, so that the ticks are measured by themselves.
  await Promise.all([import('../../adapters/slack/adapter.ts'), import('../../adapters/discord/adapter.ts')])
  const house = await openHouse({
    settings: { DATABASE_URL: url, HF_ENDPOINT: 'http://127.0.0.1:9' },
    version: '0.0.0',
    adapters: new Map(),
    fetch,
    now: () => nowMs,
    newKey: () => 'benches',
    log: () => undefined,
  })

  const ticks: number[] = []
  for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
    nowMs += A_MINUTE
    const began = performance.now()
    await house.tick.run()
    ticks.push(performance.now() - began)
  }
  const memory = process.memoryUsage().rss / 2 ** 20

  // The next day everyone is due at once.
  const database = await openDatabase(url, () => nowMs)
  await database.run('update subscription set next_due_ms = ?', nowMs + A_MINUTE)
  await database.close()
  nowMs += A_MINUTE
  await nextTurn()
  const stalls = monitorEventLoopDelay({ resolution: 1 })
  stalls.enable()
  const began = performance.now()
  await openDue(house)
  const atOnce = performance.now() - began
  stalls.disable()
  const memoryAtOnce = process.memoryUsage().rss / 2 ** 20
  await house.close()
  await rm(folder, { recursive: true })

  const figures = {
    subscriptions,
    tickP50Ms: rounded(percentile(ticks, 0.5)),
    tickP99Ms: rounded(percentile(ticks, 0.99)),
    allAtOnceMs: Math.round(atOnce),
    longestStallMs: rounded(stalls.max / 1e6),
    residentMb: Math.round(memory),
    residentAtOnceMb: Math.round(memoryAtOnce),
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
      { what: 'longest stall meanwhile', figure: figures.longestStallMs, unit: 'ms', aim: '50' },
      { what: 'resident after the day', figure: figures.residentMb, unit: 'MB', aim: '250' },
      { what: 'resident when all were due', figure: figures.residentAtOnceMb, unit: 'MB', aim: '250' },
      { what: 'Slack, limits lifted', figure: figures.slackPerSecond, unit: 'deliveries/s', aim: '400' },
      { what: 'Discord, limits lifted', figure: figures.discordPerSecond, unit: 'deliveries/s', aim: '400' },
    ],
    figures,
  )
}

const rounded = (ms: number): number => Number(ms.toFixed(1))

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
