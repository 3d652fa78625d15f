import { expect } from 'vitest'
import { BATCHES, FRIDAY, THURSDAY } from '../papers.ts'
import { type Paperboy, startPaperboy } from '../rigs/paperboy.ts'
import type { Rig, Seen } from '../rigs/rig.ts'
import type { Fault } from './fault.ts'

/** What people find of a daily post at the end. */
const OUTCOMES = {
  once: 'the post comes once, with its thread',
  bare: 'the post comes once, without its thread; what that would have had comes with the next post',
  paused: 'no post; the subscription is paused, and whoever made it is told, once',
  malformed:
    'no post; the subscription is paused, and whoever made it is told, once, that Paperboy made a mistake',
  uncertain: 'the post counts as sent, is not sent again, and status says so',
} as const
export type Outcome = keyof typeof OUTCOMES

/** With pictures, which a platform may not be able to fetch. */
const PICTURED = Object.fromEntries(
  Object.entries(BATCHES).map(([day, papers]) => [
    day,
    papers.map(paper => ({ ...paper, imageUrl: `https://cdn.example/${paper.key}.png` })),
  ]),
)
/** Monday at nine, and as often as a minute tick would look in the quarter of an hour after it. */
const DUE = '2026-08-24T09:00:00Z'
const LOOKS = [0, 31, 62, 93, 130, 200, 300, 420, 600, 900].map(seconds =>
  Temporal.Instant.from(DUE).add({ seconds }).toString(),
)
const A_DAY_LATER = '2026-08-25T09:00:00Z'

/** A daily post that meets something on its way, over the real client of a platform. */
export function postFault<Platform extends Rig>(
  openRig: () => Promise<Platform>,
  what: string,
  outcome: Outcome,
  provoke: (rig: Platform) => void,
): Fault {
  const prove = async (): Promise<void> => {
    let rig: Platform | undefined
    const paperboy = await startPaperboy(
      async () => {
        rig = await openRig()
        return rig
      },
      { batches: PICTURED, time: '2026-08-22T10:00:00Z' },
    )
    if (!rig) throw new Error('no platform')
    try {
      for (const day of [THURSDAY, FRIDAY]) await paperboy.read(day)
      await rig.slash('manager', 'subscribe at:09:00 top:1')
      const before = (await rig.seen()).length
      provoke(rig)
      for (const time of LOOKS) await paperboy.tickAt(time)
      if (outcome === 'uncertain') return await lookUncertain(rig, (await rig.seen()).slice(before))
      // What was lost stays so, and what has come does not come again.
      await paperboy.tickAt(A_DAY_LATER)
      await look(paperboy, rig, (await rig.seen()).slice(before), outcome)
    } finally {
      await paperboy.stop()
    }
  }
  return { what, outcome: OUTCOMES[outcome], prove }
}

async function look(
  paperboy: Paperboy,
  rig: Rig,
  seen: readonly Seen[],
  outcome: Exclude<Outcome, 'uncertain'>,
): Promise<void> {
  const posts = seen.filter(({ text, under }) => under === undefined && text.includes('Daily Papers, Friday'))
  const threads = seen.filter(({ under }) => under !== undefined)
  const told = seen.filter(({ channel }) => channel !== rig.channel)
  const { store } = paperboy.house
  const [subscription] = await store.subscriptions.all({
    adapter: rig.name,
    tenant: rig.tenant,
    channel: rig.channel,
  })
  const found = {
    posts: posts.length,
    threads: threads.length,
    told: told.length,
    paused: subscription?.paused !== undefined,
  }
  switch (outcome) {
    case 'once':
      expect(found).toEqual({ posts: 1, threads: 1, told: 0, paused: false })
      return
    case 'bare':
      expect(found).toEqual({ posts: 2, threads: 1, told: 0, paused: false })
      return
    case 'paused':
      expect(found).toEqual({ posts: 0, threads: 0, told: 1, paused: true })
      expect(told[0]?.text).toContain('paused')
      return
    case 'malformed':
      expect(found).toEqual({ posts: 0, threads: 0, told: 1, paused: true })
      expect(told[0]?.text).toContain('That is a mistake of Paperboy’s: tell whoever runs it')
      return
    default:
      outcome satisfies never
  }
}

async function lookUncertain(rig: Rig, seen: readonly Seen[]): Promise<void> {
  expect(seen.map(({ under, channel }) => [under, channel])).toEqual([[undefined, rig.channel]])
  expect((await rig.slash('manager', 'status')).text).toContain('it may have arrived or not')
}
