import type { Adapter } from '../chat.ts'
import type { Delivery } from '../store/deliveries.ts'
import type { Posting } from './posting.ts'
import { readBack } from './reading-back.ts'
import { send } from './sending.ts'
import { NO_PACE } from './settling.ts'

/**
 * Works off what is ready at one adapter, so many at once; one that hangs keeps none of the others waiting. Resolves
 * when nothing more is ready, or `signal` asks for no more, and all that was begun has ended.
 */
export async function workOff(posting: Posting, adapter: Adapter, signal: AbortSignal): Promise<void> {
  const { store, owner, timing, log, metrics } = posting
  const underWay = new Set<Promise<void>>()

  const begin = (delivery: Delivery, work: () => Promise<void>): void => {
    const done = work()
      // It stays as it is written down, and is taken out of these hands when the lease is over.
      .catch(error => log('error', 'delivery not worked off', { delivery: delivery.key, error }))
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }

  while (!signal.aborted) {
    const limit = timing.atOnce - underWay.size
    const taking = { adapter: adapter.name, owner, limit, leaseMs: timing.leaseMs }
    const holding = createHolding(posting)
    const lost = await store.claims.lost(taking)
    for (const delivery of lost.deliveries) begin(delivery, () => readBack(posting, adapter, delivery))
    const room = limit - lost.deliveries.length
    const due = await store.claims.due({ ...taking, limit: room, pace: adapter.pace ?? NO_PACE })
    for (const delivery of due.deliveries) begin(delivery, () => send(posting, adapter, delivery, holding))
    for (let late = 0; late < due.late; late += 1) metrics.delivered('skipped')
    if (underWay.size === 0) {
      if (due.late > 0) continue
      return
    }
    // Taking one costs as much as taking many, so that half of them may end first.
    do await Promise.race(underWay)
    while (underWay.size > timing.atOnce / 2)
  }
  await Promise.all(underWay)
}

/** By two clocks: one stands still while the machine sleeps, the other can be set back. */
function createHolding({ choice, timing }: Posting): () => boolean {
  const [beganMs, began] = [choice().nowMs, performance.now()]
  const heldMs = timing.leaseMs - timing.postMs
  return () => choice().nowMs - beganMs < heldMs && performance.now() - began < heldMs
}
