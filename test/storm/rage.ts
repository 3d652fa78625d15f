import { setTimeout as pause } from 'node:timers/promises'
import { TIMING } from '../../src/delivery/timing.ts'
import type { Outcome } from './every-point.ts'
import { duplicatesIn, type Lived, type Mishap, openTown, type Platform } from './town.ts'

export interface Rage {
  readonly workers: number
  readonly deliveries: number
  readonly kills: number
  /** The share of posts that something befalls. */
  readonly faults: number
  /** 0 to 1. */
  readonly chance: () => number
  readonly done: (posted: number) => void
}

/** Of what befalls a post: each as often as it stands here. Hanging holds up a post for as long as its client waits. */
const MISHAPS: readonly Pick<Mishap, 'what' | 'after'>[] = [
  { what: 'limited', after: false },
  { what: 'limited', after: false },
  { what: 'failing', after: false },
  { what: 'failing', after: false },
  { what: 'failing', after: true },
  { what: 'failing', after: true },
  { what: 'cut', after: false },
  { what: 'cut', after: false },
  { what: 'cut', after: true },
  { what: 'cut', after: true },
  { what: 'hanging', after: false },
  { what: 'hanging', after: true },
]
/**
 * As in earnest. Shorter ones would promise what the clients do not keep: they wait ten seconds for an answer, so that
 * on a busy machine a post might still be on its way when another process already looks for it.
 */
const TIMES = [TIMING.leaseMs, TIMING.postMs, TIMING.settleMs].join(',')
/** The deliveries become due at this rate, so that processes die while they open them, too. */
const DUE_PER_SECOND = 100

/** Several processes share a store and are killed at random while the platforms fail; each that dies is followed by another. */
export async function rage(
  url: string,
  { workers, deliveries, kills, faults, chance, done }: Rage,
): Promise<Outcome & { readonly faults: number }> {
  let befell = 0
  const town = await openTown(url, () => {
    if (chance() >= faults) return undefined
    befell += 1
    return MISHAPS[Math.floor(chance() * MISHAPS.length)]
  })
  const subscriptions = Math.ceil(deliveries / 2)
  const beganMs = Date.now()
  for (const platform of ['slack', 'discord'] as const) {
    const times = Array.from(
      { length: Math.ceil(subscriptions / 2) },
      (_, at) => beganMs + (4 * 1_000 * at) / DUE_PER_SECOND,
    )
    await town.settle(platform, times.map(Math.round))
  }

  let raging = true
  let killed = 0
  const begun = new Set<Lived>()
  const lineage = async (platform: Platform): Promise<void> => {
    while (raging) {
      const lived = await town.live(platform, { times: TIMES })
      begun.add(lived)
      await lived.ended
      begun.delete(lived)
    }
  }
  const lineages = Array.from({ length: workers }, (_, at) => lineage(at % 2 === 0 ? 'slack' : 'discord'))

  while ((await town.owing()) > 0) {
    const { owed, posted } = await town.tally()
    done(posted.size)
    const victims = [...begun]
    // As many as are due by how far all has come; the last of them before all has.
    if (killed < kills * Math.min(1, (1.1 * posted.size) / owed)) {
      const victim = victims[Math.floor(chance() * victims.length)]
      if (victim?.child.kill('SIGKILL')) killed += 1
      if (victim) begun.delete(victim)
    }
    await pause(20 + 100 * chance())
  }
  raging = false
  const { owed, posted } = await town.tally()
  await town.stop()
  await Promise.all(lineages)
  return {
    kills: killed,
    deliveries: owed,
    faults: befell,
    duplicates: duplicatesIn(posted),
    lost: owed - posted.size,
  }
}
