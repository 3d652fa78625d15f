import type { Adapter, Finding, Refusal } from '../src/chat.ts'
import { type SubscribedChannel, subscribedChannels } from '../src/store/condition.ts'
import type { Database } from '../src/store/database.ts'

/** Platforms allow some 50 questions about channels a minute; and who has more channels sees the same faults in these. */
const MOST_CHANNELS = 40

/** Whether posts can arrive in the channels that have subscribed, those first that were refused. */
export async function examineChannels(
  database: Database,
  adapters: ReadonlyMap<string, Adapter>,
): Promise<readonly Finding[]> {
  const found = await subscribedChannels(database, MOST_CHANNELS + 1)
  const channels = found.slice(0, MOST_CHANNELS)
  const faults: Finding[] = []
  for (const channel of channels) {
    const fault = await faultOf(channel, adapters.get(channel.adapter))
    if (fault !== undefined)
      faults.push({ verdict: 'mend', about: `channel ${channel.channel}`, told: fault })
  }
  const count = channels.length === 1 ? 'one channel' : `${channels.length} channels`
  const some = found.length > MOST_CHANNELS ? `the first ${MOST_CHANNELS} channels` : count
  const told =
    channels.length === 0
      ? 'no channel has any.'
      : `posts can arrive in ${channels.length - faults.length} of ${some}.`
  return [...faults, { verdict: 'good', about: 'subscriptions', told }]
}

async function faultOf(
  { paused, ...to }: SubscribedChannel,
  adapter: Adapter | undefined,
): Promise<string | undefined> {
  if (paused === 'asked') return undefined
  if (!adapter) return `waits for ${to.adapter}, whose token is not set: set it, or its posts are left out.`
  const refusal = await adapter.check(to)
  if (refusal) return `${to.adapter} takes no post: ${REMEDIES[refusal]}`
  if (paused === undefined) return undefined
  return `is paused, since ${to.adapter} took no post (${paused}); it would now: type /papers resume there.`
}

const REMEDIES: Readonly<Record<Refusal, string>> = {
  unknown: 'it is gone, or hidden from the bot; let the bot in, or leave it.',
  archived: 'it is archived; whoever manages it may restore it.',
  not_in_channel: 'the bot is no member; type /invite @Paperboy there.',
  forbidden: 'the bot lacks a permission there; give it what the README lists.',
  signed_out: 'the token is refused; see above.',
  malformed: 'it takes nothing that is made like it; the log says more.',
}
