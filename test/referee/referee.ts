import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import { print } from '../bench/table.ts'
import { type Emulated, ended, fetchEmulators, startBot, startEmulator } from './control.ts'
import { discordStage } from './discord.ts'
import { slackStage } from './slack.ts'
import type { Stage } from './stage.ts'
import { FIRST_LIFE, leftAlone, type Outcome, OVERHEARD, play, SECOND_LIFE, UNINVITED } from './story.ts'

/**
 * Plays every journey against emulators that check all we send by the platforms' own rules, and fails on
 * any violation. They are not part of the project: without the folder beside it there is nothing to do.
 */
const SHARED = process.argv[2] ?? '../shared'
const MANIFEST = 'adapters/slack/manifest.json'
const CHATTER = ['lunch?', 'lol nice', 'Jan, can you look at this?']
const HOSTILE =
  '*A title that attacks* <!channel> @everyone [click](https://evil.example) <https://evil.example|x> `y` & <@U0ALICE001>'

if (!fetchEmulators(`${SHARED}/emulators`)) {
  console.log(`There are no emulators in ${SHARED}, so there is nothing to referee.`)
  process.exit(0)
}

/** Nobody may ask more than twenty times a minute, the referee no more than others: half the story, a minute's rest, the other half. */
const HALF = 18
const A_MINUTE_MS = 61_000

const running: Emulated[] = []
const emulator = async (name: string, ...flags: readonly string[]): Promise<Emulated> => {
  const started = await startEmulator(name, ...flags)
  running.push(started)
  return started
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

const folder = await mkdtemp(join(tmpdir(), 'paperboy-referee-'))
const hub = await emulator('hub', '--archive', `${SHARED}/data/hf-daily.jsonl.gz`)
await hub.post('paper', {
  id: '2608.99999',
  title: HOSTILE,
  abstract: `We present ${HOSTILE}. It pings @here and links to https://evil.example for free.`,
  dailyDate: '2026-08-21',
  upvotes: 9_999,
})

/** One way of running both platforms: played, killed, started again and played on. */
async function round(name: string, messageContent: boolean): Promise<readonly Outcome[]> {
  const port = await freePort()
  const overHttp = name === 'HTTP'
  const slack = await emulator(
    'slack',
    '--manifest',
    MANIFEST,
    ...(overHttp ? ['--app-url', `http://127.0.0.1:${port}/slack/events`] : []),
  )
  const discord = await emulator('discord', ...(messageContent ? ['--privileged', 'message_content'] : []))
  const environment = {
    HF_ENDPOINT: hub.base,
    DATABASE_URL: `sqlite:${join(folder, `${name}.db`)}`,
    PORT: String(port),
    SLACK_BOT_TOKEN: 'xoxb-emu-1',
    SLACK_API_URL: `${slack.base}/api/`,
    ...(overHttp
      ? { SLACK_SIGNING_SECRET: 'emu-signing-secret' }
      : { SLACK_APP_TOKEN: 'xapp-1-A0EMULATE1-emu' }),
    DISCORD_TOKEN: 'emu.discord.token',
    DISCORD_API_URL: `${discord.base}/api`,
    DISCORD_MESSAGE_CONTENT: String(messageContent),
  }
  const stages: readonly { readonly stage: Stage; readonly hears: boolean; readonly uninvited: boolean }[] = [
    { stage: slackStage(`slack, ${name}`, slack), hears: true, uninvited: true },
    {
      stage: discordStage(`discord, ${messageContent ? 'with' : 'without'} content`, discord),
      hears: messageContent,
      uninvited: false,
    },
  ]
  const first = await startBot(environment, 2)
  const played = stages.map(async ({ stage, hears, uninvited }) => {
    const half = await play(stage, FIRST_LIFE.slice(0, HALF))
    await later(A_MINUTE_MS)
    return [
      ...half,
      ...(await play(stage, FIRST_LIFE.slice(HALF))),
      ...(uninvited ? await play(stage, UNINVITED) : []),
      ...(await play(stage, hears ? OVERHEARD : OVERHEARD.slice(0, 1))),
      ...(hears ? await leftAlone(stage, CHATTER) : []),
    ]
  })
  const outcomes = (await Promise.all(played)).flat()
  await ended(first, 'SIGKILL')
  const second = await startBot(environment, 2)
  const again = await Promise.all(stages.map(({ stage }) => play(stage, SECOND_LIFE)))
  await ended(second, 'SIGTERM')
  const broken = await Promise.all(
    stages.map(async ({ stage }) =>
      (await stage.violations()).map(
        (violation): Outcome => ({
          platform: stage.name,
          journey: 'violation',
          shows: '',
          ms: 0,
          fault: JSON.stringify(violation),
        }),
      ),
    ),
  )
  return [...outcomes, ...again.flat(), ...broken.flat()]
}

const outcomes = (await Promise.all([round('sockets', true), round('HTTP', false)])).flat()
for (const each of running) each.stop()
await rm(folder, { recursive: true })

const faults = outcomes.filter(outcome => outcome.fault !== undefined)
for (const { platform, journey, shows, fault } of faults)
  console.log(`\n${platform}: ${journey}, “${shows}”\n${fault}`)
const groups = Map.groupBy(outcomes, outcome => `${outcome.platform}\u0000${outcome.journey}`)
print(
  [...groups].map(([name, steps]) => {
    const [platform = '', journey = ''] = name.split('\u0000')
    const failed = steps.filter(step => step.fault !== undefined).length
    return {
      platform,
      journey,
      steps: steps.length,
      failed,
      ms: steps.reduce((sum, step) => sum + step.ms, 0),
    }
  }),
  { steps: outcomes.length, failed: faults.length },
)
console.log(`${outcomes.length - faults.length} passed, ${faults.length} failed`)
process.exitCode = faults.length === 0 ? 0 : 1
