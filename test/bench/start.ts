import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDiscordEmulator } from '../emulators/discord.ts'
import { openHub } from '../emulators/hub.ts'
import { startSlackEmulator } from '../emulators/slack.ts'
import { adaptersStarted, environmentOf } from '../rigs/process.ts'
import { print } from './table.ts'

const STARTS = 5
/** Long enough for both connections and the first collection of garbage. */
const SETTLED_MS = 5_000

/** How soon a newcomer is answered after `npm start`, and what the process weighs with both platforms on. */
export async function benchStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-bench-'))
  const hub = await openHub()
  const environment = { ...process.env, ...environmentOf({ hub }) }
  const first: number[] = []
  for (let start = 0; start < STARTS; start += 1) {
    const began = performance.now()
    const child = spawn('npm', ['start', '--silent'], {
      env: { ...environment, DATABASE_URL: `sqlite:${join(folder, `${start}.db`)}` },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end('search grokking\n')
    await once(child.stdout, 'data')
    first.push(performance.now() - began)
    await once(child, 'exit')
  }

  const slack = await startSlackEmulator()
  const discord = await startDiscordEmulator({ messageContent: true })
  const child = spawn('node', ['adapters/start.js'], {
    env: {
      ...environment,
      ...environmentOf({ hub, slack, discord }),
      DATABASE_URL: `sqlite:${join(folder, 'both.db')}`,
      DISCORD_MESSAGE_CONTENT: 'true',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await adaptersStarted(child.stderr, 2)
  await new Promise(resolve => setTimeout(resolve, SETTLED_MS))
  const residentMb =
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024
  child.kill()
  await once(child, 'exit')
  await Promise.all([slack.close(), discord.stop(), hub.stop(), rm(folder, { recursive: true })])

  const slowest = Math.max(...first) / 1000
  print(
    [
      { measure: `first answer after npm start, slowest of ${STARTS}`, value: `${slowest.toFixed(2)} s` },
      { measure: 'resident memory, both platforms on', value: `${residentMb.toFixed(0)} MB` },
    ],
    {
      firstAnswerSeconds: first.map(ms => Number((ms / 1000).toFixed(2))),
      residentMb: Math.round(residentMb),
    },
  )
}
