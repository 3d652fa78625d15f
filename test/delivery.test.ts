import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../src/chat.ts'
import { createTick } from '../src/delivery/tick.ts'
import { FRIDAY } from './papers.ts'
import { type Channel, openChannel, titles, wordsOf } from './rigs/channel.ts'
import type { Paperboy } from './rigs/paperboy.ts'

const CHANNEL = { adapter: 'platform', tenant: 't', channel: 'c' }

let paperboy: Paperboy

async function subscribed(words: string, days?: readonly string[]): Promise<Channel> {
  const channel = await openChannel([`subscribe ${words}`], days)
  paperboy = channel.paperboy
  return channel
}

afterEach(() => paperboy.stop())

describe('a daily post', () => {
  it('waits as long as the platform asks, and is left out after six hours', async () => {
    const { fate, arrived, ask } = await subscribed('at:09:00')
    fate.push({ kind: 'later', afterMs: 10 * 60_000 }, { kind: 'later', afterMs: 7 * 60 * 60_000 })
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    await paperboy.tickAt('2026-08-24T09:09:00Z')
    expect(fate).toHaveLength(1)
    await paperboy.tickAt('2026-08-24T09:11:00Z')
    expect(fate).toHaveLength(0)
    await paperboy.tickAt('2026-08-24T16:20:00Z')
    expect(arrived).toHaveLength(0)
    expect(wordsOf(await ask('status'))).toContain('could not be sent within six hours')
  })

  it('can be asked about as soon as it can be read, every part of it', async () => {
    const { readers } = await subscribed('at:09:00 top:1')
    const known: (number | undefined)[] = []
    readers.push(async to => {
      if (!('place' in to) || to.place === undefined) return
      known.push((await paperboy.house.store.talks.at(CHANNEL, to.place))?.papers.length)
    })
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(known).toEqual([3])
  })

  it('is known in its thread when it is read back, if the process dies right after it was sent', async () => {
    const { arrived } = await subscribed('at:09:00 top:3')
    paperboy.setTime('2026-08-24T09:00:00Z')
    const { posting, store } = paperboy.house
    const sent = () => Promise.reject(new Error('killed'))
    await createTick({
      ...posting,
      store: { ...store, outcomes: { ...store.outcomes, sent } },
    }).run()
    const place = `place of ${arrived[0]?.key}`
    await paperboy.tickAt('2026-08-24T09:02:00Z')
    await paperboy.tickAt('2026-08-24T09:03:00Z')
    expect(arrived).toHaveLength(1)
    expect((await store.talks.at(CHANNEL, place))?.papers).toHaveLength(3)
  })

  it('that is refused for good pauses the subscription and tells whoever made it, once', async () => {
    const { fate, arrived, ask } = await subscribed('at:09:00')
    fate.push({ kind: 'refused', why: 'archived' })
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    await paperboy.tickAt('2026-08-25T09:00:00Z')
    expect(arrived.map(post => post.to)).toEqual([{ adapter: 'platform', tenant: 't', person: 'admin' }])
    expect(wordsOf(await ask('subscriptions'))).toContain('this channel is archived')
    await ask('resume')
    await paperboy.tickAt('2026-08-26T09:00:00Z')
    expect(arrived).toHaveLength(2)
  })

  it('that is refused tells so once, though the answer to that was lost', async () => {
    const { fate, arrived } = await subscribed('at:09:00')
    fate.push({ kind: 'refused', why: 'not_in_channel' }, 'lost')
    for (const minute of ['00', '01', '02']) await paperboy.tickAt(`2026-08-24T09:${minute}:00Z`)
    expect(arrived.map(post => post.to)).toEqual([{ adapter: 'platform', tenant: 't', person: 'admin' }])
  })

  it('that cannot be read back is left alone, told in status and logged', async () => {
    const { fate, looks, arrived, ask } = await subscribed('at:09:00')
    fate.push('lost')
    looks.push({ kind: 'refused', why: 'forbidden' })
    for (const minute of ['00', '01', '02', '03']) await paperboy.tickAt(`2026-08-24T09:${minute}:00Z`)
    expect(arrived).toHaveLength(1)
    expect(wordsOf(await ask('status'))).toContain('it may have arrived or not')
    expect(paperboy.complaints.join()).toContain('delivery uncertain')
  })

  it('is looked for again while the platform cannot be asked, until it is of no use any more', async () => {
    const { fate, looks, arrived, ask } = await subscribed('at:09:00')
    fate.push({ kind: 'unknown' })
    looks.push(
      { kind: 'unknown' },
      { kind: 'refused', why: 'signed_out' },
      { kind: 'later', afterMs: 60_000 },
    )
    for (const minute of ['00', '02', '04', '06']) await paperboy.tickAt(`2026-08-24T09:${minute}:00Z`)
    expect(looks).toHaveLength(0)
    expect(arrived).toHaveLength(0)
    looks.push({ kind: 'unknown' })
    await paperboy.tickAt('2026-08-24T14:59:30Z')
    expect(arrived).toHaveLength(0)
    expect(wordsOf(await ask('status'))).toContain('it may have arrived or not')
  })

  it('that another process has sent meanwhile is taken back, and is not counted', async () => {
    const { readers, withdrawn } = await subscribed('at:09:00 top:3')
    readers.push(async (_to, key) => {
      const { store } = paperboy.house
      const subscription = await store.subscriptions.of(CHANNEL)
      if (!subscription) throw new Error('there is no subscription')
      const other = {
        key,
        subscription: subscription.id,
        localDay: '2026-08-24',
        part: 0,
        to: CHANNEL,
        bound: CHANNEL,
        state: 'leased',
        dueMs: 0,
        deadlineMs: 0,
        attempts: 1,
        fence: 9,
      } as const
      expect(await store.outcomes.sent(other, ['p'], { place: 'other', message: 'other' })).toBe(true)
    })
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(withdrawn).toHaveLength(1)
    // It was the other process that sent it, and counts it.
    expect(paperboy.house.metrics.text()).not.toMatch(/outcome="sent"/)
  })

  it('is taken anew by a process that was frozen before it could send it', async () => {
    const { arrived } = await subscribed('at:09:00 top:3')
    paperboy.setTime('2026-08-24T09:00:00Z')
    const { posting, store } = paperboy.house
    const begin: typeof store.outcomes.begin = async (...asked) => {
      const begun = await store.outcomes.begin(...asked)
      paperboy.setTime('2026-08-24T09:00:40Z')
      return begun
    }
    await createTick({ ...posting, store: { ...store, outcomes: { ...store.outcomes, begin } } }).run()
    expect(arrived).toHaveLength(1)
    expect(paperboy.complaints.join()).toContain('delivery held too long')
  })

  it('waits for a hub that is late with the newest day, and comes when the day is there', async () => {
    const { arrived, ask } = await subscribed('at:09:00', [])
    paperboy.hub.break({ kind: 'instead', status: 503 })
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(arrived).toHaveLength(0)
    expect(wordsOf(await ask('status'))).toContain('since the hub has not been read')
    paperboy.hub.mend()
    await paperboy.read(FRIDAY)
    await paperboy.tickAt('2026-08-24T09:06:00Z')
    expect(arrived.map(titles)).toEqual([
      [
        '#1 When Do Transformers Grok? A Study of Delayed Generalization',
        '#2 Minute-Long Video Diffusion on a Laptop',
        '#3 Agents That Read Their Own Logs',
      ],
    ])
  })

  it('comes once for a local day, even if the hour is changed after it came', async () => {
    const { arrived, ask } = await subscribed('at:09:00')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    await ask('subscribe at:11:00')
    await paperboy.tickAt('2026-08-24T11:00:00Z')
    expect(arrived).toHaveLength(1)
  })

  it('that a dying process left in mid-sending is read back by the next', async () => {
    const { arrived } = await subscribed('at:09:00')
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    const { store } = paperboy.house
    const subscription = await store.subscriptions.of(CHANNEL)
    if (!subscription) throw new Error('there is no subscription')
    // As it stands after the intent and before the outcome: taken, not settled.
    paperboy.setTime('2026-08-24T10:00:00Z')
    await store.deliveries.open(
      subscription.id,
      'lost-key',
      'a day of its own',
      Date.parse('2026-08-24T10:00:00Z'),
    )
    const pace = { channelMs: 0, tenantMs: 0, allMs: 0 }
    const taking = { adapter: 'platform', owner: 'dying', limit: 1, leaseMs: 60_000, pace }
    const { deliveries } = await store.claims.due(taking)
    const [delivery] = deliveries
    if (!delivery) throw new Error('nothing is due')
    const reply: Reply = { summary: 's', blocks: [] }
    const parts = [{ key: delivery.key, papers: ['p'], reply }]
    expect(await store.outcomes.begin(delivery, { feedDay: FRIDAY, parts }, 10_000)).toBe(true)
    arrived.push({ to: CHANNEL, reply, key: 'lost-key' })
    await paperboy.restart()
    await paperboy.tickAt('2026-08-24T10:02:00Z')
    await paperboy.tickAt('2026-08-24T10:03:00Z')
    expect(arrived.filter(post => post.key === 'lost-key')).toHaveLength(1)
    expect((await paperboy.house.store.deliveries.had(CHANNEL)).has('p')).toBe(true)
  })

  it('leaves out what the channel does not want, and puts its topics first', async () => {
    const { arrived } = await subscribed(
      'at:09:00 top:1 about:"video diffusion" exclude:agents min_upvotes:10',
    )
    await paperboy.tickAt('2026-08-24T09:00:00Z')
    expect(arrived.map(titles)).toEqual([
      ['#1 Minute-Long Video Diffusion on a Laptop'],
      ['#2 When Do Transformers Grok? A Study of Delayed Generalization'],
    ])
    expect(wordsOf(arrived[0]?.reply ?? { summary: '', blocks: [] })).toContain('picked for video diffusion')
  })
})
