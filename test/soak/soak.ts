import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { lastCompleteBefore, previousWeekday } from '../../src/feed/feed-day.ts'
import { loadSample } from '../../src/feed/files/sample.ts'
import { progressBar } from '../../src/progress.ts'
import { percentile, print } from '../bench/table.ts'
import { startDiscordEmulator } from '../emulators/discord.ts'
import { hubRecord, openHub } from '../emulators/hub.ts'
import { startSlackEmulator } from '../emulators/slack.ts'
import { environmentOf } from '../rigs/process.ts'
import { discordReader } from './discord-reader.ts'
import { goOn } from './reader.ts'
import { slackReader } from './slack-reader.ts'
import { type Weight, weigh } from './weighing.ts'

/**
 * One process with both platforms and the hub, used without a break while its connections are lost once a minute:
 * whether all is answered once, whether it logs an error, and whether it grows.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } })
const minutes = Number(values.minutes)
const A_MINUTE_MS = 60_000
/** So long everything is used for the first time. */
const WARM_AFTER = Math.max(1, Math.round(minutes / 12))

const folder = await mkdtemp(join(tmpdir(), 'paperboy-soak-'))
const hub = await openHub()
const { papers } = loadSample()
const newest = lastCompleteBefore(Date.now())
let day = newest
for (let batch = 0; batch * 20 < papers.length; batch += 1, day = previousWeekday(day)) {
  const of = papers.slice(batch * 20, batch * 20 + 20)
  hub.serve(
    day,
    of.map((paper, at) => hubRecord({ ...paper, key: `2611.${10_000 + batch * 20 + at}`, upvotes: at }, day)),
  )
}
const slack = await startSlackEmulator()
const discord = await startDiscordEmulator({ messageContent: true })
const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', 'adapters/start.js'], {
  env: {
    ...environmentOf({ hub, slack, discord }),
    DATABASE_URL: `sqlite:${join(folder, 'paperboy.db')}`,
    DISCORD_MESSAGE_CONTENT: 'true',
    LOG_LEVEL: 'info',
  },
  stdio: ['ignore', 'ignore', 'pipe'],
})
const errors: string[] = []
const started = new Set<string>()
let inspector = ''
createInterface({ input: child.stderr }).on('line', line => {
  inspector ||= /^Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? ''
  if (line.includes('"adapter started"')) started.add(line)
  if (line.includes('"level":"error"')) errors.push(line)
})
const ended = once(child, 'exit')
while (started.size < 2 && child.exitCode === null) await pause(50)
if (child.pid === undefined || child.exitCode !== null)
  throw new Error(`it did not start: ${errors.join('\n')}`)
const { pid } = child

// The papers that are to be posted have to be there.
while (!hub.requests.some(({ date }) => date === newest)) await pause(50)
await pause(1_000)

const untilMs = Date.now() + minutes * A_MINUTE_MS
const weights: Weight[] = []
const bar = progressBar(process.stderr, 'soak')
const weighing = (async () => {
  for (let minute = 1; minute <= minutes && child.exitCode === null; minute += 1) {
    await pause(untilMs - (minutes - minute) * A_MINUTE_MS - Date.now())
    weights.push(await weigh(inspector, pid))
    bar(minute, minutes)
  }
})()
const readers = [slackReader(slack), discordReader(discord)]
const [, ...readings] = await Promise.all([weighing, ...readers.map(reader => goOn(reader, untilMs))])
child.kill('SIGTERM')
const [code] = await ended
await Promise.all([slack.close(), discord.stop(), hub.stop(), rm(folder, { recursive: true })])

const median = (of: readonly Weight[], which: keyof Weight): number =>
  percentile(
    of.map(weight => weight[which]),
    0.5,
  )
/** In percent, from the minutes when it had got warm to as many at the end. */
const growth = (which: keyof Weight): number => {
  const warm = weights.slice(WARM_AFTER, 2 * WARM_AFTER + 1)
  const last = weights.slice(-WARM_AFTER - 1)
  return Number((100 * (median(last, which) / median(warm, which) - 1)).toFixed(1))
}
const wrong = readings.flatMap((reading, at) =>
  reading.wrong.map(each => `${readers[at]?.platform}: ${each}`),
)
for (const complaint of [...wrong, ...errors, ...slack.violations]) console.error(complaint)
const figures = {
  minutes,
  asked: readings.reduce((sum, { asked }) => sum + asked, 0),
  reconnects: readings.reduce((sum, { reconnects }) => sum + reconnects, 0),
  wrong: wrong.length,
  errors: errors.length,
  violations: slack.violations.length,
  heldMb: Math.round(weights.at(-1)?.held ?? Number.NaN),
  heldGrowth: growth('held'),
  residentMb: Math.round(weights.at(-1)?.resident ?? Number.NaN),
  residentGrowth: growth('resident'),
  exit: code,
}
print(
  [
    { what: 'minutes', figure: figures.minutes, aim: '60' },
    { what: 'asked, posts included', figure: figures.asked, aim: '' },
    { what: 'connections lost and renewed', figure: figures.reconnects, aim: '2 a minute' },
    { what: 'not answered, or too often', figure: figures.wrong, aim: '0' },
    { what: 'errors logged, unhandled rejections among them', figure: figures.errors, aim: '0' },
    { what: 'rules of Slack violated', figure: figures.violations, aim: '0' },
    { what: `memory held at the end, MB`, figure: figures.heldMb, aim: '' },
    { what: 'its growth, %', figure: figures.heldGrowth, aim: '< 5' },
    { what: 'resident at the end, MB', figure: figures.residentMb, aim: '' },
    { what: 'its growth, %', figure: figures.residentGrowth, aim: '< 5' },
    { what: 'exit code after SIGTERM', figure: String(figures.exit), aim: '0' },
  ],
  figures,
)
