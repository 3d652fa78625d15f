import { randomInt } from 'node:crypto'
import { constants, hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import about from '../package.json' with { type: 'json' }
import { createBot } from '../src/bot/bot.ts'
import { type OpenHouse, openHouse } from '../src/bot/open-house.ts'
import type { Adapter, Log } from '../src/chat.ts'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'
import { serveHealth } from './health.ts'
import { complain, refuse, settingsOf } from './operator.ts'
import { onPlatforms, platformsOf, secretsOf, settingsShape } from './platforms.ts'
import { createRestarts } from './restarts.ts'
import { sentenceOf } from './sentence.ts'
import { openServer, type Server } from './server.ts'
import { createStopping } from './stopping.ts'
import { createTerminalAdapter, TERMINAL_HINT } from './terminal/adapter.ts'
import { createConsole } from './terminal/console.ts'

/** 8 of 32 signs: 40 bits, so that even a million keys hardly ever meet. */
const newKey = (): string =>
  Array.from({ length: 8 }, () => 'abcdefghijkmnpqrstuvwxyz23456789'.charAt(randomInt(32))).join('')

const settings = settingsOf(settingsShape)
const isServing = onPlatforms(settings)
const metrics = createMetrics()
const write = createLog({
  // In the terminal the log would stand between the lines of the talk.
  least: settings.LOG_LEVEL ?? (isServing ? 'info' : 'error'),
  write: complain,
  now: Date.now,
  secrets: secretsOf(settings),
})
const log: Log = (level, event, facts) => {
  if (level === 'warn' || level === 'error') metrics.complained(level)
  write(level, event, facts)
}
const die = (sentence: string, error?: unknown): never => {
  log('error', 'paperboy ends', { sentence, error })
  process.exit(1)
}
// A log that nobody reads any more is no reason to end.
process.stderr.on('error', () => undefined)
process.on('unhandledRejection', error => die('A promise was rejected and nobody took care of it.', error))
process.on('uncaughtException', error => die('An error was thrown and nobody caught it.', error))

const adapters = new Map<string, Adapter>()
const ending = new AbortController()
let server: Server | undefined
let house: OpenHouse | undefined
let endedAsAsked = async (): Promise<void> => undefined

const stop = createStopping({
  adapters: () => adapters.values(),
  house: () => house,
  last: () => Promise.all([endedAsAsked(), server?.close()]),
  log,
  exit: code => process.exit(code),
  pause: ms => pause(ms),
})
const stopFor = (signal: 'SIGINT' | 'SIGTERM') => {
  ending.abort()
  stop(128 + constants.signals[signal])
}
process.on('SIGINT', stopFor)
process.on('SIGTERM', stopFor)

// Who talks to it in the terminal needs no address, and may have several of them.
if (isServing) {
  const { HOST: host, PORT: port } = settings
  server = await openServer({ host, port, log }).catch(error => refuse(sentenceOf(error)))
  serveHealth(server, {
    version: about.version,
    metrics,
    house: () => house,
    connections: () => new Map([...adapters].map(([name, adapter]) => [name, adapter.connections()])),
    stopping: () => ending.signal.aborted,
    now: Date.now,
  })
}

const parts = { settings, version: about.version, adapters, fetch, now: Date.now, newKey, log, metrics }
const opened = await openHouse(parts).catch(error => refuse(sentenceOf(error)))
house = opened
if (isServing) {
  const restarts = createRestarts({
    starts: opened.store.starts,
    host: hostname(),
    key: newKey(),
    now: Date.now,
    log,
    pause: (ms, signal) => pause(ms, undefined, { signal, ref: false }).catch(() => undefined),
    stopping: ending.signal,
  })
  endedAsAsked = restarts.endedAsAsked
  await restarts.begin()
}
if (!ending.signal.aborted) await startAll(opened)

/** Side by side, and the house with them: a platform that is down must not keep the other one waiting. */
async function startAll(house: OpenHouse): Promise<void> {
  const serve: Server['serve'] = (path, listener) => server?.serve(path, listener) ?? (() => undefined)
  const platforms = await platformsOf({ settings, serve, log, metrics, fatal: die, now: Date.now })
  for (const adapter of platforms.length > 0 ? platforms : [terminal()]) adapters.set(adapter.name, adapter)
  const starting = [...adapters.values()].map(async adapter => {
    // In the terminal nobody else waits, and a pipe of a hundred lines has a hundred answers.
    const manner =
      adapter.name === 'terminal' ? { hint: TERMINAL_HINT, commandsAMinute: Number.POSITIVE_INFINITY } : {}
    try {
      await adapter.start(createBot(house, adapter, manner))
      log('info', 'adapter started', { adapter: adapter.name })
    } catch (error) {
      if (!ending.signal.aborted) refuse(sentenceOf(error))
    }
  })
  house.start()
  await Promise.all(starting)
}

function terminal(): Adapter {
  const { stdin, stdout } = process
  // A dumb terminal, as within editors, cannot move its cursor back: it is served like a pipe.
  const interactive = stdin.isTTY === true && stdout.isTTY === true && process.env.TERM !== 'dumb'
  return createTerminalAdapter({
    console: createConsole({ input: stdin, output: stdout, interactive }),
    page: () => ({
      // Some pseudo-terminals say that they have none.
      columns: Math.min(stdout.columns || 100, 100),
      styled: interactive && process.env.NO_COLOR === undefined,
    }),
    now: Date.now,
    ended: () => stop(0),
  })
}
