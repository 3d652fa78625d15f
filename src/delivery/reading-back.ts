import type { Adapter, Posted } from '../chat.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Posting } from './posting.ts'
import { settle } from './settling.ts'

/** How long to wait before looking once more, where the platform could not be asked. */
const LOOK_AGAIN_MS = 60_000

/**
 * Looks whether a delivery that may have been on the wire has arrived. It is sent again only when it surely has not;
 * where that cannot be found out it is left alone and counts as sent, since a post that is missing is asked for,
 * and one that comes twice is not forgiven.
 */
export async function readBack(posting: Posting, adapter: Adapter, delivery: Delivery): Promise<void> {
  const { store } = posting
  const found = await adapter.find(delivery.to, delivery.key, delivery.triedMs ?? delivery.dueMs)
  if (found === undefined) return store.outcomes.again(delivery, 'due', 0)
  switch (found.kind) {
    case 'sent':
      return settle(posting, adapter, delivery, found)
    case 'later':
      return lookAgain(posting, delivery, found, found.afterMs)
    case 'unknown':
      return lookAgain(posting, delivery, found, LOOK_AGAIN_MS)
    case 'refused':
      // A token may be renewed; a channel that cannot be read stays so.
      if (found.why === 'signed_out') return lookAgain(posting, delivery, found, LOOK_AGAIN_MS)
      return giveUp(posting, delivery, found)
    default:
      return found satisfies never
  }
}

async function lookAgain(
  posting: Posting,
  delivery: Delivery,
  found: Posted,
  afterMs: number,
): Promise<void> {
  if (posting.choice().nowMs + afterMs > delivery.deadlineMs) return giveUp(posting, delivery, found)
  return posting.store.outcomes.again(delivery, 'unknown', afterMs, 'lost')
}

async function giveUp({ store, log, metrics }: Posting, delivery: Delivery, found: Posted): Promise<void> {
  metrics.delivered('uncertain')
  const { key, bound, part } = delivery
  log('error', 'delivery uncertain: it may be there or not, and is not sent again', {
    delivery: key,
    ...bound,
    part,
    found,
  })
  return store.outcomes.uncertain(delivery, delivery.frozen?.papers ?? [], 'lost')
}
