import type { Adapter, Address, Log, Place, Posted, Refusal, Reply } from '../chat.ts'
import type { Metrics } from '../metrics.ts'
import type { PaperKey } from '../papers.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Store } from '../store/store.ts'
import type { Subscription } from '../store/subscriptions.ts'
import { type Choice, digestFor } from './digest.ts'
import { type FrozenDigest, freeze, lateness, type PartPresenter } from './parts.ts'

/** After six hours a daily post is no longer of its day: it is left out, and `status` says so. */
export const DEADLINE_MS = 6 * 60 * 60_000
/** A platform shows a post in its history only after a while; looking sooner would find nothing and post twice. */
const SETTLE_MS = 30_000
/** A platform that asks for no wait at all would be asked again in the same breath. */
const SHORTEST_WAIT_MS = 1_000
/** How long the hub may take to bring the day that should be there by now. */
const WAIT_FOR_FEED_MS = 5 * 60_000
/** Longer than any request may take, so that what is still sending then was left by a process that died. */
export const SENDING_MS = 60_000

/** The words of a digest and of its refusal; the presenter's part, handed in. */
export interface DigestPresenter extends PartPresenter {
  refused(subscription: Subscription, why: Refusal): Reply
}

export interface Posting {
  readonly store: Store
  readonly adapters: ReadonlyMap<string, Adapter>
  /** What a digest is chosen from, as it is at this moment. */
  readonly choice: () => Choice
  /** Whether the library has every day that is complete by now, as far as anyone can know. */
  readonly upToDate: () => boolean
  readonly present: DigestPresenter
  readonly log: Log
  readonly metrics: Metrics
}

/**
 * Takes one delivery as far as it goes now. Never rejects for what a platform answers: the outcome is
 * written down and the next tick goes on from there.
 */
export async function work(posting: Posting, delivery: Delivery): Promise<void> {
  const { store, adapters, choice } = posting
  const { nowMs } = choice()
  const subscription = await store.subscriptions.byId(delivery.subscription)
  if (!subscription) return
  const adapter = adapters.get(subscription.adapter)
  if (nowMs > delivery.dueMs + DEADLINE_MS && delivery.state === 'due') {
    posting.metrics.delivered('skipped', lateSeconds(delivery, nowMs))
    return store.deliveries.end(delivery, 'skipped', 'late')
  }
  // Its token is not set just now: it may be again before the deadline.
  if (!adapter)
    return store.deliveries.again(
      delivery,
      delivery.state === 'unknown' ? 'unknown' : 'due',
      nowMs + SENDING_MS,
    )
  if (delivery.state === 'unknown') return readBack(posting, adapter, subscription, delivery)

  const frozen = await frozenFor(posting, adapter, subscription, delivery)
  if (!frozen) return
  const [own] = frozen.parts
  if (!own || !(await store.deliveries.begin(delivery, frozen, nowMs))) return
  // Who reads the part may ask about it before the platform's answer is here.
  if (delivery.place !== undefined)
    await remember(store, subscription, delivery, own.papers, delivery.place, nowMs)
  const posted = await adapter.post(addressOf(subscription, delivery), own.reply, delivery.key)
  await settle(posting, adapter, subscription, { ...delivery, frozen: own }, posted)
}

/** Seconds since it was due. */
const lateSeconds = ({ dueMs }: Delivery, nowMs: number): number => Math.max(0, nowMs - dueMs) / 1_000

const addressOf = ({ adapter, tenant, channel }: Subscription, { place }: Delivery): Address =>
  place === undefined ? { adapter, tenant, channel } : { adapter, tenant, channel, place }

async function frozenFor(
  posting: Posting,
  adapter: Adapter,
  subscription: Subscription,
  delivery: Delivery,
): Promise<FrozenDigest | undefined> {
  const { store, choice, upToDate, present } = posting
  if (delivery.frozen) return { feedDay: delivery.feedDay ?? '', parts: [delivery.frozen] }
  const digest = await digestFor(posting, subscription)
  const { nowMs } = choice()
  if (!('why' in digest)) {
    return freeze(present, adapter.fit, digest, delivery.key, lateness(delivery, subscription.terms, nowMs))
  }
  if (digest.why !== 'filtered' && !upToDate()) {
    await store.deliveries.again(delivery, 'due', nowMs + WAIT_FOR_FEED_MS, digest.why)
  } else {
    posting.metrics.delivered('skipped', lateSeconds(delivery, nowMs))
    await store.deliveries.end(delivery, 'skipped', digest.why)
  }
  return undefined
}

async function readBack(
  posting: Posting,
  adapter: Adapter,
  subscription: Subscription,
  delivery: Delivery,
): Promise<void> {
  const { store, choice } = posting
  const { nowMs } = choice()
  const found = await adapter.find(
    addressOf(subscription, delivery),
    delivery.key,
    delivery.triedMs ?? delivery.dueMs,
  )
  if (found === undefined) return store.deliveries.again(delivery, 'due', nowMs)
  await settle(posting, adapter, subscription, delivery, found)
}

async function settle(
  { store, log, present, choice, metrics }: Posting,
  adapter: Adapter,
  subscription: Subscription,
  delivery: Delivery,
  posted: Posted,
): Promise<void> {
  const { nowMs } = choice()
  metrics.delivered(posted.kind === 'refused' ? 'failed' : posted.kind, lateSeconds(delivery, nowMs))
  const facts = { delivery: delivery.key, adapter: adapter.name, channel: subscription.channel }
  switch (posted.kind) {
    case 'sent': {
      const papers = delivery.frozen?.papers ?? []
      // First, since a delivery that was sent is not looked at again.
      await remember(store, subscription, delivery, papers, posted.place, nowMs)
      await store.deliveries.sent(
        delivery,
        subscription,
        papers,
        { place: posted.place, message: posted.id },
        nowMs,
      )
      log('info', 'delivery sent', { ...facts, part: delivery.part, papers: papers.length })
      return
    }
    case 'refused': {
      await store.deliveries.end(delivery, 'failed', posted.why)
      await store.subscriptions.pause(subscription.id, posted.why)
      log('warn', 'delivery refused, subscription paused', { ...facts, why: posted.why })
      const { adapter: name, tenant, author } = subscription
      const told = await adapter.post(
        { adapter: name, tenant, person: author },
        present.refused(subscription, posted.why),
        `${delivery.key}!`,
      )
      log('info', 'subscriber told', { ...facts, outcome: told.kind })
      return
    }
    case 'later':
      return store.deliveries.again(
        delivery,
        'due',
        nowMs + Math.max(posted.afterMs, SHORTEST_WAIT_MS),
        'later',
      )
    case 'unknown':
      log('warn', 'delivery unknown, will be read back', facts)
      return store.deliveries.again(delivery, 'unknown', nowMs + SETTLE_MS, 'lost')
    default:
      return posted satisfies never
  }
}

/** The thread under a post knows its papers: those of the message, and with each part those of the part, once. */
async function remember(
  store: Store,
  subscription: Subscription,
  delivery: Delivery,
  papers: readonly PaperKey[],
  place: Place,
  nowMs: number,
): Promise<void> {
  const before = delivery.place === undefined ? undefined : await store.talks.at(subscription, delivery.place)
  const known = [...new Set([...(before?.papers ?? []), ...papers])]
  await store.talks.remember(subscription, { key: delivery.key, ...before, papers: known }, [place], nowMs)
}
