import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../src/chat.ts'
import { type HubPaper, hubRecord } from './emulators/hub.ts'
import { AGENT, BATCHES, FRIDAY, GROK, SPARSE, THURSDAY, VIDEO } from './papers.ts'
import { type Paperboy, startPaperboy } from './rigs/paperboy.ts'
import { type Platform, platform } from './rigs/platform.ts'

const MONDAY = '2026-08-24'
const NOTHING: Reply = { summary: '', blocks: [] }

let paperboy: Paperboy
afterEach(() => paperboy.stop())

async function subscribed(words: string, days: readonly string[] = [THURSDAY, FRIDAY]): Promise<Platform> {
  const at = platform()
  paperboy = await startPaperboy(() => at.rig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  for (const day of days) await paperboy.read(day)
  await at.ask(`subscribe ${words}`)
  return at
}
const tickAt = async (time: string): Promise<void> => {
  paperboy.setTime(time)
  await paperboy.house.tick.run()
}
/** The hub tells of a day again, or of a new one, and it is read. */
const told = async (day: string, papers: readonly HubPaper[], at: string): Promise<void> => {
  paperboy.setTime(at)
  paperboy.hub.serve(
    day,
    papers.map(paper => hubRecord(paper, day)),
  )
  await paperboy.read(day)
}
const titles = ({ reply }: { readonly reply: Reply }): readonly string[] =>
  reply.blocks.flatMap(block => (block.kind === 'item' ? [block.item.title] : []))
const wordsOf = (reply: Reply = NOTHING): string => JSON.stringify(reply.blocks)
const title = ({ title: words }: HubPaper, number: number) => `#${number} ${words}`

describe('a post that is late', () => {
  it('comes within six hours of its time and says so, with the time it was planned for', async () => {
    const { arrived } = await subscribed('at:09:00 timezone:Europe/Berlin')
    await tickAt('2026-08-24T10:30:00Z')
    expect(arrived).toHaveLength(1)
    expect(wordsOf(arrived[0]?.reply)).toContain(
      'Late: planned for 09:00 (Europe/Berlin), Paperboy could not post then.',
    )
  })

  it('says nothing when it is punctual, or a few minutes late', async () => {
    const { arrived } = await subscribed('at:09:00')
    await tickAt('2026-08-24T09:10:00Z')
    expect(wordsOf(arrived[0]?.reply)).not.toContain('Late')
  })

  it('names the hub when that had nothing new at its time', async () => {
    const { arrived } = await subscribed('at:09:00')
    await tickAt('2026-08-24T09:00:00Z')
    await tickAt('2026-08-25T09:00:00Z')
    await told(MONDAY, [{ ...SPARSE, key: '2608.20001', title: 'Monday’s Paper' }], '2026-08-25T11:00:00Z')
    await tickAt('2026-08-25T11:01:00Z')
    expect(arrived).toHaveLength(2)
    expect(wordsOf(arrived[1]?.reply)).toContain(
      'Late: planned for 09:00 (UTC), the hub had no new day then.',
    )
  })
})

describe('a day of the feed', () => {
  it('is not posted before it is complete, at 21:30 in New York', async () => {
    const { arrived } = await subscribed('at:01:00 days:daily', [THURSDAY])
    paperboy.setTime('2026-08-22T01:00:00Z')
    await paperboy.read(FRIDAY)
    await tickAt('2026-08-23T01:00:00Z')
    expect(arrived.map(({ reply }) => reply.summary)).toEqual(['Daily Papers, Thursday, August 20, 2026'])
  })

  it('that the hub told of too late for its own post comes when there is no newer one', async () => {
    const { arrived } = await subscribed('at:09:00 days:daily', [THURSDAY])
    await tickAt('2026-08-23T09:00:00Z')
    paperboy.hub.serve(FRIDAY, [])
    await told(MONDAY, [{ ...SPARSE, key: '2608.20001', title: 'Monday’s Paper' }], '2026-08-25T03:00:00Z')
    await tickAt('2026-08-25T09:00:00Z')
    await told(FRIDAY, [GROK], '2026-08-25T12:00:00Z')
    await told('2026-08-25', [], '2026-08-26T03:00:00Z')
    await tickAt('2026-08-26T09:00:00Z')
    expect(arrived.map(({ reply }) => reply.summary)).toEqual([
      'Daily Papers, Thursday, August 20, 2026',
      'Daily Papers, Monday, August 24, 2026',
      'Daily Papers, Friday, August 21, 2026',
    ])
  })

  it('is posted as it was when the post was begun, whatever upvotes are corrected later', async () => {
    const { arrived, fate } = await subscribed('at:09:00 top:1')
    fate.push({ kind: 'later', afterMs: 60_000 })
    await tickAt('2026-08-24T09:00:00Z')
    await told(FRIDAY, [GROK, { ...VIDEO, upvotes: 500 }, AGENT], '2026-08-24T09:01:00Z')
    await tickAt('2026-08-24T09:02:00Z')
    expect(arrived.map(titles)).toEqual([[title(GROK, 1)], [title(VIDEO, 2), title(AGENT, 3)]])
  })

  it('brings no paper again that comes back as another version', async () => {
    const { arrived } = await subscribed('at:09:00')
    await tickAt('2026-08-24T09:00:00Z')
    const again = { ...GROK, key: `${GROK.key}v2` }
    await told(
      MONDAY,
      [again, { ...SPARSE, key: '2608.20001', title: 'Monday’s Paper' }],
      '2026-08-25T03:00:00Z',
    )
    await tickAt('2026-08-25T09:00:00Z')
    expect(arrived.slice(1).map(titles)).toEqual([['#1 Monday’s Paper']])
  })
})

describe('posting at once', () => {
  it('is one more post, and the planned one comes when there is something new', async () => {
    const { arrived, ask } = await subscribed('at:09:00')
    paperboy.setTime('2026-08-24T08:00:00Z')
    expect(wordsOf(await ask('post_now'))).toContain('It is one more: the daily post comes as planned.')
    expect(wordsOf(await ask('subscriptions'))).toContain('Next: Mon, Aug 24, 09:00')
    await told(MONDAY, [SPARSE], '2026-08-25T03:00:00Z')
    await tickAt('2026-08-25T09:00:00Z')
    expect(arrived).toHaveLength(2)
  })

  it('is today’s post if it counts: then no other comes today, and not twice', async () => {
    const { arrived, ask } = await subscribed('at:09:00')
    paperboy.setTime('2026-08-24T08:00:00Z')
    expect(wordsOf(await ask('post_now counts:yes'))).toContain(
      'It is today’s daily post; no other comes today.',
    )
    expect(wordsOf(await ask('subscriptions'))).toContain('Next: Tue, Aug 25, 09:00')
    expect(wordsOf(await ask('post_now counts:yes'))).toContain('has had its turn today')
    await tickAt('2026-08-24T09:00:00Z')
    expect(arrived).toHaveLength(1)
  })

  it('after which a changed hour names the next day, since today has had its post', async () => {
    const { ask } = await subscribed('at:09:00')
    await tickAt('2026-08-24T09:00:00Z')
    expect(wordsOf(await ask('subscribe at:11:00'))).toContain('Next: Tue, Aug 25, 11:00')
  })
})
