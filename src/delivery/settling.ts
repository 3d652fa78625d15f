import type { Adapter, Pace, Posted, Refusal } from '../chat.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Notice } from '../store/outcomes.ts'
import type { Posting } from './posting.ts'

/** A platform that asks for no wait at all would be asked again in the same breath. */
const SHORTEST_WAIT_MS = 1_000

export const NO_PACE: Pace = Object.freeze({ channelMs: 0, tenantMs: 0, allMs: 0 })

/** Writes down what became of a post, or of one that was read back. */
export async function settle(
  posting: Posting,
  adapter: Adapter,
  delivery: Delivery,
  posted: Posted,
): Promise<void> {
  const { store, timing, log, metrics, choice } = posting
  const { key, bound, part } = delivery
  const facts = { delivery: key, adapter: adapter.name, channel: bound.channel, part }
  switch (posted.kind) {
    case 'sent': {
      const papers = delivery.frozen?.papers ?? []
      const { place, id } = posted
      if (await store.outcomes.sent(delivery, papers, { place, message: id })) {
        metrics.delivered('sent')
        metrics.sentAfter(Math.max(0, choice().nowMs - delivery.dueMs) / 1_000)
        log('info', 'delivery sent', { ...facts, papers: papers.length })
        return
      }
      log('error', 'delivery sent twice', { ...facts, withdrawn: adapter.withdraw !== undefined })
      return adapter.withdraw?.(delivery.to, id)
    }
    case 'refused': {
      metrics.delivered('failed')
      const notice = await noticeOf(posting, delivery, posted.why)
      await store.outcomes.refused(delivery, posted.why, notice)
      log('warn', 'delivery refused', { ...facts, why: posted.why, paused: notice !== undefined })
      return
    }
    case 'later': {
      metrics.delivered('later')
      const afterMs = Math.max(posted.afterMs, SHORTEST_WAIT_MS)
      await store.claims.hold(bound, posted.holds ?? 'channel', adapter.pace ?? NO_PACE, afterMs)
      return store.outcomes.again(delivery, 'due', afterMs, 'later')
    }
    case 'unknown':
      metrics.delivered('unknown')
      log('warn', 'delivery unknown, will be read back', facts)
      return store.outcomes.again(delivery, 'unknown', timing.settleMs, 'lost')
    default:
      return posted satisfies never
  }
}

/** A thread can be closed while its channel is open: then the next post finds out, and nothing needs to be paused. */
const OF_THE_CHANNEL: ReadonlySet<Refusal> = new Set<Refusal>(['not_in_channel', 'signed_out'])

/** Undefined where nothing is to be paused, or nobody is left to be told. */
async function noticeOf(
  { store, present }: Posting,
  { key, part, to, subscription: id }: Delivery,
  why: Refusal,
): Promise<Notice | undefined> {
  if ('person' in to || (part > 0 && !OF_THE_CHANNEL.has(why))) return undefined
  const subscription = await store.subscriptions.byId(id)
  if (!subscription) return undefined
  return { person: subscription.author, key: `${key}!`, reply: present.refused(subscription, why) }
}
