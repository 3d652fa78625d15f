import type { Block, Button, Prose, Refusal, Reply } from '../chat.ts'
import type { NoDigest } from '../delivery/digest.ts'
import { type Every, everyOf, type Subscription, type Terms } from '../store/subscriptions.ts'
import { refusalWords } from './refusals.ts'
import { capital, count, listed, longDay, namesOfDays, timesIn } from './words.ts'

/** What people call it: `daily post`, `weekly post`. */
export const postName = (terms: Terms): string => `${terms.every === 'week' ? 'weekly' : 'daily'} post`

/** Which of a channel's two is meant; the daily one is what is meant when nothing is said, where it is the only one. */
const named = (terms: Terms): string => ` every:${everyOf(terms)}`
const previewOf = (terms: Terms): Button => ({ label: 'Preview', says: `/preview${named(terms)}` })
const postNowOf = (terms: Terms): Button => ({ label: 'Post now', says: `/post_now${named(terms)}` })
const postNowForToday = (terms: Terms): Button => ({
  label: `Post now, as ${slotName(terms)}’s`,
  says: `/post_now counts:yes${named(terms)}`,
})
const pauseOf = (terms: Terms): Button => ({ label: 'Pause', says: `/pause${named(terms)}` })
const resumeOf = (terms: Terms): Button => ({ label: 'Resume', says: `/resume${named(terms)}` })
const slotName = (terms: Terms): string => (terms.every === 'week' ? 'this week' : 'today')
const buttons = (...all: Button[]): Block => ({ kind: 'buttons', buttons: all })
const goingOn = (terms: Terms): Block =>
  buttons(previewOf(terms), postNowOf(terms), postNowForToday(terms), pauseOf(terms))

const toAsker = (summary: string, ...blocks: Block[]): Reply => ({ summary, blocks, audience: 'asker' })
const text = (...prose: Prose): Block => ({ kind: 'text', prose })
const note = (...prose: Prose): Block => ({ kind: 'note', prose })

/** `09:00 Europe/Berlin, Mon to Fri: the 5 best, about moe first, only with code` */
export function termsInWords(terms: Terms): string {
  const wishes = [
    terms.about && `${listed(terms.about)} first`,
    terms.exclude && `without ${listed(terms.exclude, 'or')}`,
    terms.minUpvotes !== undefined && `from ${count(terms.minUpvotes, 'upvote')}`,
    terms.hasCode && 'only with code',
  ].filter(wish => typeof wish === 'string')
  const best = terms.top === 1 ? 'the best one' : `the ${terms.top} best`
  const days = terms.every === 'week' ? `every ${namesOfDays(terms.days)}` : namesOfDays(terms.days)
  return [`${terms.at} ${terms.timezone}, ${days}: ${best}`, ...wishes].join(', ')
}

/** After subscribing: what was agreed, what changed, and when the next posts come. */
export function subscribedReply(facts: {
  readonly terms: Terms
  readonly before?: Terms | undefined
  readonly times: readonly number[]
  /** As it was said, now or before. */
  readonly zone: string | undefined
}): Reply {
  const { terms, before, times, zone } = facts
  const changed = before !== undefined && termsInWords(before) !== termsInWords(terms)
  const name = postName(terms)
  let done = `This channel gets a ${name}.`
  if (before) done = `This channel’s ${name} ${changed ? 'is changed' : 'stays as it was'}.`
  const blocks: Block[] = [text({ bold: done }), text(termsInWords(terms))]
  if (changed) blocks.push(note(`Before: ${termsInWords(before)}`))
  blocks.push(text(`Next: ${timesIn(terms.timezone, ...times)}.`))
  if (zone === undefined) {
    blocks.push(note('The time is in UTC; say ', { code: 'timezone:Europe/Berlin' }, ' for another zone.'))
  } else if (terms.timezone.toLowerCase().endsWith(`/${zone.trim().replace(/\s+/g, '_').toLowerCase()}`)) {
    blocks.push(note('I took ', { code: `timezone:${zone}` }, ` as ${terms.timezone}.`))
  }
  blocks.push(note(terms.every === 'week' ? WEEKLY_BRINGS : DAILY_BRINGS))
  blocks.push(goingOn(terms))
  return toAsker(`${capital(name)} ${before ? 'changed' : 'set up'}`, ...blocks)
}

const DAILY_BRINGS =
  'Each post brings the newest complete day of Daily Papers, and no paper of an earlier daily post; on days without a new one there is none.'
/** It looks back: beside a daily post that brings whole days, it would else have nothing to show. */
const WEEKLY_BRINGS =
  'Each post looks back at the complete days since the last one, seven at most, and brings their best: also what daily posts have brought here, but no paper of an earlier weekly post.'

/** What is posted here, and when. */
export function subscriptionsReply(subscriptions: readonly Subscription[]): Reply {
  if (subscriptions.length === 0) return notSubscribedReply()
  const blocks = subscriptions.flatMap(({ terms, paused, nextDueMs }) => [
    text({ bold: `${capital(postName(terms))}: ` }, termsInWords(terms)),
    text(paused === undefined ? `Next: ${timesIn(terms.timezone, nextDueMs)}.` : pausedWords(paused)),
    paused === undefined ? goingOn(terms) : buttons(previewOf(terms), postNowOf(terms), resumeOf(terms)),
  ])
  return toAsker('What is posted in this channel', ...blocks)
}

export const pausedWords = (why: string): string =>
  why === 'asked' ? 'It is paused.' : `It is paused, since a post was refused: ${refusalWords(why)}`

/** None at all, or not the one that was named. */
export function notSubscribedReply(every?: Every): Reply {
  const name = every === 'week' ? 'weekly post' : 'daily post'
  const command = `/papers subscribe${every === 'week' ? ' every:week on:fri' : ''} at:09:00 timezone:Europe/Berlin`
  return toAsker(`No ${name} here`, text(`This channel has no ${name}. `, { code: command }, ' sets one up.'))
}

/** The channel has both, and only one can be meant. */
export function whichSubscriptionReply(command: 'preview' | 'post_now' | 'unsubscribe'): Reply {
  return toAsker(
    'Which one?',
    text('This channel has a daily and a weekly post. Which one is meant?'),
    buttons(
      { label: 'The daily post', says: `/${command} every:day` },
      { label: 'The weekly post', says: `/${command} every:week` },
    ),
  )
}

/** `daily post`, `daily and weekly posts` */
const postNames = (subscriptions: readonly Subscription[]): string =>
  `${listed(subscriptions.map(({ terms }) => (terms.every === 'week' ? 'weekly' : 'daily')))} ${subscriptions.length > 1 ? 'posts' : 'post'}`
const are = (subscriptions: readonly Subscription[]): string => (subscriptions.length > 1 ? 'are' : 'is')

export function pausedReply(subscriptions: readonly Subscription[]): Reply {
  const names = postNames(subscriptions)
  const kept = `The ${names} ${are(subscriptions)} paused. ${subscriptions.length > 1 ? 'Their' : 'Its'} settings are kept.`
  const again = subscriptions.map(({ terms }) =>
    subscriptions.length > 1
      ? { ...resumeOf(terms), label: `Resume the ${postName(terms)}` }
      : resumeOf(terms),
  )
  return { ...toAsker(`${capital(names)} paused`, text(kept), buttons(...again)), instead: true }
}

export function resumedReply(subscriptions: readonly Subscription[]): Reply {
  const blocks = subscriptions.flatMap(({ terms, nextDueMs }) => [
    text(`The ${postName(terms)} goes on. Next: ${timesIn(terms.timezone, nextDueMs)}.`),
    goingOn(terms),
  ])
  return { ...toAsker(`${capital(postNames(subscriptions))} resumed`, ...blocks), instead: true }
}

export const unsubscribedReply = (terms: Terms): Reply =>
  toAsker(
    `${capital(postName(terms))} ended`,
    text(
      `The ${postName(terms)} of this channel has ended. `,
      { code: `/papers subscribe${terms.every === 'week' ? ' every:week' : ''}` },
      ' starts it again.',
    ),
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

export function postingNowReply({ terms, paused, nextDueMs }: Subscription, counts: boolean): Reply {
  const next =
    paused === undefined
      ? `planned for ${timesIn(terms.timezone, nextDueMs)} brings only what is new by then, and is left out if nothing is.`
      : 'stays paused.'
  const planned = counts
    ? `It is ${slotName(terms)}’s ${postName(terms)}; no other comes ${slotName(terms)}.`
    : `It is one more: the ${postName(terms)} ${next}`
  return toAsker('Posting now', text(`The post is on its way. ${planned}`))
}

/** It has been posted, or was left out for a reason that status tells. */
export const countedAlreadyReply = (terms: Terms): Reply =>
  toAsker(
    'Its turn is over',
    text(
      `The ${postName(terms)} has had its turn ${slotName(terms)}; `,
      { code: '/papers status' },
      ' says what became of it.',
    ),
    buttons(postNowOf(terms)),
  )

export function cannotPostReply(why: Refusal): Reply {
  const words = refusalWords(why)
  return toAsker('No post can come here', text(`Nothing is set up: ${words}`))
}

/** To whoever made a subscription, once, when it cannot be served any more. */
export function pausedByRefusalReply(subscription: Subscription, why: Refusal): Reply {
  return toAsker(
    `A ${postName(subscription.terms)} is paused`,
    text(
      `The ${postName(subscription.terms)} you set up (${termsInWords(subscription.terms)}) was refused: ${refusalWords(why)}`,
    ),
    text('It is paused. Say ', { code: '/papers resume' }, ' in that channel when it is mended.'),
  )
}
