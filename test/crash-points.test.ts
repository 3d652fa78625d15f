import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ENGINES } from './rigs/engines.ts'
import { CRASH_POINTS } from './storm/crash-points.ts'
import { dieAt, owesNothing } from './storm/dying.ts'
import { openTown, type Town } from './storm/town.ts'

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
