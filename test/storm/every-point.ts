import { CRASH_POINTS, type CrashPoint } from './crash-points.ts'
import { dieAt, owesNothing } from './dying.ts'
import { duplicatesIn, openTown, type Platform } from './town.ts'

export interface Outcome {
  readonly kills: number
  readonly deliveries: number
  readonly duplicates: number
  readonly lost: number
}

/** Kills a process at each point, so many times, on one store and against one platform; `killed` hears of each. */
export async function everyPoint(
  url: string,
  platform: Platform,
  rounds: number,
  killed: (point: CrashPoint) => void,
): Promise<Outcome> {
  const town = await openTown(url)
  let kills = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const point of CRASH_POINTS) {
      const ended = await dieAt(town, point, platform)
      if (ended !== 'SIGKILL') throw new Error(`at ${point} a process ended ${ended}`)
      kills += 1
      killed(point)
    }
  }
  await town.live(platform)
  await owesNothing(town)
  const { owed, posted } = await town.tally()
  await town.stop()
  return { kills, deliveries: owed, duplicates: duplicatesIn(posted), lost: owed - posted.size }
}
