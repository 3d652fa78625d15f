import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import about from '../../package.json' with { type: 'json' }
import { openStore } from '../../src/store/store.ts'
import { type HubMishap, openHub } from '../emulators/hub.ts'
import { environmentOf } from '../rigs/process.ts'
import { createChance } from './chance.ts'
import { type Archive, compared, serveArchive } from './feed-archive.ts'

/** What goes wrong with a share of all answers. */
const MISHAPS: readonly HubMishap[] = [
  { kind: 'instead', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'instead', status: 500 },
  { kind: 'hang' },
  { kind: 'cut' },
  { kind: 'instead', body: '<!doctype html><p>Sign in</p>' },
]
/** Nothing that is to end in a minute takes longer. */
const MOST_MS = 15 * 60_000

export interface Hardship {
  /** Kills the process each time after so long. */
  readonly killEachMs?: number
  /** The share of answers that go wrong. */
  readonly faults?: number
  /** Requests that the hub allows in five minutes. */
  readonly allowed?: number
}

/** The whole command, in a process of its own, over the archive on an emulated hub. */
export async function backfillFigures(archive: Archive, { killEachMs, faults = 0, allowed }: Hardship) {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-feed-'))
  const hub = await openHub()
  serveArchive(hub, archive)
  if (allowed !== undefined) hub.allow(allowed)
  const chance = createChance(6)
  hub.break(() => (chance.below(1_000) < faults * 1_000 ? chance.one(MISHAPS) : undefined))

  const url = `sqlite:${join(folder, 'papers.db')}`
  // The command as it stands in package.json, without npm between, which a kill would not reach.
  const [, ...command] = about.scripts.backfill.split(' ')
  const began = performance.now()
  let [kills, peakMb, code] = [0, 0, 1]
  while (code !== 0 && performance.now() - began < MOST_MS) {
    const child = spawn(process.execPath, command, {
      env: { ...environmentOf({ hub }), DATABASE_URL: url },
      stdio: 'ignore',
    })
    const ended = new AbortController()
    const exit = once(child, 'exit').finally(() => ended.abort())
    const watch = setInterval(() => {
      peakMb = Math.max(peakMb, peakOf(child.pid))
    }, 20)
    const kill = passing(killEachMs ?? MOST_MS, undefined, { signal: ended.signal }).then(
      () => child.kill('SIGKILL'),
      () => false,
    )
    const [ending] = await exit
    clearInterval(watch)
    if (await kill) kills += 1
    else if (ending !== 0) throw new Error(`the backfill ended with ${ending}`)
    else code = 0
  }
  const seconds = (performance.now() - began) / 1_000
  const store = await openStore(url)
  const result = await compared(store, archive)
  await store.close()
  const [requests, refused] = [hub.requests.length, hub.refused]
  await Promise.all([hub.stop(), rm(folder, { recursive: true })])
  return { seconds: Number(seconds.toFixed(1)), peakMb, ...result, requests, refused, kills }
}

/** The most memory that a process has held so far, in megabytes; 0 when it is gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Math.round(
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    )
  } catch {
    return 0
  }
}
