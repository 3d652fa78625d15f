import { expect } from 'vitest'
import { BATCHES, FRIDAY, THURSDAY } from '../papers.ts'
import { startPaperboy } from '../rigs/paperboy.ts'
import { createSlackRig } from '../rigs/slack.ts'
import type { Fault } from './fault.ts'
import { postFault } from './posts.ts'

/** Slack's clock stands still an hour before, or after, nine. */
const slackAt = (time: string) => async () => {
  const rig = await createSlackRig()
  rig.emulator.clock.now = () => Temporal.Instant.from(`2026-08-24T${time}:00Z`).epochMilliseconds
  return rig
}

/** A daily post is due on Monday at nine, and these are the times that the clock shows, one after the other. */
function shows(
  what: string,
  times: readonly string[],
  outcome: string,
  found: { readonly posts: number; readonly status: string },
  answerIsLost = false,
): Fault {
  return {
    what,
    outcome,
    prove: async () => {
      const rig = await createSlackRig()
      const paperboy = await startPaperboy(() => rig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
      try {
        for (const day of [THURSDAY, FRIDAY]) await paperboy.read(day)
        await rig.slash('manager', 'subscribe at:09:00 top:3')
        const before = (await rig.seen()).length
        if (answerIsLost)
          rig.emulator.faults.push({ method: 'chat.postMessage', answer: 'drop', after: true })
        for (const time of times) await paperboy.tickAt(`2026-08-24T${time}:00Z`)
        const posts = (await rig.seen()).slice(before)
        expect(posts).toHaveLength(found.posts)
        expect((await rig.slash('manager', 'status')).text).toContain(found.status)
      } finally {
        await paperboy.stop()
      }
    },
  }
}

const ONCE = { posts: 1, status: 'posted Mon, Aug 24' }

export const CLOCK: readonly Fault[] = [
  postFault(
    slackAt('08:00'),
    'a clock an hour ahead of Slack’s, and an answer that is lost',
    'once',
    ({ emulator }) => void emulator.faults.push({ method: 'chat.postMessage', answer: 'drop', after: true }),
  ),
  postFault(
    slackAt('10:00'),
    'a clock an hour behind Slack’s, and an answer that is lost',
    'once',
    ({ emulator }) => void emulator.faults.push({ method: 'chat.postMessage', answer: 'drop', after: true }),
  ),
  shows(
    'a clock that is set back an hour after the post',
    ['09:00', '08:01', '09:00', '09:01', '10:00'],
    'the post is not sent again',
    ONCE,
  ),
  shows(
    'a clock that is set back an hour while nobody knows whether the post arrived',
    ['09:00', '08:01', '08:02', '09:00', '09:01', '09:02', '09:03'],
    'it is looked for when the hour is there again, and not sent again',
    ONCE,
    true,
  ),
  shows(
    'a clock that is set forward over the hour of the post',
    ['08:30', '09:31', '09:32', '10:00'],
    'the post comes once',
    ONCE,
  ),
  shows(
    'a machine that sleeps from before the hour until seven hours later',
    ['08:59', '16:00', '16:01'],
    'the post is left out, and status says why',
    { posts: 0, status: 'since it could not be sent within six hours' },
  ),
]
