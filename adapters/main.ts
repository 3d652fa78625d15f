import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import type { z } from 'zod'
import about from '../package.json' with { type: 'json' }
import { createBot } from '../src/bot/bot.ts'
import { openHouse } from '../src/bot/open-house.ts'
import type { Adapter, Log } from '../src/chat.ts'
import { coreSettings, readSettings } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { discordIsOn, discordSettings } from './discord/settings.ts'
import { slackIsOn, slackSettings } from './slack/settings.ts'
import { createTerminalAdapter, TERMINAL_HINT } from './terminal/adapter.ts'
import { createConsole } from './terminal/console.ts'

const settingsShape = coreSettings.and(slackSettings).and(discordSettings)
type Settings = z.output<typeof settingsShape>

/** Ends the process with sentences for the operator. */
function refuse(...sentences: readonly string[]): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** 8 of 32 signs: 40 bits, so that even a million keys hardly ever meet. */
const newKey = (): string =>
  Array.from({ length: 8 }, () => 'abcdefghijkmnpqrstuvwxyz23456789'.charAt(randomInt(32))).join('')

if (existsSync('.env')) loadEnvFile('.env')
const read = readSettings(settingsShape, process.env)
if ('mistakes' in read) refuse(...read.mistakes)
const { settings } = read
const onPlatforms = slackIsOn(settings) || discordIsOn(settings)
const log = createLog(
  // In the terminal the log would stand between the lines of the talk.
  settings.LOG_LEVEL ?? (onPlatforms ? 'info' : 'error'),
  line => process.stderr.write(`${line}\n`),
  Date.now,
)
const die = (sentence: string, error?: unknown): never => {
  log('error', 'paperboy ends', { sentence, error })
  process.exit(1)
}
process.on('unhandledRejection', error => die('a promise was rejected and nobody took care of it', error))
process.on('uncaughtException', error => die('an error was thrown and nobody caught it', error))

const adapters = new Map<string, Adapter>()
const house = await openHouse({
  settings,
  version: about.version,
  adapters,
  fetch,
  now: Date.now,
  newKey,
  log,
}).catch(error => refuse(sentenceOf(error)))

let stopping: Promise<void> | undefined
const stop = (): Promise<void> => {
  stopping ??= (async () => {
    await Promise.all([...adapters.values()].map(adapter => adapter.stop()))
    await house.close()
    process.exit(0)
  })()
  return stopping
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

for (const adapter of await adaptersFor(settings, log)) adapters.set(adapter.name, adapter)
// Side by side, and the house with them: a platform that is down must not keep the other one waiting.
const starting = [...adapters.values()].map(async adapter => {
  // In the terminal nobody else waits, and a pipe of a hundred lines has a hundred answers.
  const manner =
    adapter.name === 'terminal' ? { hint: TERMINAL_HINT, commandsAMinute: Number.POSITIVE_INFINITY } : {}
  await adapter.start(createBot(house, adapter, manner)).catch(error => refuse(sentenceOf(error)))
  log('info', 'adapter started', { adapter: adapter.name })
})
house.start()
await Promise.all(starting)

/** Every platform whose token is set; with none, the terminal. What is off is not even loaded: the SDKs are most of a start. */
async function adaptersFor(settings: Settings, log: Log): Promise<readonly Adapter[]> {
  const chosen: Adapter[] = []
  const { HOST: host, PORT: port } = settings
  if (slackIsOn(settings)) {
    const { createSlackAdapter } = await import('./slack/adapter.ts')
    chosen.push(createSlackAdapter({ settings, host, port, log, fatal: die, now: Date.now }))
  }
  if (discordIsOn(settings)) {
    const { createDiscordAdapter } = await import('./discord/adapter.ts')
    chosen.push(createDiscordAdapter({ settings, log, fatal: die, now: Date.now }))
  }
  if (chosen.length > 0) return chosen
  const { stdin, stdout } = process
  // A dumb terminal, as within editors, cannot move its cursor back: it is served like a pipe.
  const interactive = stdin.isTTY === true && stdout.isTTY === true && process.env.TERM !== 'dumb'
  const terminal = createTerminalAdapter({
    console: createConsole({ input: stdin, output: stdout, interactive }),
    page: () => ({
      // Some pseudo-terminals say that they have none.
      columns: Math.min(stdout.columns || 100, 100),
      styled: interactive && process.env.NO_COLOR === undefined,
    }),
    now: Date.now,
    ended: () => void stop(),
  })
  return [terminal]
}
