import { closesAt, dayAfter, type Span } from '../feed/feed-day.ts'
import type { Library } from '../feed/library.ts'
import type { Trends } from '../feed/trends.ts'
import type { FeedDay, Paper, PaperKey } from '../papers.ts'
import type { RisingTopic, SearchIndex } from '../search/search.ts'
import type { Store } from '../store/store.ts'
import { everyOf, type Subscription, type Terms } from '../store/subscriptions.ts'

/** A paper for a channel, and the channel's own topics that it was picked for. */
export interface Pick {
  readonly paper: Paper
  readonly topics: readonly string[]
}

/** What a channel gets: the best in the message, more in its thread. */
export interface Digest {
  /** The newest day it is of. */
  readonly feedDay: FeedDay
  /** Of a weekly one: from the first to the last day it looks back at. */
  readonly span?: Span
  /** Of a weekly one: the topics that rise most surely, a few. */
  readonly rising?: readonly RisingTopic[]
  readonly top: readonly Pick[]
  readonly rest: readonly Pick[]
  /** Papers of the days that a weekly one leaves out. */
  readonly left: number
}

/** Why there is nothing: the library has no complete batch, the channel has had it, or its own terms leave nothing over. */
export type NoDigest =
  | { readonly why: 'no_batch' }
  | { readonly why: 'had' | 'filtered'; readonly feedDay: FeedDay }

/** A weekly post looks back so many days, and a daily one for a day that was missed. */
const LOOKS_BACK = 7
/** A week has some 130 papers: the thread of a weekly post goes on with so many, not all. */
const REST_OF_WEEK = 20
const RISING = 3

export interface Choice {
  readonly library: Library
  readonly index: SearchIndex
  readonly trends: Trends
  readonly nowMs: number
}

/** What the channel would get now; nothing is taken note of. */
export async function digestFor(
  { store, choice }: { readonly store: Store; readonly choice: () => Choice },
  subscription: Subscription,
): Promise<Digest | NoDigest> {
  const now = choice()
  const newest = now.library.newestComplete(now.nowMs)
  if (newest === undefined) return { why: 'no_batch' }
  const every = everyOf(subscription.terms)
  const posted = await store.deliveries.feedDays(subscription.id, dayAfter(newest, -LOOKS_BACK))
  const days = completeDays(now, newest)
  const spans = every === 'week' ? [sinceLast(days, posted)] : missed(days, posted).map(day => [day])
  let nothing: NoDigest = { why: 'had', feedDay: newest }
  for (const span of spans) {
    const papers = span.flatMap(now.library.batch)
    const had = await store.deliveries.had(subscription, { every, among: papers.map(({ key }) => key) })
    const digest = chooseDigest(now, subscription.terms, span, had)
    if (!('why' in digest)) return digest.span ? withRising(now.trends, digest) : digest
    if (span.includes(newest)) nothing = digest
  }
  return nothing
}

async function withRising(trends: Trends, digest: Digest): Promise<Digest> {
  const { topics = [] } = await trends.of('week', digest.feedDay)
  return { ...digest, rising: topics.slice(0, RISING) }
}

/** Those of the days up to the newest that are closed and read whole, newest first. */
function completeDays({ library, nowMs }: Choice, newest: FeedDay): readonly FeedDay[] {
  const first = dayAfter(newest, 1 - LOOKS_BACK)
  return library
    .days()
    .filter(day => first <= day && day <= newest && closesAt(day) <= nowMs && library.settled(day))
}

/** A weekly post goes on where the last one ended. */
function sinceLast(days: readonly FeedDay[], posted: ReadonlySet<FeedDay>): readonly FeedDay[] {
  const last = [...posted].sort().at(-1)
  return last === undefined ? days : days.filter(day => day > last)
}

/**
 * The newest day and, for when that has been had, those that the hub told of too late for their own post: later than
 * the first that was posted, and not posted.
 */
function missed([newest, ...older]: readonly FeedDay[], posted: ReadonlySet<FeedDay>): readonly FeedDay[] {
  const [first] = [...posted].sort()
  const late = older.filter(day => first !== undefined && day > first && !posted.has(day))
  return newest === undefined ? late : [newest, ...late]
}

/**
 * The papers of the days, newest day first, best first: those on the channel's topics before the others, then
 * by upvotes. A paper that the channel has had is left out, one that was withdrawn, and one that its
 * terms do not want.
 */
export function chooseDigest(
  { library, index }: Omit<Choice, 'trends' | 'nowMs'>,
  terms: Terms,
  days: readonly FeedDay[],
  had: ReadonlySet<PaperKey>,
): Digest | NoDigest {
  const [feedDay] = days
  if (feedDay === undefined) return { why: 'no_batch' }
  const papers = days.flatMap(library.batch)
  const fresh = papers.filter(paper => !had.has(paper.key))
  if (fresh.length === 0) return { why: 'had', feedDay }

  const keys = fresh.map(({ key }) => key)
  const excluded = (terms.exclude ?? []).map(topic => index.ofTopic(topic, keys).said)
  const about = (terms.about ?? []).map(topic => ({ topic, keys: index.ofTopic(topic, keys).about }))
  const picks = fresh
    .filter(paper => !paper.withdrawn)
    .filter(paper => !excluded.some(said => said.has(paper.key)))
    .filter(paper => terms.minUpvotes === undefined || (paper.upvotes ?? 0) >= terms.minUpvotes)
    .filter(paper => !terms.hasCode || paper.codeUrl !== undefined)
    .map(paper => ({
      paper,
      topics: about.filter(({ keys: of }) => of.has(paper.key)).map(({ topic }) => topic),
    }))
    .sort(bestFirst)
  if (picks.length === 0) return { why: 'filtered', feedDay }
  const top = picks.slice(0, terms.top)
  if (terms.every !== 'week') return { feedDay, top, rest: picks.slice(terms.top), left: 0 }
  const span = { from: days.at(-1) ?? feedDay, to: feedDay }
  const rest = picks.slice(terms.top, terms.top + REST_OF_WEEK)
  return { feedDay, span, top, rest, left: picks.length - top.length - rest.length }
}

/** By key at last, so that a restart changes no order. */
function bestFirst(a: Pick, b: Pick): number {
  const onTopic = Number(b.topics.length > 0) - Number(a.topics.length > 0)
  const upvotes = (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0)
  return onTopic || upvotes || (a.paper.key < b.paper.key ? -1 : 1)
}
