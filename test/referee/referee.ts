import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { print } from '../bench/table.ts'
import { endAll, fetchEmulators, type RunningBot, startBot, startEmulator } from './control.ts'
import { DISCORD_CHANNELS, discordStage, openDiscord } from './discord.ts'
import { SLACK_CHANNELS, slackStage } from './slack.ts'
import { DAY, FIRST_LIFE, LONGEST_DAY, morning, type Outcome, OVERHEARD, play, SECOND_LIFE } from './story.ts'

/**
 * Plays every journey against emulators that check all we send by the platforms' own rules, and fails on
 * whatever they object to. They are not part of the project: without the folder beside it there is nothing to do.
 */
const SHARED = process.argv[2] ?? '../shared'
const LONGEST_RUN_MS = 240_000
const HOSTILE =
  '*A title that attacks* <!channel> @everyone [click](https://evil.example) <https://evil.example|x> `y` & <@U0ALICE001>'

if (!fetchEmulators(`${SHARED}/emulators`)) {
  console.log(`There are no emulators in ${SHARED}, so there is nothing to referee.`)
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'paperboy-referee-'))
process.on('exit', () => {
  endAll()
  rmSync(folder, { recursive: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
setTimeout(() => {
  console.error(`The referee is not done after ${LONGEST_RUN_MS / 1_000} s.`)
  process.exit(1)
}, LONGEST_RUN_MS).unref()

const hub = await startEmulator('hub', '--archive', `${SHARED}/data/hf-daily.jsonl.gz`)
await hub.act('paper', {
  id: '2608.99999',
  title: HOSTILE,
  abstract: `We present ${HOSTILE}. It pings @here and links to https://evil.example for free.`,
  dailyDate: DAY,
  upvotes: 9_999,
})
for (let number = 1; number <= 12; number += 1) {
  await hub.act('paper', {
    id: `2606.${90_000 + number}`,
    title: `Endless ${number} ${'&<>*_~`|@everyone 🧪 '.repeat(45)}`,
    abstract: `It is <endless> & *goes on*. ${`An endless paper ${'&'.repeat(300)} scores ${number}%. `.repeat(50)}`,
    authors: Array.from({ length: 1_000 }, (_, index) => `Ba_rt*ho&lo<mäus the ${index}th`),
    dailyDate: LONGEST_DAY,
    githubRepo: `https://github.com/${'endless'.repeat(70)}/x`,
    githubStars: 123_456,
    thumbnail: `https://example.com/${'%'.repeat(3_000)}.png`,
  })
}

/** One way of running both platforms: played, killed, started again and played on. */
async function round(way: 'sockets' | 'HTTP'): Promise<readonly Outcome[]> {
  const overHttp = way === 'HTTP'
  const [slack, discord] = await Promise.all([
    startEmulator('slack'),
    startEmulator('discord', ...(overHttp ? [] : ['--privileged', 'message_content'])),
  ])
  await slack.act('manifest', JSON.parse(readFileSync('adapters/slack/manifest.json', 'utf8')))
  await openDiscord(discord)
  const environment = {
    HF_ENDPOINT: hub.base,
    ARXIV_ENDPOINT: hub.base,
    DATABASE_URL: `sqlite:${join(folder, `${way}.db`)}`,
    PORT: '0',
    SLACK_BOT_TOKEN: 'xoxb-emu-1',
    SLACK_API_URL: `${slack.base}/api/`,
    ...(overHttp
      ? { SLACK_SIGNING_SECRET: 'emu-signing-secret' }
      : { SLACK_APP_TOKEN: 'xapp-1-A0EMULATE1-emu' }),
    DISCORD_TOKEN: 'emu.discord.token',
    DISCORD_API_URL: `${discord.base}/api`,
    DISCORD_MESSAGE_CONTENT: String(!overHttp),
  }
  const live = async (): Promise<RunningBot> => {
    const bot = await startBot(environment, 2)
    if (overHttp) await slack.act('config', { appUrl: `http://127.0.0.1:${bot.port}/slack/events` })
    return bot
  }
  const onSlack = (at: string) => slackStage(`slack, ${way}`, slack, at, overHttp)
  const content = overHttp ? 'without content' : 'with content'
  const onDiscord = (at: string) => discordStage(`discord, ${content}`, discord, at)
  const stages = [onSlack(SLACK_CHANNELS.story), onDiscord(DISCORD_CHANNELS.story)] as const

  const first = await live()
  const dawn = morning()
  const heard = { ...FIRST_LIFE, ...OVERHEARD }
  const played = await Promise.all([
    play(stages[0], heard),
    play(stages[1], overHttp ? FIRST_LIFE : heard),
    play(onSlack(SLACK_CHANNELS.morning), dawn),
    play(onDiscord(DISCORD_CHANNELS.morning), dawn),
  ])
  await first.end('SIGKILL')
  const second = await live()
  played.push(...(await Promise.all(stages.map(stage => play(stage, SECOND_LIFE)))))
  const code = await second.end('SIGTERM')

  const failures = [...first.failures, ...second.failures, ...(code === 0 ? [] : [`It ended with ${code}.`])]
  const objected = stages.map(async (stage): Promise<Outcome> => {
    const faults = (await stage.objections()).map(each => JSON.stringify(each, undefined, 2))
    return { platform: stage.name, journey: 'no objections', ms: 0, faults }
  })
  return [
    ...played.flat(),
    ...(await Promise.all(objected)),
    { platform: `the bot, ${way}`, journey: 'no failures', ms: 0, faults: failures },
  ]
}

const outcomes = (await Promise.all([round('sockets'), round('HTTP')])).flat()
for (const { platform, journey, faults } of outcomes)
  for (const fault of faults) console.log(`\n${platform}: ${journey}\n${fault}`)
const failed = outcomes.filter(({ faults }) => faults.length > 0).length
const rows = outcomes.map(({ faults, ms, ...where }) => ({
  ...where,
  outcome: faults.length === 0 ? 'passed' : 'FAILED',
  ms,
}))
print(rows, { journeys: outcomes.length, failed })
process.exit(failed === 0 ? 0 : 1)
