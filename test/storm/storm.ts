import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { progressBar } from '../../src/progress.ts'
import { print, type Row } from '../bench/table.ts'
import { freshUrl, startPostgres } from '../rigs/postgres-server.ts'
import { CRASH_POINTS } from './crash-points.ts'
import { everyPoint, type Outcome } from './every-point.ts'
import { rage } from './rage.ts'

/**
 * Kills processes at each point of a delivery's way, so often on each store and against each platform, and then at
 * random while several share a PostgreSQL and the platforms fail. 0 rounds or 0 deliveries leave that part out.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    workers: { type: 'string', default: '8' },
    deliveries: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '400' },
    faults: { type: 'string', default: '0.1' },
  },
})
const [rounds = 0, workers = 0, deliveries = 0, kills = 0, faults = 0] = [
  values.rounds,
  values.workers,
  values.deliveries,
  values.kills,
  values.faults,
].map(Number)

const folder = await mkdtemp(join(tmpdir(), 'paperboy-storm-'))
const server = await startPostgres()
const rows: Row[] = []
const all: (Outcome & { readonly faults?: number })[] = []

if (rounds > 0) {
  const engines = {
    sqlite: async (platform: string) => `sqlite:${join(folder, `${platform}.db`)}`,
    postgres: () => freshUrl(server.url),
  }
  for (const platform of ['slack', 'discord'] as const) {
    for (const [engine, urlFor] of Object.entries(engines)) {
      const bar = progressBar(process.stderr, `${engine}, ${platform}`)
      let killed = 0
      const outcome = await everyPoint(await urlFor(platform), platform, rounds, () =>
        bar(++killed, rounds * CRASH_POINTS.length),
      )
      all.push(outcome)
      rows.push({
        what: `each of ${CRASH_POINTS.length} points × ${rounds}, ${platform}`,
        store: engine,
        ...outcome,
        faults: '',
      })
    }
  }
}
if (deliveries > 0) {
  const bar = progressBar(process.stderr, 'storm')
  const began = performance.now()
  const outcome = await rage(await freshUrl(server.url), {
    workers,
    deliveries,
    kills,
    faults,
    chance: Math.random,
    done: posted => bar(posted, deliveries),
  })
  all.push(outcome)
  const seconds = Math.round((performance.now() - began) / 1_000)
  rows.push({ what: `${workers} processes at once, ${seconds} s`, store: 'postgres', ...outcome })
}
await server.stop()
await rm(folder, { recursive: true })

const sum = (of: (outcome: Outcome & { readonly faults?: number }) => number): number =>
  all.reduce((total, outcome) => total + of(outcome), 0)
const figures = {
  kills: sum(outcome => outcome.kills),
  deliveries: sum(outcome => outcome.deliveries),
  faults: sum(outcome => outcome.faults ?? 0),
  duplicates: sum(outcome => outcome.duplicates),
  lost: sum(outcome => outcome.lost),
}
print(rows, figures)
if (figures.duplicates + figures.lost > 0) process.exitCode = 1
