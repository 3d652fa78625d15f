import { setTimeout as pause } from 'node:timers/promises'
import { CRASH_POINTS, type CrashPoint } from './crash-points.ts'
import type { Lived, Platform, Town } from './town.ts'

/** Lets a process live until it comes to a point of the delivery that is owed to it; how it ended. */
export async function dieAt(here: Town, point: CrashPoint, platform: Platform): Promise<Lived['ended']> {
  const number = CRASH_POINTS.indexOf(point)
  let lived: Lived | undefined
  if (number === 4) {
    // Before the message is taken, or after: the one who dies cannot know.
    const after = platform === 'slack'
    here.next[platform].push({ what: 'cut', after, met: () => void lived?.child.kill('SIGKILL') })
  }
  // What is to be read back has to be lost first: the last point is that it never arrived.
  if (number > 6) here.next[platform].push({ what: 'cut', after: number < 9 })
  lived = await here.live(platform, number === 4 ? {} : { point })
  await here.settle(platform, [Date.now() - 1])
  return lived.ended
}

/** Resolves when nothing is owed any more: someone has to be alive. */
export async function owesNothing(here: Town): Promise<void> {
  while ((await here.owing()) > 0) await pause(100)
}
