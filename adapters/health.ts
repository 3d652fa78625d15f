import type { RequestListener, ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { OpenHouse } from '../src/bot/open-house.ts'
import type { Connections } from '../src/chat.ts'
import { EXPOSITION_TYPE, gaugeText } from '../src/exposition.ts'
import type { Metrics } from '../src/metrics.ts'
import type { Server } from './server.ts'

/** Whoever probes waits a second or more by default; a store that takes longer keeps people waiting too. */
const STORE_MS = 1_000
/** How often the loop is looked at, in milliseconds; a delay is what comes on top. */
const LOOP_RESOLUTION_MS = 20

/** What can be asked about the process; the house is undefined until it is open. */
export interface HealthParts {
  readonly version: string
  readonly metrics: Metrics
  readonly house: () => Pick<OpenHouse, 'store' | 'library' | 'index'> | undefined
  /** Those that were started. */
  readonly connections: () => ReadonlyMap<string, Connections>
  readonly stopping: () => boolean
  /** Unix milliseconds. */
  readonly now: () => number
}

/**
 * Serves `/healthz`: 200 as soon as the loop comes round to it, so that no answer means a process to be ended;
 * `/readyz`: 200 when the store answers and every platform that was started can be heard, else 503 with what is
 * missing (the hub's state does not matter: what is known can be searched without it); and `/metrics`.
 */
export function serveHealth(server: Server, parts: HealthParts): void {
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS })
  delay.enable()
  const delayed = (nanoseconds: number): number =>
    Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - LOOP_RESOLUTION_MS / 1e3) : 0

  const loopText = (): string => {
    const samples = [0.5, 0.99, 1].map(quantile => ({
      labels: { quantile },
      value: delayed(delay.percentile(quantile * 100)),
    }))
    delay.reset()
    return gaugeText(
      'paperboy_loop_delay_seconds',
      'By how much the event loop was held up since the scrape before.',
      samples,
    )
  }

  server.serve(
    '/healthz',
    toGet(async response => send(response, 200, { alive: true })),
  )
  server.serve(
    '/readyz',
    toGet(async response => {
      const missing = await missingFrom(parts)
      send(response, missing.length === 0 ? 200 : 503, { ready: missing.length === 0, missing })
    }),
  )
  server.serve(
    '/metrics',
    toGet(async response => {
      const text = parts.metrics.text() + (await stateText(parts)) + loopText()
      response.writeHead(200, { 'Content-Type': EXPOSITION_TYPE }).end(text)
    }),
  )
}

/** Why requests should not come here; empty when they should. */
async function missingFrom({ house, connections, stopping }: HealthParts): Promise<readonly string[]> {
  if (stopping()) return ['the process is stopping']
  const open = house()
  const platforms = [...connections()]
  if (!open || platforms.length === 0) return ['the process is starting']
  const silent = platforms.filter(([, { up }]) => up === 0).map(([name]) => `${name} is not connected`)
  const store = await answerOf(open.store)
  return store === undefined ? silent : [...silent, store]
}

async function answerOf(store: OpenHouse['store']): Promise<string | undefined> {
  const giveUp = new AbortController()
  const late = wait(STORE_MS, `the store has not answered within ${STORE_MS} ms`, { signal: giveUp.signal })
  const answer = store.answers().then(
    () => undefined,
    error => `the store does not answer: ${error instanceof Error ? error.message : String(error)}`,
  )
  const said = await Promise.race([answer, late])
  giveUp.abort()
  await late.catch(() => undefined)
  return said
}

/** Everything that stands rather than grows. What the store does not tell is left out, and `readyz` says why. */
async function stateText(parts: HealthParts): Promise<string> {
  const { version, house, connections, now } = parts
  const { rss, heapUsed } = process.memoryUsage()
  const of = (kind: keyof Connections) =>
    [...connections()].map(([adapter, found]) => ({ labels: { adapter }, value: found[kind] }))
  const texts = [
    gaugeText('paperboy_info', 'The version that runs.', [{ labels: { version }, value: 1 }]),
    gaugeText('process_start_time_seconds', 'When the process started, in Unix seconds.', [
      { value: now() / 1_000 - process.uptime() },
    ]),
    gaugeText('process_resident_memory_bytes', 'Memory that the process holds.', [{ value: rss }]),
    gaugeText('paperboy_heap_used_bytes', 'Of it, what its objects take.', [{ value: heapUsed }]),
    gaugeText('paperboy_connections_up', 'Connections to a platform over which it can be heard.', of('up')),
    gaugeText('paperboy_connections_wanted', 'Connections to a platform that there should be.', of('wanted')),
  ]
  const open = house()
  if (!open) return texts.join('')
  const freshness = open.library.freshness()
  const backlog = await open.store.backlog().catch(() => undefined)
  return [
    ...texts,
    gaugeText('paperboy_papers', 'Papers that can be found.', [{ value: open.index.size }]),
    gaugeText(
      'paperboy_feed_age_seconds',
      'Since the hub was last read; not there before the first time.',
      freshness.kind === 'stored' && freshness.readMs !== undefined
        ? [{ value: Math.max(0, now() - freshness.readMs) / 1_000 }]
        : [],
    ),
    gaugeText(
      'paperboy_deliveries_owed',
      'Messages that are due, under way, or of unknown outcome.',
      backlog ? [{ value: backlog.owed }] : [],
    ),
    gaugeText(
      'paperboy_due_lag_seconds',
      'Since the longest owed of them was due.',
      backlog ? [{ value: Math.max(0, now() - (backlog.oldestDueMs ?? now())) / 1_000 }] : [],
    ),
  ].join('')
}

/** A listener for GET and HEAD alone. What fails within is answered 500. */
function toGet(answer: (response: ServerResponse) => Promise<void>): RequestListener {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end()
    return void answer(response).catch(error => response.writeHead(500).end(String(error)))
  }
}

function send(response: ServerResponse, status: number, told: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(told)}\n`)
}
