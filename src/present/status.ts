import type { Block, Prose, Reply } from '../chat.ts'
import type { Freshness } from '../feed/library.ts'
import type { Verdict } from '../store/feedback.ts'
import { deliveryStatus, type Subscribed } from './delivery-status.ts'
import { freshnessStatus } from './freshness.ts'
import { type ChannelFacts, followupsWords, linksWords } from './settings.ts'
import { count } from './words.ts'

/** How fresh the papers are, and what this channel got and gets. */
export function statusReply(facts: {
  readonly papers: number
  readonly freshness: Freshness
  readonly channel: ChannelFacts
  readonly subscriptions: readonly Subscribed[]
  /** How many answers in this channel were found helpful, and not. */
  readonly found: Readonly<Record<Verdict, number>>
  /** The hosted model that phrases answers, and how many of them this person has had today. */
  readonly model: { readonly name: string; readonly asked: number; readonly most: number } | undefined
  readonly nowMs: number
}): Reply {
  const { papers, freshness, channel, subscriptions, found, model, nowMs } = facts
  const line = (...prose: Prose): Block => ({ kind: 'text', prose })
  const blocks: Block[] = [
    line({ bold: 'Papers: ' }, `${count(papers, 'paper')}, `, ...freshnessStatus(freshness, nowMs)),
    ...deliveryStatus(subscriptions),
    line({ bold: 'Follow-ups: ' }, followupsWords(channel.followups)),
    line({ bold: 'Links: ' }, linksWords(channel)),
  ]
  if (model) {
    const used = `you have used ${model.asked} of ${model.most} today`
    blocks.push(
      line({ bold: 'Answers: ' }, `written by ${model.name} where quotations bear it out; ${used}.`),
    )
  }
  if (found.helpful + found.unhelpful > 0) {
    blocks.push(line({ bold: 'Answers here: ' }, `${found.helpful} found helpful, ${found.unhelpful} not.`))
  }
  return { summary: 'How things are here', blocks, audience: 'asker' }
}
