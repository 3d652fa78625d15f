import type { Library } from '../feed/library.ts'
import type { FeedDay, Paper } from '../papers.ts'
import { readQuery } from '../search/query.ts'
import type { SearchIndex } from '../search/search.ts'
import type { Terms } from '../store/subscriptions.ts'

/** A paper for a channel, and the channel's own topics that it was picked for. */
export interface Pick {
  readonly paper: Paper
  readonly topics: readonly string[]
}

/** What a channel gets: the best in the message, the rest of the batch in its thread. */
export interface Digest {
  readonly feedDay: FeedDay
  readonly top: readonly Pick[]
  readonly rest: readonly Pick[]
}

/** Why there is nothing: the library has no complete batch, the channel has had it, or its own terms leave nothing over. */
export type NoDigest =
  | { readonly why: 'no_batch' }
  | { readonly why: 'had' | 'filtered'; readonly feedDay: FeedDay }

/** More than any batch has had; the largest seen had 78 papers. */
const MOST_IN_BATCH = 500

export interface Choice {
  readonly library: Library
  readonly index: SearchIndex
  readonly nowMs: number
}

/**
 * The newest complete, non-empty batch, best first: papers on the channel's topics before the others, then
 * by upvotes. A paper that the channel has had never comes again, nor one that its terms leave out.
 */
export function chooseDigest(
  { library, index, nowMs }: Choice,
  terms: Terms,
  had: ReadonlySet<string>,
): Digest | NoDigest {
  const feedDay = library.newestComplete(nowMs)
  if (feedDay === undefined) return { why: 'no_batch' }
  const fresh = library.batch(feedDay).filter(paper => !had.has(paper.key))
  if (fresh.length === 0) return { why: 'had', feedDay }

  const withWord = (word: string): ReadonlySet<string> => {
    const { query } = readQuery(`${word} since:${feedDay} until:${feedDay}`, feedDay)
    const { hits } = index.search(query, { limit: MOST_IN_BATCH, offset: 0 })
    return new Set(hits.map(hit => hit.paper.key))
  }
  // A search is content with some of the words; a topic means all of them.
  const inBatch = (topic: string): ReadonlySet<string> =>
    topic
      .split(/\s+/)
      .map(withWord)
      .reduce((all, some) => all.intersection(some))
  const excluded = (terms.exclude ?? []).map(inBatch)
  const about = (terms.about ?? []).map(topic => ({ topic, keys: inBatch(topic) }))
  const picks = fresh
    .filter(paper => !excluded.some(keys => keys.has(paper.key)))
    .filter(paper => terms.minUpvotes === undefined || (paper.upvotes ?? 0) >= terms.minUpvotes)
    .filter(paper => !terms.hasCode || paper.codeUrl !== undefined)
    .map(paper => ({
      paper,
      topics: about.filter(({ keys }) => keys.has(paper.key)).map(({ topic }) => topic),
    }))
    .sort((a, b) => b.topics.length - a.topics.length || (b.paper.upvotes ?? 0) - (a.paper.upvotes ?? 0))
  if (picks.length === 0) return { why: 'filtered', feedDay }
  return { feedDay, top: picks.slice(0, terms.top), rest: picks.slice(terms.top) }
}
