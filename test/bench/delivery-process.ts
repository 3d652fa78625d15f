import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openHouse } from '../../src/bot/open-house.ts'
import { openDue } from '../../src/delivery/opening.ts'
import { openDatabase } from '../../src/store/engines/open-database.ts'
import { EVE_MS, type TickFigures } from './delivery-figures.ts'
import { percentile } from './table.ts'

/** The process that is measured: a whole house over the store of an address, its clock run through a day minute by minute. */
const A_MINUTE = 60_000
const MINUTES_A_DAY = 1_440
const [, , url = ''] = process.argv

// Loaded, as in a process that posts; connected to nothing, so that the ticks are measured by themselves.
await Promise.all([import('../../adapters/slack/adapter.ts'), import('../../adapters/discord/adapter.ts')])
let nowMs = EVE_MS
let keys = 0
const house = await openHouse({
  settings: { DATABASE_URL: url, HF_ENDPOINT: 'http://127.0.0.1:9', ARXIV_ENDPOINT: 'http://127.0.0.1:9' },
  version: '0.0.0',
  adapters: new Map(),
  fetch,
  now: () => nowMs,
  newKey: () => `bench${++keys}`,
  log: () => undefined,
})

const ticks: number[] = []
for (let minute = 0; minute < MINUTES_A_DAY; minute += 1) {
  nowMs += A_MINUTE
  const began = performance.now()
  await house.tick.run()
  ticks.push(performance.now() - began)
}
const residentMb = megabytes()

// The next day everyone is due at once.
nowMs += A_MINUTE
const database = await openDatabase(url, () => nowMs)
await database.run('update subscription set next_due_ms = ?', nowMs)
await database.close()
const stalls = monitorEventLoopDelay({ resolution: 1 })
await nextTurn()
stalls.enable()
const [began, used] = [performance.now(), process.cpuUsage()]
await openDue(house)
const [tookMs, cpu] = [performance.now() - began, process.cpuUsage(used)]
stalls.disable()

const figures: TickFigures = {
  tickP50Ms: rounded(percentile(ticks, 0.5)),
  tickP99Ms: rounded(percentile(ticks, 0.99)),
  allAtOnceMs: Math.round(tookMs),
  allAtOnceCpuMs: Math.round((cpu.user + cpu.system) / 1_000),
  longestStallMs: rounded(stalls.max / 1e6),
  residentMb,
  residentAtOnceMb: megabytes(),
}
await house.close()
console.log(JSON.stringify(figures))

function rounded(ms: number): number {
  return Number(ms.toFixed(1))
}
function megabytes(): number {
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}
