import { nextDueMs, nextTimes } from '../delivery/calendar.ts'
import { digestFor, freeze } from '../delivery/posting.ts'
import { readTerms } from '../delivery/terms.ts'
import { termSlipsReply } from '../present/mistakes.ts'
import { followupsReply, statusReply } from '../present/status.ts'
import {
  cannotPostReply,
  nothingToPostReply,
  notSubscribedReply,
  pausedReply,
  postingNowReply,
  resumedReply,
  subscribedReply,
  subscriptionsReply,
  unsubscribedReply,
} from '../present/subscription.ts'
import { FOLLOWUPS } from '../store/channel-settings.ts'
import type { Subscription } from '../store/subscriptions.ts'
import { MODEL_BUDGET } from './generated-answer.ts'
import type { Asking, Decision } from './house.ts'

/** How many coming posts are told after subscribing. */
const TIMES_TOLD = 3

/** Makes or changes the channel's daily post. It is refused where no post could arrive. */
export async function subscribe(
  { house, adapter, bound, request }: Asking,
  asked: Readonly<Record<string, string>>,
): Promise<Decision> {
  const { store, now } = house
  const before = await store.subscriptions.of(bound)
  const read = readTerms(asked, before?.terms)
  if ('slips' in read) return { reply: termSlipsReply(read.slips, asked) }
  const refusal = await adapter.check({ ...bound })
  if (refusal) return { reply: cannotPostReply(refusal) }
  const { terms } = read
  const times = nextTimes(terms, now(), TIMES_TOLD)
  const subscription: Subscription = {
    id: before?.id ?? house.newKey(),
    ...bound,
    author: request.author,
    terms,
    nextDueMs: times[0] ?? nextDueMs(terms, now()),
  }
  await store.subscriptions.put(subscription, now())
  const zoneGiven = before !== undefined || asked.timezone !== undefined
  return { reply: subscribedReply({ terms, before: before?.terms, times, zoneGiven }) }
}

export async function subscriptions({ house, bound }: Asking): Promise<Decision> {
  return { reply: subscriptionsReply(await house.store.subscriptions.of(bound)) }
}

/** What the channel would get now, exactly, for the asker alone. */
export async function preview(asking: Asking): Promise<Decision> {
  const { house } = asking
  return withSubscription(asking, async subscription => {
    const digest = await digestFor(house.posting, subscription)
    if ('why' in digest) return { reply: nothingToPostReply(digest) }
    const key = house.newKey()
    const { parts } = freeze(house.posting.present, digest, key)
    const reply = parts[0]?.reply
    if (!reply) return { reply: notSubscribedReply() }
    const papers = parts.flatMap(part => part.papers)
    return { reply: { ...reply, audience: 'asker' }, talk: { key, papers } }
  })
}

/** Posts at once, as a delivery of its own beside the calendar. */
export async function postNow(asking: Asking): Promise<Decision> {
  const { house } = asking
  return withSubscription(asking, async subscription => {
    const digest = await digestFor(house.posting, subscription)
    if ('why' in digest) return { reply: nothingToPostReply(digest) }
    return {
      reply: postingNowReply(),
      afterwards: async () => {
        await house.store.deliveries.open(
          subscription.id,
          house.newKey(),
          `now ${house.newKey()}`,
          house.now(),
        )
        await house.tick.run()
      },
    }
  })
}

export async function pause(asking: Asking): Promise<Decision> {
  return withSubscription(asking, async subscription => {
    await asking.house.store.subscriptions.pause(subscription.id, 'asked')
    return { reply: pausedReply() }
  })
}

export async function resume(asking: Asking): Promise<Decision> {
  const { store, now } = asking.house
  return withSubscription(asking, async subscription => {
    const next = nextDueMs(subscription.terms, now())
    await store.subscriptions.resume(subscription.id, next)
    return { reply: resumedReply(subscription.terms, next) }
  })
}

export async function unsubscribe(asking: Asking): Promise<Decision> {
  return withSubscription(asking, async subscription => {
    await asking.house.store.subscriptions.remove(subscription.id)
    return { reply: unsubscribedReply() }
  })
}

/** Sets which talk is answered here, or tells how it is set. */
export async function settings({ house, bound }: Asking, followups: string | undefined): Promise<Decision> {
  const wanted = FOLLOWUPS.find(value => value === followups)
  if (wanted) await house.store.settings.setFollowups(bound, wanted)
  return {
    reply: followupsReply(wanted ?? (await house.store.settings.followups(bound)), wanted !== undefined),
  }
}

export async function status({ house, bound, request }: Asking): Promise<Decision> {
  const { store, library, index, model, now } = house
  const asker = { adapter: bound.adapter, tenant: bound.tenant, author: request.author }
  const subscription = await store.subscriptions.of(bound)
  return {
    reply: statusReply({
      papers: index.size,
      freshness: library.freshness(),
      followups: await store.settings.followups(bound),
      subscription,
      last: subscription && (await store.deliveries.last(subscription.id)),
      found: await store.feedback.counts(bound),
      model: model && {
        name: model.name,
        asked: await store.modelUse.today(asker, MODEL_BUDGET, now()),
        most: MODEL_BUDGET.person,
      },
      nowMs: now(),
    }),
  }
}

async function withSubscription(
  { house, bound }: Asking,
  go: (subscription: Subscription) => Promise<Decision>,
): Promise<Decision> {
  const subscription = await house.store.subscriptions.of(bound)
  return subscription ? go(subscription) : { reply: notSubscribedReply() }
}
