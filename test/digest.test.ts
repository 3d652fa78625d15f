import { afterEach, describe, expect, it } from 'vitest'
import type { HubPaper } from './emulators/hub.ts'
import { AGENT, FRIDAY, GROK, SPARSE, THURSDAY, VIDEO } from './papers.ts'
import { type Channel, openChannel, titles, wordsOf } from './rigs/channel.ts'
import type { Paperboy } from './rigs/paperboy.ts'

const MONDAY = '2026-08-24'

let paperboy: Paperboy
afterEach(() => paperboy.stop())

async function subscribed(words: string, days?: readonly string[]): Promise<Channel> {
  const channel = await openChannel([`subscribe ${words}`], days)
  paperboy = channel.paperboy
  return channel
}
const title = ({ title: words }: HubPaper, number: number) => `#${number} ${words}`

describe('a post that is late', () => {
  it('comes within six hours of its time and says so, with the time it was planned for', async () => {
    const { arrived } = await subscribed('at:09:00 timezone:Europe/Berlin')
    await paperboy.tickAt('2026-08-24T10:30:00Z')
    expect(arrived).toHaveLength(1)
    expect(wordsOf(arrived[0]?.reply)).toContain(
      'Late: planned for 09:00 (Europe/Berlin), Paperboy could not post then.',
    )
  })

  it('says nothing when it is punctual, or a few minutes late', async () => {
    const { arrived } = await subscribed('at:09:00')
    await paperboy.tickAt('2026-08-24T09:10:00Z')
    expect(wordsOf(arrived[0]?.reply)).not.toContain('Late')
  })

  it('names the hub when that had nothing new at its time', async () => {
    const { arrived } = await subscribed('at:09:00')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    await paperboy.tickAt('2026-08-25T09:00:00Z')
    await paperboy.told(
      MONDAY,
      [{ ...SPARSE, key: '2608.20001', title: 'Monday’s Paper' }],
      '2026-08-25T11:00:00Z',
    )
    await paperboy.tickAt('2026-08-25T11:01:00Z')
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
    await paperboy.tickAt('2026-08-23T01:00:00Z')
    expect(arrived.map(({ reply }) => reply.summary)).toEqual(['Daily Papers, Thursday, August 20, 2026'])
  })

  it('that the hub told of too late for its own post comes when there is no newer one', async () => {
    const { arrived } = await subscribed('at:09:00 days:daily', [THURSDAY])
    await paperboy.tickAt('2026-08-23T09:00:00Z')
    paperboy.hub.serve(FRIDAY, [])
    await paperboy.told(
      MONDAY,
      [{ ...SPARSE, key: '2608.20001', title: 'Monday’s Paper' }],
      '2026-08-25T03:00:00Z',
    )
    await paperboy.tickAt('2026-08-25T09:00:00Z')
    await paperboy.told(FRIDAY, [GROK], '2026-08-25T12:00:00Z')
    await paperboy.told('2026-08-25', [], '2026-08-26T03:00:00Z')
    await paperboy.tickAt('2026-08-26T09:00:00Z')
    expect(arrived.map(({ reply }) => reply.summary)).toEqual([
      'Daily Papers, Thursday, August 20, 2026',
      'Daily Papers, Monday, August 24, 2026',
      'Daily Papers, Friday, August 21, 2026',
    ])
  })

  it('is posted as it was when the post was begun, whatever upvotes are corrected later', async () => {
    const { arrived, fate } = await subscribed('at:09:00 top:1')
    fate.push({ kind: 'later', afterMs: 60_000 })
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    await paperboy.told(FRIDAY, [GROK, { ...VIDEO, upvotes: 500 }, AGENT], '2026-08-24T09:01:00Z')
    await paperboy.tickAt('2026-08-24T09:02:00Z')
    expect(arrived.map(titles)).toEqual([[title(GROK, 1)], [title(VIDEO, 2), title(AGENT, 3)]])
  })

  it('leaves out a paper that was withdrawn, and says so of it', async () => {
    const { arrived, ask } = await subscribed('at:09:00', [THURSDAY])
    await paperboy.told(FRIDAY, [{ ...GROK, withdrawn: true }, VIDEO], '2026-08-22T03:00:00Z')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(arrived.flatMap(titles)).not.toContainEqual(expect.stringContaining(GROK.title))
    expect(wordsOf(await ask(`show ${GROK.key}`))).toContain('withdrawn')
  })

  it('brings no paper again that comes back as another version', async () => {
    const { arrived } = await subscribed('at:09:00')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    const again = { ...GROK, key: `${GROK.key}v2` }
    await paperboy.told(
      MONDAY,
      [again, { ...SPARSE, key: '2608.20001', title: 'Monday’s Paper' }],
      '2026-08-25T03:00:00Z',
    )
    await paperboy.tickAt('2026-08-25T09:00:00Z')
    expect(arrived.slice(1).map(titles)).toEqual([['#1 Monday’s Paper']])
  })
})

describe('posting at once', () => {
  it('is one more post, and the planned one comes when there is something new', async () => {
    const { arrived, ask } = await subscribed('at:09:00')
    paperboy.setTime('2026-08-24T08:00:00Z')
    expect(wordsOf(await ask('post_now'))).toContain(
      'It is one more: the daily post planned for Mon, Aug 24, 09:00 (UTC) brings only what is new by then, and is left out if nothing is.',
    )
    expect(wordsOf(await ask('subscriptions'))).toContain('Next: Mon, Aug 24, 09:00')
    await paperboy.told(MONDAY, [SPARSE], '2026-08-25T03:00:00Z')
    await paperboy.tickAt('2026-08-25T09:00:00Z')
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
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(arrived).toHaveLength(1)
  })

  it('after which a changed hour names the next day, since today has had its post', async () => {
    const { ask } = await subscribed('at:09:00')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(wordsOf(await ask('subscribe at:11:00'))).toContain('Next: Tue, Aug 25, 11:00')
  })
})

describe('what is said of a wish', () => {
  it('names the zone that a city was taken for', async () => {
    const { ask } = await subscribed('at:09:00')
    const said = wordsOf(await ask('subscribe at:17:30 timezone:berlin'))
    expect(said).toMatch(/17:30 Europe\/Berlin.*I took .*timezone:berlin.* as Europe\/Berlin\./s)
    expect(wordsOf(await ask('subscribe timezone:Europe/Berlin'))).not.toContain('I took')
  })

  it('names what cannot be understood, and a number that nothing has', async () => {
    const { ask } = await subscribed('at:09:00')
    expect(wordsOf(await ask('save #9'))).toContain('No list was shown here')
    expect(wordsOf(await ask('search has:cod'))).toMatch(
      /I do not understand .*has:cod".*, so it was left out\. Say .*has:code"/,
    )
  })
})
