import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../src/chat.ts'
import { AGENT, GROK, SPARSE, VIDEO } from './papers.ts'
import { type Channel, openChannel, titles, wordsOf } from './rigs/channel.ts'
import type { Paperboy } from './rigs/paperboy.ts'

let paperboy: Paperboy
afterEach(() => paperboy.stop())

async function inChannel(...said: readonly string[]): Promise<Channel> {
  const channel = await openChannel(said)
  paperboy = channel.paperboy
  return channel
}
const says = ({ blocks }: Reply): readonly string[] =>
  blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons.map(button => button.says) : []))

const DAILY = 'subscribe at:09:00 timezone:Europe/Berlin'
const WEEKLY = 'subscribe every:week on:mon top:3'

describe('a weekly post', () => {
  it('brings the best of the days since the last one, and its heading says which', async () => {
    const { arrived } = await inChannel(`${WEEKLY} at:10:00`)
    await paperboy.tickAt('2026-08-24T10:00:00Z')
    expect(arrived[0]?.reply.summary).toBe('The best of Daily Papers, August 20 to 21, 2026')
    expect(arrived.slice(0, 1).map(titles)).toEqual([
      [`#1 ${GROK.title}`, `#2 ${VIDEO.title}`, `#3 ${SPARSE.title}`],
    ])
    const tuesday = [
      { ...AGENT, key: '2608.20001', title: 'Tuesday’s Paper' },
      { ...GROK, upvotes: 120 },
    ]
    await paperboy.told('2026-08-25', tuesday, '2026-08-28T03:00:00Z')
    const before = arrived.length
    await paperboy.tickAt('2026-08-31T10:00:00Z')
    expect(arrived.slice(before).map(({ reply }) => reply.summary)).toEqual([
      'The best of Daily Papers, Tuesday, August 25, 2026',
    ])
    expect(arrived.slice(before).map(titles)).toEqual([['#1 Tuesday’s Paper']])
  })

  it('looks back at what daily posts have brought, and daily posts go on as if it were not there', async () => {
    const { arrived } = await inChannel(DAILY, `${WEEKLY} at:09:05`)
    await paperboy.tickAt('2026-08-24T07:00:00Z')
    await paperboy.tickAt('2026-08-24T07:05:00Z')
    expect(arrived.map(({ reply }) => reply.summary)).toEqual([
      'Daily Papers, Friday, August 21, 2026',
      'The best of Daily Papers, August 20 to 21, 2026',
      expect.stringMatching(/^Papers? #4/),
    ])
  })

  it('says what it brings when it is set up, in the zone of the daily post, and takes one day only', async () => {
    const { ask } = await inChannel(DAILY)
    const agreed = wordsOf(await ask('subscribe every:week on:fri top:10'))
    expect(agreed).toContain('This channel gets a weekly post.')
    expect(agreed).toContain('09:00 Europe/Berlin, every Fri: the 10 best')
    expect(agreed).toContain(
      'also what daily posts have brought here, but no paper of an earlier weekly post',
    )
    expect(wordsOf(await ask('subscribe every:week days:mon-fri'))).toContain('should be one day of the week')
    expect(wordsOf(await ask('subscribe at:08:00'))).toContain('This channel’s daily post is changed.')
  })

  it('comes once a week, even if its day is moved after it came', async () => {
    const { arrived, ask } = await inChannel(`${WEEKLY} at:10:00`)
    await paperboy.tickAt('2026-08-24T10:00:00Z')
    const { length } = arrived
    expect(wordsOf(await ask('subscribe every:week on:tue'))).toContain('Next: Tue, Sep 1, 10:00')
    await paperboy.tickAt('2026-08-25T10:00:00Z')
    expect(arrived).toHaveLength(length)
  })
})

describe('a channel with a daily and a weekly post', () => {
  it('is asked which one is meant, where only one can be', async () => {
    const { ask, arrived } = await inChannel(DAILY, WEEKLY)
    for (const command of ['preview', 'post_now', 'unsubscribe']) {
      expect(says(await ask(command))).toEqual([`/${command} every:day`, `/${command} every:week`])
    }
    expect(arrived).toEqual([])
    expect((await ask('preview every:week')).summary).toBe('The best of Daily Papers, August 20 to 21, 2026')
    expect((await ask('/preview every:day')).summary).toBe('Daily Papers, Friday, August 21, 2026')
  })

  it('sees both in its subscriptions and its status, and ends one without the other', async () => {
    const { ask } = await inChannel(DAILY, WEEKLY)
    for (const command of ['subscriptions', 'status']) {
      const said = wordsOf(await ask(command))
      expect([said.includes('Daily post: '), said.includes('Weekly post: ')]).toEqual([true, true])
    }
    expect(wordsOf(await ask('unsubscribe every:week'))).toContain(
      'The weekly post of this channel has ended.',
    )
    expect(wordsOf(await ask('unsubscribe every:week'))).toContain('This channel has no weekly post.')
    expect(wordsOf(await ask('subscriptions'))).not.toContain('Weekly')
    expect(wordsOf(await ask('unsubscribe'))).toContain('The daily post of this channel has ended.')
  })

  it('pauses and resumes both together, or the one that is named', async () => {
    const { ask, arrived } = await inChannel(DAILY, WEEKLY)
    expect(wordsOf(await ask('pause'))).toContain('The daily and weekly posts are paused.')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(arrived).toEqual([])
    expect(wordsOf(await ask('resume every:week'))).toContain(
      'The weekly post goes on. Next: Mon, Aug 31, 09:00',
    )
    expect(wordsOf(await ask('subscriptions'))).toContain('It is paused.')
    expect(wordsOf(await ask('resume'))).toContain('The daily post goes on.')
  })
})
