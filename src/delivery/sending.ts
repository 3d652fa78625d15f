import type { Adapter } from '../chat.ts'
import type { Delivery } from '../store/deliveries.ts'
import { digestFor } from './digest.ts'
import { type FrozenDigest, freeze, lateness } from './parts.ts'
import type { Posting } from './posting.ts'
import { settle } from './settling.ts'

/** How long the hub may take to bring the day that should be there by now. */
const WAIT_FOR_FEED_MS = 5 * 60_000

/** Whether a delivery is still in one's hands for as long as a post may take. */
export type Holding = () => boolean

/**
 * Sends a delivery that was taken: freezes what it says, writes down that it will be on the wire, posts it, and
 * writes down the outcome. What the platform answers never makes it reject.
 */
export async function send(
  posting: Posting,
  adapter: Adapter,
  delivery: Delivery,
  holding: Holding,
): Promise<void> {
  const { store, timing, log } = posting
  const frozen = await frozenFor(posting, adapter, delivery)
  if (!frozen) return
  const [own] = frozen.parts
  if (!own || !(await store.outcomes.begin(delivery, frozen, timing.postMs))) return
  // The last look before the socket: a process that was frozen until now may have been thought dead.
  if (!holding()) {
    log('warn', 'delivery held too long to be sent', { delivery: delivery.key })
    return store.outcomes.again(delivery, 'due', 0)
  }
  const posted = await adapter.post(delivery.to, own.reply, delivery.key)
  await settle(posting, adapter, { ...delivery, frozen: own }, posted)
}

async function frozenFor(
  { store, choice, upToDate, present, metrics }: Posting,
  adapter: Adapter,
  delivery: Delivery,
): Promise<FrozenDigest | undefined> {
  if (delivery.frozen) return { feedDay: delivery.feedDay ?? '', parts: [delivery.frozen] }
  const subscription = await store.subscriptions.byId(delivery.subscription)
  // It has been ended meanwhile, and its deliveries with it.
  if (!subscription) return undefined
  const digest = await digestFor({ store, choice }, subscription)
  if (!('why' in digest)) {
    const late = lateness(delivery, subscription.terms, choice().nowMs)
    return freeze(present, adapter.fit, digest, delivery.key, late)
  }
  if (digest.why !== 'filtered' && !upToDate()) {
    await store.outcomes.again(delivery, 'due', WAIT_FOR_FEED_MS, digest.why)
  } else {
    metrics.delivered('skipped')
    await store.outcomes.skip(delivery, digest.why)
  }
  return undefined
}
