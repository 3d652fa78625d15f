import type { Block, Prose } from '../chat.ts'
import type { LastDelivery } from '../store/deliveries.ts'
import type { Subscription, Terms } from '../store/subscriptions.ts'
import { refusalWords } from './refusals.ts'
import { pausedWords, postName } from './subscription.ts'
import { capital, shortDay, timesIn } from './words.ts'

/** A subscription, and what became of its last post, if there was any. */
export interface Subscribed {
  readonly subscription: Subscription
  readonly last: LastDelivery | undefined
}

const text = (...prose: Prose): Block => ({ kind: 'text', prose })

/** The part of status about this channel. */
export function deliveryStatus(subscriptions: readonly Subscribed[]): readonly Block[] {
  if (subscriptions.length === 0) return [text({ bold: 'Daily post: ' }, 'none in this channel.')]
  return subscriptions.flatMap(statusOf)
}

function statusOf({ subscription: { terms, paused, nextDueMs }, last }: Subscribed): readonly Block[] {
  const blocks = [
    text(
      { bold: `${capital(postName(terms))}: ` },
      paused === undefined ? `next ${timesIn(terms.timezone, nextDueMs)}` : pausedWords(paused),
    ),
  ]
  if (last) blocks.push(text({ bold: 'Last: ' }, lastWords(terms, last)))
  return blocks
}

function lastWords(terms: Terms, last: LastDelivery): string {
  const when = timesIn(terms.timezone, last.dueMs)
  const papers = last.feedDay === undefined ? '' : ` with the papers of ${shortDay(last.feedDay)}`
  switch (last.state) {
    case 'sent':
      return `posted ${when}${papers}`
    case 'skipped':
      return `${when}: nothing posted, ${SKIPPED[last.why ?? ''] ?? last.why ?? 'nothing new'}`
    case 'failed':
      return `${when}: refused, ${refusalWords(last.why ?? 'forbidden')}`
    case 'uncertain':
      return `${when}: it may have arrived or not, and could not be looked up; so it is not sent again`
    case 'due':
    case 'leased':
    case 'sending':
    case 'unknown':
      return `${when}: not posted yet${last.why === undefined ? '' : `, ${WAITING[last.why] ?? last.why}`}`
    default:
      return last.state satisfies never
  }
}

const SKIPPED: Readonly<Record<string, string>> = {
  no_batch: 'since the hub could not be read',
  had: 'since no new day was complete',
  filtered: 'since no paper fitted this channel’s wishes',
  paused: 'since it was paused',
  late: 'since it could not be sent within six hours',
}

const WAITING: Readonly<Record<string, string>> = {
  no_batch: 'since the hub has not been read',
  had: 'since the hub has not brought the newest day',
  later: 'since the platform asks to wait',
  lost: 'since the answer was lost; looking whether it arrived',
}
