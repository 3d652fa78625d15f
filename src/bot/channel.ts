import { followupsReply, statusReply } from '../present/status.ts'
import { FOLLOWUPS } from '../store/channel-settings.ts'
import { MODEL_BUDGET } from './generated-answer.ts'
import type { Asking, Decision } from './house.ts'

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
  const all = await store.subscriptions.all(bound)
  const subscriptions = await Promise.all(
    all.map(async subscription => ({ subscription, last: await store.deliveries.last(subscription.id) })),
  )
  return {
    reply: statusReply({
      papers: index.size,
      freshness: library.freshness(),
      followups: await store.settings.followups(bound),
      subscriptions,
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
