import { on } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ENGINES } from './rigs/engines.ts'
import { CRASH_POINTS } from './storm/crash-points.ts'
import { dieAt, owesNothing } from './storm/dying.ts'
import { duplicatesIn, type Lived, openTown, type Town } from './storm/town.ts'

/** Processes that are killed on a delivery's way, one life after the other, over the same store. */

async function town(freshUrl: (folder: string) => Promise<string>): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-crash-'))
  const here = await openTown(await freshUrl(folder))
  onTestFinished(async () => {
    await here.stop()
    await rm(folder, { recursive: true })
  })
  return here
}

const says = async ({ child }: Lived, word: string): Promise<void> => {
  for await (const [said] of on(child, 'message')) if (said === word) return
}

it.each(ENGINES)(
  'a process on %s can be killed at any point: each message is there, and there once',
  async (name, freshUrl) => {
    const here = await town(freshUrl)
    for (const [at, point] of CRASH_POINTS.entries()) {
      const platform = (at + name.length) % 2 === 0 ? 'slack' : 'discord'
      expect(await dieAt(here, point, platform), point).toBe('SIGKILL')
    }
    await Promise.all([here.live('slack'), here.live('discord')])
    await owesNothing(here)
    const { owed, posted } = await here.tally()
    expect([...posted.values()]).toEqual(Array(owed).fill(1))
  },
  180_000,
)

it.each(['slack', 'discord'] as const)(
  'a process on %s that is frozen in mid-send for longer than its lease leaves one message standing',
  async platform => {
    const [sqlite] = ENGINES
    if (!sqlite) throw new Error('there is no engine')
    const here = await town(sqlite[1])
    const frozen = await here.live(platform, { freezes: true })
    const [freezes, ends] = [
      says(frozen, 'freezes'),
      says(frozen, platform === 'slack' ? 'withdrew' : 'posted'),
    ]
    await here.settle(platform, [Date.now() - 1])
    await freezes
    await here.live(platform)
    await owesNothing(here)
    frozen.child.kill('SIGCONT')
    // Slack takes the message a second time, which stands until it is withdrawn: without a key there that cannot be helped.
    await ends
    const { owed, posted, standing } = await here.tally()
    const most = platform === 'slack' ? 1 : 0
    expect(duplicatesIn(posted)).toBe(most)
    expect([...standing.values()]).toEqual(Array(owed).fill(1))
  },
  60_000,
)
