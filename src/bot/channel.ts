import { type ChannelFacts, settingsReply } from '../present/settings.ts'
import { statusReply } from '../present/status.ts'
import { FOLLOWUPS, LINKS } from '../store/channel-settings.ts'
import { MODEL_BUDGET } from './generated-answer.ts'
import type { Asking, Decision } from './house.ts'

/** Sets which talk is answered here, and whether links get cards; tells how it is set. */
export async function settings(
  asking: Asking,
  wanted: { readonly followups?: string | undefined; readonly links?: string | undefined },
): Promise<Decision> {
  const { house, bound } = asking
  const followups = FOLLOWUPS.find(value => value === wanted.followups)
  const links = LINKS.find(value => value === wanted.links)
  if (followups) await house.store.settings.setFollowups(bound, followups)
  if (links) await house.store.settings.setLinks(bound, links)
  const changed = { followups: followups !== undefined, links: links !== undefined }
  return { reply: settingsReply(await channelFacts(asking), changed) }
}

async function channelFacts({ house, adapter, bound }: Asking): Promise<ChannelFacts> {
  const { settings: set } = house.store
  return { followups: await set.followups(bound), links: await set.links(bound), unheard: adapter.unheard }
}

export async function status(asking: Asking): Promise<Decision> {
  const { house, bound, request } = asking
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
      channel: await channelFacts(asking),
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
