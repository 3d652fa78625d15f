import type { Block, Button, Prose, Refusal, Reply } from '../chat.ts'
import type { NoDigest } from '../delivery/digest.ts'
import type { LastDelivery } from '../store/deliveries.ts'
import type { Subscription, Terms } from '../store/subscriptions.ts'
import { count, listed, longDay, namesOfDays, shortDay, timesIn } from './words.ts'

const PREVIEW: Button = { label: 'Preview', says: '/preview' }
const POST_NOW: Button = { label: 'Post now', says: '/post_now' }
const PAUSE: Button = { label: 'Pause', says: '/pause' }
const RESUME: Button = { label: 'Resume', says: '/resume' }

const toAsker = (summary: string, ...blocks: Block[]): Reply => ({ summary, blocks, audience: 'asker' })
const text = (...prose: Prose): Block => ({ kind: 'text', prose })

/** `09:00 Europe/Berlin, Mon to Fri: the 5 best, about moe first, only with code` */
export function termsInWords(terms: Terms): string {
  const wishes = [
    terms.about && `${listed(terms.about)} first`,
    terms.exclude && `without ${listed(terms.exclude, 'or')}`,
    terms.minUpvotes !== undefined && `from ${count(terms.minUpvotes, 'upvote')}`,
    terms.hasCode && 'only with code',
  ].filter(wish => typeof wish === 'string')
  const best = terms.top === 1 ? 'the best one' : `the ${terms.top} best`
  return [`${terms.at} ${terms.timezone}, ${namesOfDays(terms.days)}: ${best}`, ...wishes].join(', ')
}

/** After subscribing: what was agreed, what changed, and when the next posts come. */
export function subscribedReply(facts: {
  readonly terms: Terms
  readonly before?: Terms | undefined
  readonly times: readonly number[]
  readonly zoneGiven: boolean
}): Reply {
  const { terms, before, times, zoneGiven } = facts
  const changed = before !== undefined && termsInWords(before) !== termsInWords(terms)
  let done = 'This channel gets a daily post.'
  if (before) done = `This channel’s daily post ${changed ? 'is changed' : 'stays as it was'}.`
  const blocks: Block[] = [text({ bold: done }), text(termsInWords(terms))]
  if (changed) blocks.push({ kind: 'note', prose: [`Before: ${termsInWords(before)}`] })
  blocks.push(text(`Next: ${timesIn(terms.timezone, ...times)}.`))
  if (!zoneGiven) {
    blocks.push({
      kind: 'note',
      prose: ['The time is in UTC; say ', { code: 'timezone:Europe/Berlin' }, ' for another zone.'],
    })
  }
  blocks.push({
    kind: 'note',
    prose: ['Each post brings the newest complete day of Daily Papers; on days without one there is none.'],
  })
  blocks.push({ kind: 'buttons', buttons: [PREVIEW, POST_NOW, PAUSE] })
  return toAsker(before ? 'Daily post changed' : 'Daily post set up', ...blocks)
}

/** What is posted here, and when. */
export function subscriptionsReply(subscription: Subscription | undefined): Reply {
  if (!subscription) return notSubscribedReply()
  const { terms, paused, nextDueMs } = subscription
  return toAsker(
    'The daily post of this channel',
    text({ bold: 'Daily post: ' }, termsInWords(terms)),
    text(paused === undefined ? `Next: ${timesIn(terms.timezone, nextDueMs)}.` : pausedWords(paused)),
    { kind: 'buttons', buttons: [PREVIEW, POST_NOW, paused === undefined ? PAUSE : RESUME] },
  )
}

const pausedWords = (why: string): string =>
  why === 'asked' ? 'It is paused.' : `It is paused, since a post was refused: ${refusalWords(why)}`

export function notSubscribedReply(): Reply {
  return toAsker(
    'No daily post here',
    text(
      'This channel has no daily post. ',
      { code: '/papers subscribe at:09:00 timezone:Europe/Berlin' },
      ' sets one up.',
    ),
  )
}

export function pausedReply(): Reply {
  return {
    ...toAsker('Daily post paused', text('The daily post is paused. Its settings are kept.'), {
      kind: 'buttons',
      buttons: [RESUME],
    }),
    instead: true,
  }
}

export function resumedReply(terms: Terms, nextMs: number): Reply {
  return {
    ...toAsker(
      'Daily post resumed',
      text(`The daily post goes on. Next: ${timesIn(terms.timezone, nextMs)}.`),
      {
        kind: 'buttons',
        buttons: [PREVIEW, POST_NOW, PAUSE],
      },
    ),
    instead: true,
  }
}

export const unsubscribedReply = (): Reply =>
  toAsker(
    'Daily post ended',
    text('The daily post of this channel has ended. ', { code: '/papers subscribe' }, ' starts it again.'),
  )

/** Why a preview or a post has nothing to show. */
export function nothingToPostReply(nothing: NoDigest): Reply {
  return toAsker('Nothing to post yet', text(nothingWords(nothing)))
}

function nothingWords(nothing: NoDigest): string {
  switch (nothing.why) {
    case 'no_batch':
      return 'There is no complete day of Daily Papers in the library yet: the hub has not been read. The bundled sample is never posted.'
    case 'had':
      return `This channel has had the papers of ${longDay(nothing.feedDay)}, and no newer day is complete.`
    case 'filtered':
      return `No paper of ${longDay(nothing.feedDay)} fits this channel’s wishes.`
    default:
      return nothing satisfies never
  }
}

export const postingNowReply = (): Reply => toAsker('Posting now', text('The post is on its way.'))

const REFUSALS: Readonly<Record<Refusal, string>> = {
  unknown: 'I cannot find this channel. Invite Paperboy to it and try again.',
  archived: 'this channel is archived. Unarchive it and try again.',
  not_in_channel: 'I am not a member of this channel. Invite Paperboy to it and try again.',
  forbidden:
    'I may not post here. Allow Paperboy to see this channel and to send messages and thread messages in it, then try again.',
  signed_out: 'the platform no longer accepts Paperboy’s token. Whoever runs Paperboy has to renew it.',
}

const isRefusal = (why: string): why is Refusal => why in REFUSALS

/** Why a platform would not take a post, with the remedy. */
export const refusalWords = (why: string): string => (isRefusal(why) ? REFUSALS[why] : why)

export function cannotPostReply(why: Refusal): Reply {
  const words = refusalWords(why)
  return toAsker('No post can come here', text(`Nothing is set up: ${words}`))
}

/** To whoever made a subscription, once, when it cannot be served any more. */
export function pausedByRefusalReply(subscription: Subscription, why: Refusal): Reply {
  return toAsker(
    'A daily post is paused',
    text(`The daily post you set up (${termsInWords(subscription.terms)}) was refused: ${refusalWords(why)}`),
    text('It is paused. Say ', { code: '/papers resume' }, ' in that channel when it is mended.'),
  )
}

/** The part of status about this channel. */
export function deliveryStatus(
  subscription: Subscription | undefined,
  last: LastDelivery | undefined,
): readonly Block[] {
  if (!subscription) return [text({ bold: 'Daily post: ' }, 'none in this channel.')]
  const { terms, paused, nextDueMs } = subscription
  const blocks = [
    text(
      { bold: 'Daily post: ' },
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
    case 'due':
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
