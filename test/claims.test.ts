import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Pace, Reply } from '../src/chat.ts'
import type { Delivery } from '../src/store/deliveries.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { ENGINES } from './rigs/engines.ts'

/** The state machine of a delivery, as two processes see it that share a store. */

const TERMS = { at: '09:00', timezone: 'UTC', days: [1, 2, 3, 4, 5], top: 5 }
const REPLY: Reply = { summary: 's', blocks: [{ kind: 'heading', text: 'h' }] }
const UNPACED: Pace = { channelMs: 0, tenantMs: 0, allMs: 0 }
const FEED_DAY = '2026-08-21'
const POSTED = { place: 'thread', message: 'm' }
const A_MINUTE = 60_000
/** A lease that is over when it begins: its holder is dead. */
const OVER = -1_000

let folder: string
let store: Store

const here = (channel: string) => ({ adapter: 'a', tenant: 't', channel })

async function subscribe(id: string, channel: string = id): Promise<void> {
  const dueMs = (await store.now()) - 1_000
  await store.subscriptions.put({ id, ...here(channel), author: 'ada', terms: TERMS, nextDueMs: dueMs }, 1)
}

/** A delivery for each of these subscriptions, in channels of their own. */
async function owed(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await subscribe(id)
    await store.deliveries.open(id, id, '2026-08-24', (await store.now()) - 1_000)
  }
}

async function take(
  owner: string,
  { leaseMs = A_MINUTE, limit = 10, pace = UNPACED } = {},
): Promise<readonly Delivery[]> {
  return (await store.claims.due({ adapter: 'a', owner, leaseMs, limit, pace })).deliveries
}
const lost = async (owner: string, leaseMs = A_MINUTE): Promise<readonly Delivery[]> =>
  (await store.claims.lost({ adapter: 'a', owner, leaseMs, limit: 10 })).deliveries

const only = (deliveries: readonly Delivery[]): Delivery => {
  const [one, ...others] = deliveries
  if (!one || others.length > 0) throw new Error(`there are ${deliveries.length}, not one`)
  return one
}
const partsOf = ({ key }: Delivery, count = 1) =>
  Array.from({ length: count }, (_, part) => ({
    key: part === 0 ? key : `${key}.${part}`,
    papers: [`${key}-p${part}`],
    reply: REPLY,
  }))
const begin = (delivery: Delivery, count = 1): Promise<boolean> =>
  store.outcomes.begin(delivery, { feedDay: FEED_DAY, parts: partsOf(delivery, count) }, 10_000)
const papersOf = (delivery: Delivery): readonly string[] => [`${delivery.key}-p0`]
const stateOf = async (id: string) => (await store.deliveries.last(id))?.state

describe.each(ENGINES)('a delivery on %s', (_name, freshUrl) => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paperboy-claims-'))
    store = await openStore(await freshUrl(folder))
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('goes when it is sixty days old and another comes; what the channel has had by it is known for good', async () => {
    await subscribe('s')
    const nowMs = (await store.now()) - 1_000
    const dayAt = (days: number): string =>
      new Date(nowMs + days * 24 * 60 * A_MINUTE).toISOString().slice(0, 10)
    const openAfter = async (days: number): Promise<void> => {
      const dueMs = nowMs + days * 24 * 60 * A_MINUTE
      await store.subscriptions.move('s', dueMs)
      const plan = () => ({ key: `s-${days}`, localDay: dayAt(days), nextDueMs: dueMs + A_MINUTE })
      await store.subscriptions.advance(dueMs, 10, plan)
    }
    const known = async () => [...(await store.deliveries.slots('s', dayAt(0)))].sort()
    await openAfter(0)
    const first = only(await take('one'))
    await begin(first)
    await store.outcomes.sent(first, papersOf(first), POSTED)
    // Still owed, so that it stays to be looked after.
    await openAfter(1)
    await openAfter(60)
    expect(await known()).toEqual([0, 1, 60].map(dayAt))
    await openAfter(62)
    expect(await known()).toEqual([1, 60, 62].map(dayAt))
    expect([...(await store.deliveries.had(here('s')))]).toEqual(papersOf(first))
  })

  it('is opened once for a local day, however often the day comes up', async () => {
    await subscribe('s')
    const dueMs = (await store.subscriptions.byId('s'))?.nextDueMs ?? 0
    const plan = (nextDueMs: number) => () => ({ key: `s-${nextDueMs}`, localDay: '2026-08-24', nextDueMs })
    expect(await store.subscriptions.advance(dueMs - 1, 10, plan(2_000))).toBe(0)
    expect(await store.subscriptions.advance(dueMs, 10, plan(2_000))).toBe(1)
    expect(await store.subscriptions.advance(dueMs, 10, plan(dueMs + A_MINUTE))).toBe(1)
    expect(await store.subscriptions.advance(dueMs, 10, plan(3_000))).toBe(0)
    expect((await take('one')).map(({ key }) => key)).toEqual(['s-2000'])
    expect((await store.subscriptions.byId('s'))?.nextDueMs).toBe(dueMs + A_MINUTE)
  })

  it('goes to one taker only, even if two reach for it at once', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `s${at}`)
    await owed(...ids)
    const taken = await Promise.all([take('one', { limit: 6 }), take('two', { limit: 6 })])
    expect(
      taken
        .flat()
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(ids.toSorted())
    expect(await take('three')).toEqual([])
  })

  it('is begun once, and only while its lease outlasts the post', async () => {
    await owed('s', 'short')
    const [long, short] = [await take('one', { limit: 1 }), await take('one', { leaseMs: 9_000 })].map(only)
    if (!long || !short) throw new Error('two were owed')
    expect(await begin(short)).toBe(false)
    expect([await begin(long), await begin(long)]).toEqual([true, false])
  })

  it('that was never on the wire is due again when its holder dies, who can do nothing any more', async () => {
    await owed('s')
    const before = only(await take('dead', { leaseMs: OVER }))
    await store.claims.sweep(0)
    const after = only(await take('next'))
    expect(await begin(before)).toBe(false)
    await store.outcomes.skip(before, 'had')
    await store.outcomes.again(before, 'due', 0)
    expect(await take('third')).toEqual([])
    expect(await begin(after)).toBe(true)
  })

  it('that may have been on the wire is looked for after settling, never sent at once', async () => {
    await owed('s')
    const dead = only(await take('dead'))
    await begin(dead)
    await store.outcomes.again(dead, 'unknown', A_MINUTE, 'lost')
    expect([await take('next'), await lost('next')]).toEqual([[], []])
    await store.outcomes.again(dead, 'unknown', -1, 'lost')
    const looking = only(await lost('next'))
    expect(looking).toMatchObject({ key: 's', state: 'unknown', frozen: { papers: ['s-p0'], reply: REPLY } })
    expect(await lost('third')).toEqual([])
    await store.outcomes.again(looking, 'due', -1)
    expect(only(await take('third')).frozen?.reply).toEqual(REPLY)
  })

  it('whose sender died is looked for by another, who alone goes on with it', async () => {
    await owed('s')
    const dead = only(await take('dead', { leaseMs: OVER }))
    await store.outcomes.begin(dead, { feedDay: FEED_DAY, parts: partsOf(dead) }, 2 * OVER)
    await store.claims.sweep(A_MINUTE)
    expect([await take('next'), await lost('next')]).toEqual([[], []])
    await store.outcomes.again(dead, 'due', -1)
    expect(await take('next')).toEqual([])
    expect(await stateOf('s')).toBe('unknown')
  })

  it('whose answer comes late is sent, unless another message was', async () => {
    await owed('s')
    const late = only(await take('late'))
    await begin(late)
    await store.outcomes.again(late, 'due', -1)
    const other = only(await take('other'))
    await begin(other)
    expect(await store.outcomes.sent(late, papersOf(late), POSTED)).toBe(true)
    expect(await store.outcomes.sent(other, papersOf(other), { ...POSTED, message: 'second' })).toBe(false)
    expect(await store.outcomes.sent(other, papersOf(other), POSTED)).toBe(true)
    expect(await stateOf('s')).toBe('sent')
    expect([...(await store.deliveries.had(here('s')))]).toEqual(['s-p0'])
    expect([...(await store.deliveries.had(here('s'), { among: ['s-p0', 's-p1'] }))]).toEqual(['s-p0'])
    expect([...(await store.deliveries.had(here('s'), { among: [] }))]).toEqual([])
    expect([...(await store.deliveries.had(here('s'), { every: 'week' }))]).toEqual([])
    expect([...(await store.deliveries.feedDays('s', FEED_DAY))]).toEqual([FEED_DAY])
    expect([...(await store.deliveries.slots('s', '2026-08-24'))]).toEqual(['2026-08-24'])
  })

  it('lets its parts follow one after the other, in the thread of the first', async () => {
    await owed('s')
    const root = only(await take('one'))
    await begin(root, 3)
    expect(await take('one')).toEqual([])
    await store.outcomes.sent(root, papersOf(root), POSTED)
    const second = only(await take('one'))
    expect(second).toMatchObject({ key: 's.1', part: 1, to: { ...here('s'), place: 'thread' } })
    await begin(second)
    expect(await take('one')).toEqual([])
    await store.outcomes.sent(second, ['s-p1'], POSTED)
    expect(only(await take('one')).key).toBe('s.2')
  })

  it('that is refused pauses the subscription and opens one post to whoever made it', async () => {
    await owed('s')
    const root = only(await take('one'))
    await begin(root, 2)
    const notice = { person: 'ada', key: 's!', reply: REPLY }
    await store.outcomes.refused(root, 'archived', notice)
    await store.outcomes.refused(root, 'archived', notice)
    expect((await store.subscriptions.of(here('s')))?.paused).toBe('archived')
    expect(await stateOf('s')).toBe('failed')
    const told = only(await take('one'))
    expect(told).toMatchObject({ key: 's!', to: { adapter: 'a', tenant: 't', person: 'ada' } })
    await begin(told)
    await store.outcomes.sent(told, [], POSTED)
    expect(await take('one')).toEqual([])
  })

  it('in a thread that is refused leaves out the rest and keeps the subscription', async () => {
    await owed('s')
    const root = only(await take('one'))
    await begin(root, 3)
    await store.outcomes.sent(root, papersOf(root), POSTED)
    await store.outcomes.refused(only(await take('one')), 'archived')
    expect(await take('one')).toEqual([])
    expect((await store.subscriptions.of(here('s')))?.paused).toBeUndefined()
    expect(await stateOf('s')).toBe('sent')
  })

  it('that cannot be read back counts as had, and is never sent again', async () => {
    await owed('s')
    const root = only(await take('one'))
    await begin(root, 2)
    await store.outcomes.uncertain(root, papersOf(root), 'lost')
    await store.claims.sweep(0)
    expect([await take('one'), await lost('one')]).toEqual([[], []])
    expect(await stateOf('s')).toBe('uncertain')
    expect([...(await store.deliveries.feedDays('s', FEED_DAY))]).toEqual([FEED_DAY])
    expect((await store.deliveries.had(here('s'))).has('s-p0')).toBe(true)
  })

  it('is left out when its deadline is over', async () => {
    await subscribe('s')
    await store.deliveries.open('s', 'old', '2026-08-24', (await store.now()) - 7 * 60 * A_MINUTE)
    expect(await take('one')).toEqual([])
    expect(await store.deliveries.last('s')).toMatchObject({ state: 'skipped', why: 'late' })
  })

  it('is left out when its subscription is paused, even if it was taken before', async () => {
    await owed('s')
    const taken = only(await take('one'))
    await store.subscriptions.pause('s', 'asked')
    expect(await begin(taken)).toBe(false)
    expect(await store.deliveries.last('s')).toMatchObject({ state: 'skipped', why: 'paused' })
  })

  it('goes with its subscription', async () => {
    await owed('s')
    await store.subscriptions.remove('s')
    expect(await take('one')).toEqual([])
  })

  it('waits for its turn where a platform takes only so many at a time', async () => {
    await owed('s')
    for (const key of ['x', 'y', 'z']) await store.deliveries.open('s', key, key, await store.now())
    const pace = { ...UNPACED, channelMs: A_MINUTE }
    expect(await take('one', { pace })).toHaveLength(2)
    expect(await take('two', { pace })).toHaveLength(0)
    const nextMs = (await store.claims.next('a')) ?? 0
    expect(nextMs - (await store.now())).toBeGreaterThan(A_MINUTE / 2)
    expect(nextMs - (await store.now())).toBeLessThan(2 * A_MINUTE + 1)
  })

  it('waits for all of its platform where that takes only so many', async () => {
    await owed('s', 'u', 'v')
    const pace = { ...UNPACED, allMs: A_MINUTE }
    expect(await take('one', { pace })).toHaveLength(2)
    expect(await take('two', { pace })).toHaveLength(0)
  })

  it('waits with its tenant when the platform says so', async () => {
    await owed('s', 'u')
    const one = only(await take('one', { limit: 1 }))
    await store.claims.hold(one.bound, 'channel', UNPACED, A_MINUTE)
    expect(await take('one')).toHaveLength(1)
    await owed('v')
    await store.claims.hold(one.bound, 'tenant', UNPACED, A_MINUTE)
    expect(await take('one')).toHaveLength(0)
  })
})
