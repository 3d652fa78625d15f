import type { Address } from '../chat.ts'
import { nextDueMs, slotOf } from '../delivery/calendar.ts'
import { digestFor } from '../delivery/digest.ts'
import { freeze } from '../delivery/parts.ts'
import { defaultTerms, readTerms } from '../delivery/terms.ts'
import { termSlipsReply } from '../present/mistakes.ts'
import {
  cannotPostReply,
  countedAlreadyReply,
  nothingToPostReply,
  notSubscribedReply,
  pausedReply,
  postingNowReply,
  resumedReply,
  subscribedReply,
  subscriptionsReply,
  unsubscribedReply,
  whichSubscriptionReply,
} from '../present/subscription.ts'
import { EVERY, type Every, everyOf, type Subscription, type Terms } from '../store/subscriptions.ts'
import type { Asking, Decision, House } from './house.ts'

/** How many coming posts are told after subscribing. */
const TIMES_TOLD = 3

/** Makes or changes the channel's daily or weekly post. It is refused where no post could arrive. */
export async function subscribe(
  { house, adapter, bound, request }: Asking,
  asked: Readonly<Record<string, string>>,
): Promise<Decision> {
  const { store, now } = house
  const every = EVERY.find(one => one === asked.every) ?? 'day'
  const all = await store.subscriptions.all(bound)
  const before = all.find(({ terms }) => everyOf(terms) === every)
  const other = all.find(({ terms }) => everyOf(terms) !== every)
  const read = readTerms(asked, before?.terms ?? defaultTerms(every, other?.terms))
  if ('slips' in read) return { reply: termSlipsReply(read.slips, asked) }
  const address: Address = { ...bound }
  const refusal = await adapter.check(address)
  if (refusal) return { reply: cannotPostReply(refusal) }
  const { terms } = read
  const times = await freeTimes(house, before?.id, terms, TIMES_TOLD)
  const subscription: Subscription = {
    id: before?.id ?? house.newKey(),
    ...bound,
    author: request.author,
    terms,
    nextDueMs: times[0] ?? nextDueMs(terms, now()),
  }
  await store.subscriptions.put(subscription, now())
  const zone = asked.timezone ?? (all.length > 0 ? terms.timezone : undefined)
  return { reply: subscribedReply({ terms, before: before?.terms, times, zone }) }
}

/** The coming times of which no slot has had its post: after a changed hour the day that had one gets no other. */
async function freeTimes(
  { store, now }: House,
  id: string | undefined,
  terms: Terms,
  count: number,
): Promise<readonly number[]> {
  const taken = id === undefined ? new Set() : await store.deliveries.slots(id, slotOf(terms, now()))
  const times: number[] = []
  for (let last = now(); times.length < count; ) {
    last = nextDueMs(terms, last)
    if (!taken.has(slotOf(terms, last))) times.push(last)
  }
  return times
}

/** What is posted here, and when. */
export async function subscriptions({ house, bound }: Asking): Promise<Decision> {
  return { reply: subscriptionsReply(await house.store.subscriptions.all(bound)) }
}

/** What the channel would get now, exactly, for the asker alone. */
export async function preview(asking: Asking, every: Every | undefined): Promise<Decision> {
  const { house, adapter } = asking
  return withOne(asking, every, 'preview', async subscription => {
    const digest = await digestFor(house.posting, subscription)
    if ('why' in digest) return { reply: nothingToPostReply(digest) }
    const key = house.newKey()
    const { parts } = freeze(house.posting.present, adapter.fit, digest, key)
    const reply = parts[0]?.reply
    if (!reply) return { reply: notSubscribedReply() }
    const papers = parts.flatMap(part => part.papers)
    return { reply: { ...reply, audience: 'asker' }, talk: { key, papers } }
  })
}

/** Posts at once: as a delivery of its own beside the calendar, or as the one of today's slot, which `counts`. */
export async function postNow(asking: Asking, every: Every | undefined, counts: boolean): Promise<Decision> {
  const { house } = asking
  const { store, now, newKey } = house
  return withOne(asking, every, 'post_now', async subscription => {
    const { id, terms } = subscription
    const nowMs = now()
    const slot = slotOf(terms, nowMs)
    if (counts && (await store.deliveries.slots(id, slot)).has(slot))
      return { reply: countedAlreadyReply(terms) }
    const digest = await digestFor(house.posting, subscription)
    if ('why' in digest) return { reply: nothingToPostReply(digest) }
    return {
      reply: postingNowReply(subscription, counts),
      afterwards: async () => {
        await store.deliveries.open(id, newKey(), counts ? slot : `${slot} ${newKey()}`, nowMs)
        if (counts) {
          const [next = nextDueMs(terms, nowMs)] = await freeTimes(house, id, terms, 1)
          await store.subscriptions.move(id, next)
        }
        await house.tick.run()
      },
    }
  })
}

/** Of both, unless one is named. */
export async function pause(asking: Asking, every: Every | undefined): Promise<Decision> {
  return withAll(asking, every, async all => {
    for (const { id } of all) await asking.house.store.subscriptions.pause(id, 'asked')
    return { reply: pausedReply(all) }
  })
}

/** Of both, unless one is named. */
export async function resume(asking: Asking, every: Every | undefined): Promise<Decision> {
  const { house } = asking
  return withAll(asking, every, async all => {
    const resumed: Subscription[] = []
    for (const subscription of all) {
      const { id, terms } = subscription
      const [next = nextDueMs(terms, house.now())] = await freeTimes(house, id, terms, 1)
      await house.store.subscriptions.resume(id, next)
      resumed.push({ ...subscription, nextDueMs: next })
    }
    return { reply: resumedReply(resumed) }
  })
}

/** Ends one and forgets what it has posted; what the channel has had stays known. */
export async function unsubscribe(asking: Asking, every: Every | undefined): Promise<Decision> {
  return withOne(asking, every, 'unsubscribe', async ({ id, terms }) => {
    await asking.house.store.subscriptions.remove(id)
    return { reply: unsubscribedReply(terms) }
  })
}

async function withAll(
  { house, bound }: Asking,
  every: Every | undefined,
  go: (subscriptions: readonly Subscription[]) => Promise<Decision>,
): Promise<Decision> {
  const all = await house.store.subscriptions.all(bound)
  const meant = all.filter(({ terms }) => every === undefined || everyOf(terms) === every)
  return meant.length > 0 ? go(meant) : { reply: notSubscribedReply(all.length > 0 ? every : undefined) }
}

/** Where the channel has two and none is named, asks which one is meant. */
async function withOne(
  asking: Asking,
  every: Every | undefined,
  command: 'preview' | 'post_now' | 'unsubscribe',
  go: (subscription: Subscription) => Promise<Decision>,
): Promise<Decision> {
  return withAll(asking, every, async ([subscription, ...others]) =>
    subscription && others.length === 0 ? go(subscription) : { reply: whichSubscriptionReply(command) },
  )
}
