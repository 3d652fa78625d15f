import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openTown, type Platform } from '../storm/town.ts'

/** Channels, each with a message and one in its thread. */
const CHANNELS = 1_500

/**
 * Deliveries a second of one process over the real client of a platform that is emulated in this process, without
 * the platform's limits. SQLite on a file, synced at each commit.
 */
export async function deliveriesASecond(platform: Platform): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-throughput-'))
  const town = await openTown(`sqlite:${join(folder, 'store.db')}`)
  await town.settle(platform, Array(CHANNELS).fill(Date.now() - 1))
  await town.live(platform, { times: '60000,30000,30000' })
  const began = performance.now()
  const { owed } = await town.tally()
  while ((await town.tally()).posted.size < owed) await pause(50)
  const seconds = (performance.now() - began) / 1_000
  await town.stop()
  await rm(folder, { recursive: true })
  return owed / seconds
}
