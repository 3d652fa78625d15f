import { createCandidates } from './candidates.ts'
import { createBest, inOrder, type Order, type Ranked, type Ties } from './index/best.ts'
import { createFullest, type PlacedList } from './index/fullest.ts'
import { createMaxScore, scoreOf, unitsOf } from './index/max-score.ts'
import type { Tracer } from './index/occurrences.ts'
import { documentOf, GREATEST_IMPACT, type PostingLists, seek } from './index/posting-lists.ts'
import type { Subjects } from './meaning/subjects.ts'
import { brevity, createSecondLook } from './second-look.ts'
import { postingsOf, type Wanted, worthOf } from './wanted-terms.ts'

export interface Asked {
  readonly wanted: readonly Wanted[]
  /** The stems of all that is asked for, in the index or not: what it is about. */
  readonly stems: readonly string[]
  /** The words that carry a subject as they were typed, or meant, in order: what a title may repeat. */
  readonly said: readonly string[]
  /** Words as they were typed, also those that carry no subject: a few are a title half remembered, many a description. */
  readonly length: number
}

export interface Wish {
  /** So many are returned. */
  readonly most: number
  readonly accepts: (document: number) => boolean
}

/** Ranks documents for what is asked. Its working space is kept between calls, so calls must not overlap. */
export interface Ranking {
  /**
   * The best by relevance: those that have a wanted term, and in a small library also those that are about the
   * same. They are counted up to `most` or `CANDIDATES`, whichever is more.
   */
  relevant(asked: Asked, ties: Ties, wish: Wish): RankedPage
  /** Those with as many of the words as any accepted document has, in an order that may forget the score; all are counted. */
  fullest(asked: Asked, order: Order, wish: Wish): RankedPage
}

export interface RankedPage {
  /** Best first. */
  readonly ranked: readonly Ranked[]
  readonly total: number
  /** There are more than `total`. */
  readonly more: boolean
  /** Documents that are ranked for what they are about and have none of the words; not in `total`. */
  readonly near: ReadonlySet<number>
}

/**
 * So many of the best by their words are compared by what they are about. Of a description 200 lose a tenth of what is
 * relevant; a paper in mind is among the first.
 */
const CANDIDATES = Object.freeze({ described: 1000, remembered: 200 })
/** So many of the best are looked at again; further down hardly anybody reads, and the work stays bounded. */
const LOOKED_AT_AGAIN = 64
/** In so small a library all documents are candidates, and rarities tell little, so that meaning is trusted more. */
const SMALL = 5000
const SOON_COMPARED = 25_000
/** So many that are only near join what the words find. */
const NEAREST = 100
/** What was found first is followed (Rocchio 1971): so many documents, fewer in a small library, which soon has no more on a subject. */
const FOLLOWED = 20
const FOLLOWED_SHARE = 1 / 250
/** So alike a document that has none of the words has to be: beside some that have them, and where none has, so that nothing odd stands first. */
const NEAR = Object.freeze({ besides: 0.15, alone: 0.25 })
/**
 * What full likeness counts against the best score by words. These and the weights of the second look were picked on the
 * halves of three collections and on known items; half as much again changes little.
 */
const TRUST = Object.freeze({ described: 2.5, small: 3, remembered: 0.1, remembering: 2 })
/** The share of the query that the vectors know counts by this power, so that they keep still in foreign fields. */
const KNOWN_POWER = 4

export function createRanking(index: PostingLists, tracer: Tracer, subjects: Subjects): Ranking {
  const maxScore = createMaxScore()
  const candidates = createCandidates(subjects)
  const fullest = createFullest()
  const lookAgain = createSecondLook(index, tracer)

  const weighed = (wanted: readonly Wanted[]): readonly PlacedList[] =>
    wanted.map(one => ({
      place: one.place,
      postings: postingsOf(one, index),
      units: unitsOf(worthOf(one, index)),
      greatest: one.virtual ? GREATEST_IMPACT : index.greatest(one.term),
    }))
  /** The least share of the query's words that any of the documents lacks. */
  const lacking = (lists: readonly PlacedList[], best: readonly Ranked[]): number => {
    const places = new Set(lists.map(({ place }) => place))
    const had = best.map(({ document }) => {
      const having = lists.filter(
        ({ postings }) => documentOf(postings[seek(postings, document)] ?? 0) === document,
      )
      return new Set(having.map(({ place }) => place)).size
    })
    return 1 - Math.max(0, ...had) / Math.max(1, places.size)
  }
  /** How much likeness counts: little where somebody has a paper in mind and some have all of its words. */
  const trustIn = (lists: readonly PlacedList[], brief: number, ties: Ties): number => {
    if (index.count <= SMALL) return TRUST.small
    if (brief === 0) return TRUST.described
    const lacked = lacking(lists, candidates.byWords(FOLLOWED, ties))
    return TRUST.described * (1 - brief) + (TRUST.remembered + TRUST.remembering * lacked) * brief
  }
  /**
   * What has none of the words and is near: of a small library all of it, else the nearest, where a description asks for
   * so much or the words find nothing. To compare 25,000 documents takes half a millisecond.
   */
  const nearAmong = (found: Uint32Array, brief: number, ties: Ties, accepts: Wish['accepts']) => {
    const small = index.count <= SMALL
    const described = brief < 1 && index.count <= SOON_COMPARED
    if (!small && !described && found.length > 0) return []
    const least = found.length > 0 ? NEAR.besides : NEAR.alone
    const nearest = createBest(small ? index.count : NEAREST, ties)
    let at = 0
    subjects.near(least, (document, likeness) => {
      while ((found[at] ?? document) < document) at += 1
      if (found[at] !== document && accepts(document)) nearest.offer(document, likeness)
    })
    return nearest.ranked().map(({ document }) => document)
  }

  return {
    relevant({ wanted, stems, said, length }, ties, { most, accepts }) {
      const brief = brevity(length)
      const compared = Math.round(CANDIDATES.described * (1 - brief) + CANDIDATES.remembered * brief)
      const enough = index.count <= SMALL ? index.count : Math.max(most, compared)
      const lists = weighed(wanted)
      const found = maxScore.highest(lists, { most: enough, accepts, ties })
      const known = subjects.ask(stems) ** KNOWN_POWER
      const near = nearAmong(found.documents, brief, ties, accepts)
      candidates.take(found, near)
      const trust = known * trustIn(lists, brief, ties)
      const followed = Math.min(FOLLOWED, Math.floor(index.count * FOLLOWED_SHARE))
      if (followed > 0 && brief < 1) {
        subjects.follow(candidates.byBoth(trust, followed, ties).map(({ document }) => document))
      }
      const sorted = candidates.byBoth(trust, Math.max(most, LOOKED_AT_AGAIN), ties)
      const first = sorted
        .slice(0, LOOKED_AT_AGAIN)
        .map(({ document, words }) => ({ document, score: words }))
      const looked = createBest(first.length, ties)
      for (const { document, score } of lookAgain(first, wanted, said, brief)) {
        looked.offer(document, score / candidates.top + trust * subjects.likeness(document))
      }
      return {
        ranked: [...looked.ranked(), ...sorted.slice(LOOKED_AT_AGAIN)].slice(0, most),
        total: found.total,
        more: found.more,
        near: new Set(near),
      }
    },
    fullest({ wanted, said, length }, order, { most, accepts }) {
      const wish = { most: Math.max(most, LOOKED_AT_AGAIN), accepts, order }
      const { ranked, total } = fullest(weighed(wanted), wish)
      const scored = ranked.map(({ document, score }) => ({ document, score: scoreOf(score) }))
      const again = lookAgain(scored.slice(0, LOOKED_AT_AGAIN), wanted, said, brevity(length))
      const first = inOrder(again, order, again.length)
      return {
        ranked: [...first, ...scored.slice(LOOKED_AT_AGAIN)].slice(0, most),
        total,
        more: false,
        near: new Set(),
      }
    },
  }
}
