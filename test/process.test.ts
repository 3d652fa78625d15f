import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDiscordEmulator } from './emulators/discord.ts'
import { everyComponent } from './emulators/discord-rules.ts'
import { CHANNEL, MANAGER as DISCORD_MANAGER } from './emulators/discord-world.ts'
import { type HubEmulator, hubRecord, openHub } from './emulators/hub.ts'
import { startSlackEmulator } from './emulators/slack.ts'
import { buttonsOf, visible } from './emulators/slack-blocks.ts'
import { CHANNELS, MANAGER, TOKENS } from './emulators/slack-world.ts'
import { QUANT, SPARSE } from './papers.ts'
import {
  adaptersStarted,
  type Ended,
  type Environment,
  ended,
  environmentOf,
  started,
} from './rigs/process.ts'

/** Paperboy as an operator meets it: a process with an environment, exit codes and what it prints. */

let folder: string
let hub: HubEmulator
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-process-'))
  hub = await openHub()
})
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true })
})

const start = (environment: Environment, nodeOptions: readonly string[] = []) =>
  started(
    'start.js',
    [],
    { ...environmentOf({ hub }), DATABASE_URL: 'sqlite::memory:', ...environment },
    nodeOptions,
  )

const run = (environment: Environment, input = '', nodeOptions: readonly string[] = []): Promise<Ended> =>
  ended(start(environment, nodeOptions), input)

describe('the process', () => {
  it('answers each line of a pipe and ends with it', async () => {
    const { out, complaints, code } = await run({}, 'search grokking\n> does #1 have code?\nexit now\n')
    expect(out).toMatch(
      /5 papers for “grokking”.*#1 Grokking at the Edge.*grokking-at-the-edge-of-numerical-stability/s,
    )
    expect(out).not.toContain('papers> ')
    expect(complaints).toBe('')
    expect(code).toBe(0)
  })

  it('answers every line of a pipe, however many', async () => {
    const { out } = await run({}, 'status\n'.repeat(30))
    expect(out.match(/^Papers: /gm)).toHaveLength(30)
  })

  it('goes on about the papers shown last after a word aside', async () => {
    const { out } = await run({}, 'search grokking\nstatus\n> does #1 have code?\n')
    expect(out).toMatch(/Daily post: none.*Code of #1 Grokking at the Edge/s)
  })

  it('keeps what it knows between two runs over the same file', async () => {
    const environment = { DATABASE_URL: `sqlite:${join(folder, 'two-runs.db')}` }
    await run(environment, 'search grokking\nsave #2\n')
    const { out } = await run(environment, '> does #1 have code?\nsaved\n')
    expect(out).toMatch(/numerical-stability.*Your list: 1 paper.*Lazy to Rich/s)
  })

  it('names every wrong setting at once and exits 1', async () => {
    const { complaints, code } = await run({
      HF_ENDPOINT: 'nowhere',
      DATABASE_URL: 'mysql://x',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      SLACK_BOT_TOKEN: 'xoxp-1',
      SLACK_APP_TOKEN: 'xoxp-2',
      DISCORD_TOKEN: 'secret',
      DISCORD_MESSAGE_CONTENT: 'perhaps',
    })
    const lines = complaints.trim().split('\n')
    for (const name of [
      'HF_ENDPOINT',
      'DATABASE_URL',
      'PORT',
      'LOG_LEVEL',
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'DISCORD_TOKEN',
      'DISCORD_MESSAGE_CONTENT',
    ]) {
      expect(lines.filter(line => line.startsWith(name))).toHaveLength(1)
    }
    expect(complaints).toContain('PORT is no port: eighty.')
    expect(complaints).not.toContain('xoxp')
    expect(complaints).not.toContain('secret')
    expect(code).toBe(1)
  })

  it('wants a way for requests to come in besides the token of Slack', async () => {
    const { complaints, code } = await run({ SLACK_BOT_TOKEN: TOKENS.bot })
    expect(complaints).toMatch(
      /^SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN .* nor SLACK_SIGNING_SECRET .*\n$/,
    )
    expect(code).toBe(1)
  })

  it('says in one line that a token is refused', async () => {
    const slack = await startSlackEmulator()
    const bySlack = await run({
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_APP_TOKEN: TOKENS.app,
      SLACK_API_URL: slack.apiUrl,
      LOG_LEVEL: 'error',
    })
    expect(bySlack.complaints.trim().split('\n')).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')])
    expect(bySlack.code).toBe(1)
    await slack.close()

    const discord = await startDiscordEmulator({ messageContent: false })
    const byDiscord = await run({
      DISCORD_TOKEN: 'a.wrong.token',
      DISCORD_API_URL: discord.url,
      LOG_LEVEL: 'error',
    })
    expect(byDiscord.complaints.trim().split('\n')).toEqual([expect.stringContaining('DISCORD_TOKEN')])
    expect(byDiscord.code).toBe(1)
    await discord.stop()
  })

  it('says what to do about a database it cannot use', async () => {
    const { complaints, code } = await run({
      DATABASE_URL: `sqlite:${join(folder, 'no', 'such', 'folder.db')}`,
    })
    expect(complaints).toMatch(/^DATABASE_URL names a file that cannot be used: .*folder\.db .*\n$/)
    expect(code).toBe(1)
  })

  it('tells an old Node how to start', async () => {
    const old = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.20.2"})'
    const { complaints, code } = await run({}, '', ['--import', old])
    expect(complaints).toBe(
      'Paperboy needs Node 26 and this is Node 20.20.2: start it with “npm start”, which brings its own Node after “npm ci”.\n',
    )
    expect(code).toBe(1)
  })

  it('killed and started again, answers the buttons and threads of its former life on both platforms', async () => {
    hub.serve('2026-08-20', [hubRecord(SPARSE, '2026-08-20'), hubRecord(QUANT, '2026-08-20')])
    const slack = await startSlackEmulator()
    const discord = await startDiscordEmulator({ messageContent: false })
    const environment = {
      ...environmentOf({ hub, slack, discord }),
      DATABASE_URL: `sqlite:${join(folder, 'both.db')}`,
      LOG_LEVEL: 'info',
    }
    const first = start(environment)
    await adaptersStarted(first.stderr, 2)
    await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'search grokking'))
    await slack.until(() => slack.changes.length === 1, 'the hits on Slack')
    discord.command(DISCORD_MANAGER, CHANNEL, 'search', [{ name: 'query', type: 3, value: 'grokking' }])
    const root = await discord.until(() => discord.world.messages[0])
    await discord.until(() => discord.world.channels.get(root.id))
    first.kill('SIGKILL')
    await once(first, 'exit')

    const second = start(environment)
    await adaptersStarted(second.stderr, 2)
    const [hits] = slack.changes
    if (!hits) throw new Error('no hits on Slack')
    const save = buttonsOf(hits.blocks).find(button => button.text.text === 'Save')
    if (!save) throw new Error('no button Save')
    await slack.overSocket(slack.press(MANAGER, hits, save))
    await slack.until(() => slack.changes.length === 2, 'the answer to the button')
    expect(visible(slack.changes[1]?.blocks ?? []).text).toContain(
      'Grokking at the Edge of Numerical Stability is on your list.',
    )
    for (const envelope of slack.say(MANAGER, CHANNELS.papers, 'does #1 have code?', hits.ts))
      await slack.overSocket(envelope)
    await slack.until(() => slack.changes.length === 3, 'the answer in the thread')
    expect(visible(slack.changes[2]?.blocks ?? []).text).toContain(
      'grokking-at-the-edge-of-numerical-stability',
    )

    const similar = everyComponent(root.components).find(
      each => each.type === 2 && each.label === 'Similar to #1',
    )
    if (similar?.type !== 2) throw new Error('no button Similar')
    discord.press(DISCORD_MANAGER, root, similar.custom_id)
    const like = await discord.until(() =>
      discord.world.messages.find(message => JSON.stringify(message.components).includes('Like “')),
    )
    expect(JSON.stringify(like.components)).toContain('Grokking as the Transition')

    second.kill('SIGTERM')
    expect(await once(second, 'exit')).toEqual([0, null])
    await slack.close()
    await discord.stop()
  })
})
