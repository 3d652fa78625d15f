import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { closesAt, lastCompleteBefore } from '../../src/feed/feed-day.ts'
import { openStore } from '../../src/store/store.ts'
import { openHub } from '../emulators/hub.ts'
import { startSlackEmulator } from '../emulators/slack.ts'
import { CHANNELS, MANAGER, TEAM } from '../emulators/slack-world.ts'
import { SPARSE, VIDEO } from '../papers.ts'
import { adaptersStarted, environmentOf, started } from '../rigs/process.ts'
import { CRASH_POINTS } from '../storm/crash-points.ts'
import { dieAt, owesNothing } from '../storm/dying.ts'
import { duplicatesIn, openTown, type Platform, type Town } from '../storm/town.ts'
import type { Fault } from './fault.ts'

const START_MS = 25_000

async function inFolder<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-process-'))
  try {
    return await work(`sqlite:${join(folder, 'paperboy.db')}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const inTown = (prove: (here: Town) => Promise<void>): Promise<void> =>
  inFolder(async url => {
    const here = await openTown(url)
    try {
      await prove(here)
    } finally {
      await here.stop()
    }
  })

const NAMES: Readonly<Record<Platform, string>> = { slack: 'Slack', discord: 'Discord' }

/** Slack takes a message a second time, which stands until it is withdrawn: without a key there that cannot be helped. */
const freezes = (platform: Platform, copies: 0 | 1, outcome: string): Fault => ({
  what: `a process on ${NAMES[platform]} that is frozen in mid-send for longer than its lease, while another takes over`,
  outcome,
  prove: () =>
    inTown(async here => {
      const { child } = await here.live(platform, { freezes: true })
      const says = async (word: string): Promise<void> => {
        for await (const [said] of on(child, 'message')) if (said === word) return
      }
      const [frozen, over] = [says('freezes'), says(copies === 1 ? 'withdrew' : 'posted')]
      await here.settle(platform, [Date.now() - 1])
      await frozen
      await here.live(platform)
      await owesNothing(here)
      child.kill('SIGCONT')
      await over
      const { owed, posted, standing } = await here.tally()
      expect(duplicatesIn(posted)).toBe(copies)
      expect([...standing.values()]).toEqual(Array(owed).fill(1))
    }),
})

const kill = (platform: Platform): Fault => ({
  what: `a process that is killed while its request to ${NAMES[platform]} is on the wire`,
  outcome: 'the next one looks whether it arrived: the post comes once, with its thread',
  prove: () =>
    inTown(async here => {
      expect(await dieAt(here, CRASH_POINTS[4], platform)).toBe('SIGKILL')
      await here.live(platform)
      await owesNothing(here)
      const { owed, posted } = await here.tally()
      expect([...posted.values()]).toEqual(Array(owed).fill(1))
    }),
})

const terminate: Fault = {
  what: 'SIGTERM between a message and its thread',
  outcome: 'the process ends well, and the thread comes from it or from the next, once',
  prove: () =>
    inFolder(async url => {
      const [hub, slack] = [await openHub(), await startSlackEmulator()]
      const children: ChildProcess[] = []
      const live = (): ChildProcessWithoutNullStreams => {
        const child = started('start.js', [], { ...environmentOf({ hub, slack }), DATABASE_URL: url })
        children.push(child)
        return child
      }
      const end = async (child: ChildProcess): Promise<void> => {
        child.kill('SIGTERM')
        expect(await once(child, 'exit')).toEqual([0, null])
      }
      const stand = (count: number): Promise<unknown> =>
        vi.waitUntil(() => slack.messages.length >= count, { timeout: START_MS, interval: 1 })
      try {
        await subscribe(url)
        const first = live()
        await stand(1)
        await end(first)
        // If the first has posted the thread as well, the second finds nothing to do, and is to be up before it ends.
        const second = live()
        await adaptersStarted(second.stderr)
        await stand(2)
        await end(second)
        const [message, ...thread] = slack.messages
        expect(thread.map(({ thread_ts }) => thread_ts)).toEqual([message?.ts])
        expect(slack.violations).toEqual([])
      } finally {
        for (const child of children) child.kill('SIGKILL')
        await Promise.all([slack.close(), hub.stop()])
      }
    }),
}

/** A post with a thread is due in a channel at this moment. */
async function subscribe(url: string): Promise<void> {
  const store = await openStore(url)
  const day = lastCompleteBefore(Date.now())
  const papers = [SPARSE, VIDEO].map(paper => ({ ...paper, source: 'hub' as const, feedDay: day }))
  await store.papers.saveBatch({ day, readMs: closesAt(day) + 1, settled: true }, papers)
  const nextDueMs = Date.now() - 1
  const terms = { at: '00:00', timezone: 'UTC', days: [new Date(nextDueMs).getUTCDay() || 7], top: 1 }
  const where = { adapter: 'slack', tenant: TEAM, channel: CHANNELS.papers, author: MANAGER }
  await store.subscriptions.put({ id: 's1', ...where, terms, nextDueMs }, 1)
  await store.close()
}

export const PROCESSES: readonly Fault[] = [
  kill('slack'),
  kill('discord'),
  terminate,
  freezes('slack', 1, 'it posts a second time when it wakes, takes that back at once, and one stands'),
  freezes('discord', 0, 'its second time is taken for the first, and one stands'),
]
