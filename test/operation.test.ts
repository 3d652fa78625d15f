import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { startDiscordEmulator } from './emulators/discord.ts'
import { TOKEN } from './emulators/discord-rest.ts'
import { CHANNEL, MANAGER as DISCORD_MANAGER } from './emulators/discord-world.ts'
import { openHub } from './emulators/hub.ts'
import { startSlackEmulator } from './emulators/slack.ts'
import { CHANNELS, MANAGER, TOKENS } from './emulators/slack-world.ts'
import { readExposition } from './rigs/exposition.ts'
import { environmentOf } from './rigs/process.ts'

/** Paperboy as whoever keeps it running meets it: its log, its probes, its signals, its exit codes. */

interface Process {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** The first line, written or to come, that is logged of an event. */
  logged(event: string): Promise<Record<string, unknown>>
  /** What is at a path of its address. */
  get(path: string): Promise<{ readonly status: number; readonly text: string }>
  readonly exit: Promise<number | null>
}

async function stage() {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-operation-'))
  const hub = await openHub()
  const slack = await startSlackEmulator()
  const discord = await startDiscordEmulator({ messageContent: false })
  const children: ChildProcess[] = []
  onTestFinished(async () => {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all([slack.close(), discord.stop(), hub.stop(), rm(folder, { recursive: true })])
  })

  const start = (
    environment: Readonly<Record<string, string>> = {},
    options: readonly string[] = [],
  ): Process => {
    const child = spawn(process.execPath, [...options, 'adapters/start.js'], {
      env: {
        ...environmentOf({ hub, slack, discord }),
        DATABASE_URL: `sqlite:${join(folder, 'paperboy.db')}`,
        LOG_LEVEL: 'debug',
        HF_TOKEN: 'hf_abcdefghijklmnop',
        ...environment,
      },
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    children.push(child)
    const lines: string[] = []
    const input = createInterface({ input: child.stderr })
    input.on('line', line => lines.push(line))
    const exit = Promise.all([once(child, 'exit'), once(input, 'close')]).then(([[code]]) => code)
    const logged = async (event: string): Promise<Record<string, unknown>> => {
      for (;;) {
        const line = lines.find(each => each.startsWith('{') && JSON.parse(each).event === event)
        if (line !== undefined) return JSON.parse(line)
        await once(input, 'line', { signal: AbortSignal.timeout(20_000) })
      }
    }
    return {
      child,
      lines,
      logged,
      exit,
      get: async path => {
        const { port } = await logged('receiving requests')
        const response = await fetch(`http://127.0.0.1:${port}${path}`)
        return { status: response.status, text: await response.text() }
      },
    }
  }
  return { hub, slack, discord, start, folder }
}

const ready = async (paperboy: Process): Promise<void> => {
  await expect.poll(async () => (await paperboy.get('/readyz')).status, { timeout: 20_000 }).toBe(200)
}

it('is alive before it is ready, tells what it has done, and logs no secret whatever goes wrong', async () => {
  const { slack, discord, start } = await stage()
  slack.faults.push({ method: 'auth.test', answer: { status: 503 } })
  const paperboy = start()
  await paperboy.logged('slack is out of reach')
  expect((await paperboy.get('/healthz')).status).toBe(200)
  const early = await paperboy.get('/readyz')
  expect([early.status, early.text]).toEqual([503, expect.stringContaining('slack is not connected')])
  await ready(paperboy)

  await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'search grokking'))
  await slack.until(() => slack.changes.length === 1, 'the hits on Slack')
  discord.faults.push({
    method: 'POST',
    path: /callback/,
    answer: { status: 404, body: { code: 10_062 } },
    times: 1,
  })
  discord.command(DISCORD_MANAGER, CHANNEL, 'status', [])
  discord.faults.push({ method: 'POST', path: /callback/, answer: 'lost', times: 5 })
  discord.command(DISCORD_MANAGER, CHANNEL, 'help', [])
  await expect.poll(() => discord.faults.every(({ times }) => times < 5)).toBe(true)
  slack.faults.push({ method: 'apps.connections.open', answer: 'drop' })
  slack.sockets[0]?.terminate()
  await slack.until(() => slack.sockets.length === 2, 'the socket to be open again')

  const { types, samples } = readExposition((await paperboy.get('/metrics')).text)
  const value = (name: string, labels: Readonly<Record<string, string>> = {}) =>
    samples.find(each => each.name === name && Object.entries(labels).every(([k, v]) => each.labels[k] === v))
      ?.value
  expect(types.size).toBeGreaterThanOrEqual(15)
  expect(value('paperboy_requests_total', { adapter: 'slack', command: 'search' })).toBe(1)
  expect(value('paperboy_answer_seconds_count', { adapter: 'slack' })).toBe(1)
  expect(value('paperboy_connections_up', { adapter: 'discord' })).toBe(1)
  expect(value('paperboy_connections_wanted', { adapter: 'slack' })).toBe(2)
  expect(value('paperboy_papers')).toBe(81)
  expect(value('paperboy_due_lag_seconds')).toBe(0)
  expect(value('paperboy_log_lines_total', { level: 'warn' })).toBeGreaterThan(0)
  expect(value('paperboy_hub_requests_total', { outcome: 'answered' })).toBeGreaterThan(0)

  paperboy.child.kill('SIGTERM')
  expect(await paperboy.exit).toBe(0)
  const log = paperboy.lines.join('\n')
  for (const line of paperboy.lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String) })
  expect(log).toContain('warn')
  for (const secret of [TOKENS.bot, TOKENS.app, TOKEN, 'hf_abcdefghijklmnop'])
    expect(log).not.toContain(secret)
  expect(log).not.toMatch(/xox[a-z]-|xapp-|hf_\w{8}|bearer [^[]|ticket=[^[]/i)
  for (const { id } of discord.world.interactions.values()) expect(log).not.toContain(`${id}/callback`)
})

it('answers what it was asked before SIGTERM, takes nothing more meanwhile, and ends well', async () => {
  const { hub, slack, start } = await stage()
  const paperboy = start()
  await ready(paperboy)
  hub.break({ kind: 'late', ms: 1_500 })
  const searched = hub.searched(1)
  await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'search zebra crossings of the serengeti'))
  await searched
  paperboy.child.kill('SIGTERM')
  await paperboy.logged('paperboy is stopping')
  await slack.until(() => slack.sockets.length === 0, 'the sockets to close')
  const stopping = await paperboy.get('/readyz')
  expect([stopping.status, stopping.text]).toEqual([503, expect.stringContaining('stopping')])
  expect((await paperboy.get('/healthz')).status).toBe(200)
  await slack.until(() => slack.changes.length === 1, 'the answer')
  expect(await paperboy.exit).toBe(0)
  expect(JSON.parse(paperboy.lines.at(-1) ?? '')).toMatchObject({ event: 'paperboy has stopped' })
})

it('ends at once at a second signal', async () => {
  const { hub, slack, start } = await stage()
  const paperboy = start()
  await ready(paperboy)
  hub.break({ kind: 'hang' })
  const searched = hub.searched(1)
  await slack.overSocket(slack.slash(MANAGER, CHANNELS.papers, 'search zebra crossings of the serengeti'))
  await searched
  paperboy.child.kill('SIGTERM')
  await paperboy.logged('paperboy is stopping')
  paperboy.child.kill('SIGTERM')
  expect(await paperboy.exit).toBe(143)
})

it('says what to do about a port that is taken', async () => {
  const { start } = await stage()
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const address = squatter.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const paperboy = start({ PORT: String(port) })
  expect(await paperboy.exit).toBe(1)
  squatter.close()
  expect(paperboy.lines).toEqual([
    `PORT ${port} is taken at 127.0.0.1: set PORT to a free one, or to 0 for any.`,
  ])
})

it('ends when nobody takes care of a rejection, with one sentence and no secret, and each start after that is later', async () => {
  const { start } = await stage()
  // As soon as it serves people.
  const fault = `const { write } = process.stderr
    process.stderr.write = line => {
      if (line.includes('adapter started')) queueMicrotask(() => Promise.reject(new Error('refused xoxb-1234-abcd')))
      return write.call(process.stderr, line)
    }`
  const faulty = () => start({}, ['--import', `data:text/javascript,${encodeURIComponent(fault)}`])
  for (let bad = 0; bad < 2; bad++) {
    const paperboy = faulty()
    expect(await paperboy.exit).toBe(1)
    expect(JSON.parse(paperboy.lines.at(-1) ?? '')).toMatchObject({
      level: 'error',
      event: 'paperboy ends',
      sentence: 'A promise was rejected and nobody took care of it.',
      error: { message: 'refused [secret]' },
    })
  }
  const later = start()
  expect((await later.logged('starting later')).sentence).toMatch(/^The last 2 starts on .* waits 5 s/)
  expect((await later.get('/healthz')).status).toBe(200)
  expect((await later.get('/readyz')).status).toBe(503)
  later.child.kill('SIGTERM')
  expect(await later.exit).toBe(0)
})
