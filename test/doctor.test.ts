import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '../adapters/examination.ts'
import { settingsShape } from '../adapters/platforms.ts'
import type { Finding } from '../src/chat.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type Emulator, startDiscordEmulator } from './emulators/discord.ts'
import { CHANNEL, GUILD } from './emulators/discord-world.ts'
import { type HubEmulator, openHub } from './emulators/hub.ts'
import { type ModelServer, openModelServer } from './emulators/model-server.ts'
import { type SlackEmulator, startSlackEmulator } from './emulators/slack.ts'
import { CHANNELS, TEAM } from './emulators/slack-world.ts'
import { type Environment, ended, environmentOf, started } from './rigs/process.ts'

/** The real clients against emulated platforms: each fault has its line, and only that. */

let folder: string
let hub: HubEmulator
let model: ModelServer
let slack: SlackEmulator
let discord: Emulator
let store: Store
let environment: Record<string, string>
let nowMs: () => number
let freeBytes: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-doctor-'))
  hub = await openHub()
  model = await openModelServer()
})
afterAll(async () => {
  await Promise.all([hub.stop(), model.stop(), rm(folder, { recursive: true })])
})

let number = 0
beforeEach(async () => {
  slack = await startSlackEmulator()
  discord = await startDiscordEmulator({ messageContent: false })
  hub.mend()
  const DATABASE_URL = `sqlite:${join(folder, `${++number}.db`)}`
  store = await openStore(DATABASE_URL)
  nowMs = Date.now
  freeBytes = 2 ** 40
  // The stand-ins have their own test.
  const { ARXIV_ENDPOINT: _unset, ...given } = environmentOf({ hub, slack, discord })
  environment = {
    ...given,
    DATABASE_URL,
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: 'small',
  }
  return async () => {
    await store.close()
    await slack.close()
    await discord.stop()
  }
})

async function findings(): Promise<readonly Finding[]> {
  const settings = settingsShape.parse(environment)
  const parts = { settings, version: '0.0.0', fetch, now: () => nowMs(), freeBytes: async () => freeBytes }
  return examine(parts, settings)
}
const faults = async (): Promise<readonly string[]> =>
  (await findings()).flatMap(({ verdict, about, told }) => (verdict === 'mend' ? [`${about}: ${told}`] : []))

const subscribe = (adapter: string, tenant: string, channel: string): Promise<void> =>
  store.subscriptions.put(
    {
      id: `${adapter}-${channel}`,
      adapter,
      tenant,
      channel,
      author: 'U1',
      terms: { at: '09:00', timezone: 'UTC', days: [1], top: 5 },
      nextDueMs: 0,
    },
    0,
  )

it('finds nothing where all is good, a line for each thing it looked at', async () => {
  await subscribe('slack', TEAM, CHANNELS.papers)
  await subscribe('discord', GUILD, CHANNEL)
  const found = await findings()
  expect(found.filter(({ verdict }) => verdict === 'mend')).toEqual([])
  expect(found.map(({ about }) => about)).toEqual([
    'SLACK_BOT_TOKEN',
    'Slack scopes',
    'SLACK_APP_TOKEN',
    'DISCORD_TOKEN',
    'DISCORD_MESSAGE_CONTENT',
    'Discord servers',
    'Discord sign-ins',
    'the hub',
    'the clock',
    'the hosted model',
    'free space',
    'DATABASE_URL',
    'subscriptions',
    'PORT',
  ])
})

describe('each fault has its line', () => {
  const CASES: readonly (readonly [string, () => unknown, readonly RegExp[]])[] = [
    [
      'a bot token that Slack refuses',
      () => {
        environment.SLACK_BOT_TOKEN = 'xoxb-wrong'
      },
      [/^SLACK_BOT_TOKEN: Slack refused SLACK_BOT_TOKEN \(invalid_auth\): copy /],
    ],
    [
      'an app token that Slack refuses',
      () => {
        environment.SLACK_APP_TOKEN = 'xapp-wrong'
      },
      [/^SLACK_APP_TOKEN: Slack refused SLACK_APP_TOKEN \(invalid_auth\): make /],
    ],
    [
      'a scope that is missing',
      () => {
        slack.scopes.granted = slack.scopes.granted.replace('groups:history,', '')
      },
      [/^Slack scopes: the token lacks groups:history: paste .*manifest\.json/],
    ],
    [
      'a Slack out of reach',
      () => {
        environment.SLACK_API_URL = 'http://127.0.0.1:9/api/'
      },
      [/^SLACK_BOT_TOKEN: Slack cannot be reached at /, /^SLACK_APP_TOKEN: Slack cannot be reached at /],
    ],
    [
      'a token that Discord refuses',
      () => {
        environment.DISCORD_TOKEN = 'not.the.token'
      },
      [/^DISCORD_TOKEN: Discord refused DISCORD_TOKEN\. Reset the token/],
    ],
    [
      'an intent that is off',
      () => {
        environment.DISCORD_MESSAGE_CONTENT = 'true'
      },
      [/^DISCORD_MESSAGE_CONTENT: is true, but the intent is off.*Developer Portal/],
    ],
    [
      'a bot that no server has let in',
      () => {
        discord.world.isInvited = false
      },
      [/^Discord servers: the bot is in none: open /],
    ],
    [
      'sign-ins that are used up',
      () => {
        discord.world.signInsLeft = 3
      },
      [/^Discord sign-ins: only 3 of 1000 are left for today: /],
    ],
    [
      'a Discord out of reach',
      () => {
        environment.DISCORD_API_URL = 'http://127.0.0.1:9/api'
      },
      [/^DISCORD_TOKEN: Discord cannot be reached at http:\/\/127\.0\.0\.1:9\/api /],
    ],
    [
      'a hub out of reach',
      () => {
        environment.HF_ENDPOINT = 'http://127.0.0.1:9'
      },
      [/^the hub: cannot be reached at http:\/\/127\.0\.0\.1:9 /],
    ],
    [
      'a hub that fails',
      () => hub.break({ kind: 'instead', status: 503 }),
      [/^the hub: answers with status 503 at /],
    ],
    [
      'a hub token that is refused',
      () => {
        environment.HF_TOKEN = 'hf_wrongwrong'
        hub.break({ kind: 'instead', status: 401 })
      },
      [/^HF_TOKEN: the hub refuses it: make a new one /],
    ],
    [
      'something else in place of the hub',
      () => hub.break({ kind: 'instead', body: '<html>' }),
      [/^the hub: something else answers at .*check HF_ENDPOINT/],
    ],
    [
      'a clock that is ahead',
      () => {
        nowMs = () => Date.now() + 3_600_000
      },
      [/^the clock: is 3\d\d\d s ahead by 127\.0\.0\.1:\d+: set it/],
    ],
    [
      'a hosted model out of reach',
      () => {
        environment.LLM_BASE_URL = 'http://127.0.0.1:9/v1'
      },
      [/^the hosted model: does not answer \(.*\): check LLM_BASE_URL and that it runs/],
    ],
    [
      'little free space',
      () => {
        freeBytes = 10 * 1024 ** 2
      },
      [/^free space: only 10 MB are free in .*: free 500 MB/],
    ],
    [
      'a folder that is not there',
      () => {
        environment.DATABASE_URL = 'sqlite:/no/such/folder/paperboy.db'
      },
      [/^DATABASE_URL: names a file in \/no\/such\/folder, where nothing can be written/],
    ],
    [
      'a database out of reach',
      () => {
        environment.DATABASE_URL = 'postgres://paperboy:hush-hush@127.0.0.1:9/paperboy'
      },
      [/^DATABASE_URL: (?!.*hush)/],
    ],
    [
      'a channel without the bot',
      () => subscribe('slack', TEAM, CHANNELS.outside),
      [/^channel .*: slack takes no post: the bot is no member; type \/invite/],
    ],
    [
      'a channel that is gone',
      () => subscribe('discord', GUILD, '123456789012345678'),
      [/^channel 123456789012345678: discord takes no post: it is gone/],
    ],
    [
      'posts that are paused for a fault that is mended',
      async () => {
        await subscribe('slack', TEAM, CHANNELS.papers)
        await store.subscriptions.pause(`slack-${CHANNELS.papers}`, 'not_in_channel')
      },
      [
        /^channel .*: is paused, since slack took no post \(not_in_channel\); it would now: type \/papers resume/,
      ],
    ],
    [
      'a platform with posts but without a token',
      async () => {
        await subscribe('discord', GUILD, CHANNEL)
        delete environment.DISCORD_TOKEN
      },
      [/^channel .*: waits for discord, whose token is not set/],
    ],
  ]

  it.each(CASES)('%s', async (_name, spoil, lines) => {
    await spoil()
    expect(await faults()).toEqual(lines.map(line => expect.stringMatching(line)))
  })
})

describe('npm run doctor', () => {
  const { PATH = '' } = process.env
  const run = (given: Environment) => ended(started('doctor.ts', [], given))

  it('with nothing set up is content', async () => {
    const { code, out } = await run({ PATH, HF_ENDPOINT: hub.endpoint, DATABASE_URL: 'sqlite::memory:' })
    expect(out).toMatch(
      /^good {2}Slack: is off.*\ngood {2}Discord: is off.*\n(good {2}.*\n)+All is good\.\n$/,
    )
    expect(code).toBe(0)
  })

  it('names mistakes in the settings, and exits 1', async () => {
    const { code, out } = await run({ PATH, PORT: 'eighty', SLACK_BOT_TOKEN: 'xoxp-hush' })
    expect(out).toMatch(/^mend {2}settings: .*\n(mend {2}settings: .*\n)+To be mended: \d\.\n$/)
    expect(out).not.toContain('hush')
    expect(code).toBe(1)
  })
})
