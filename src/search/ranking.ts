import { createBest, inOrder, type Order, type Ranked, type Ties } from './best.ts'
import { createFullest } from './fullest.ts'
import { createMaxScore, unitsOf, type Weighed, weightOf } from './max-score.ts'
import type { Occurrences, Tracer } from './occurrences.ts'
import { documentOf, GREATEST_IMPACT, K1, type PostingLists, seek, standsIn } from './posting-lists.ts'

/** A term that is wanted, and the place in the query of the word it stands for; several may stand for one. */
export interface Wanted {
  readonly stem: string
  readonly term: number
  readonly weight: number
  readonly place: number
  readonly virtual?: Virtual
}

/** What is wanted without being a term of the index: the documents that have it, and what finding it is worth. */
export interface Virtual {
  readonly postings: Uint32Array
  readonly worth: number
  /** The words by which it stands there. */
  readonly stems: readonly string[]
}

export interface Wish {
  /** So many are returned. */
  readonly most: number
  readonly accepts: (document: number) => boolean
}

/**
 * Ranks documents for wanted terms; those with none of them are no hits. Its working space is kept between calls, so
 * calls must not overlap.
 */
export interface Ranking {
  /** The best by relevance. They are counted up to `most` or `LOOKED_AT_AGAIN`, whichever is more. */
  relevant(wanted: readonly Wanted[], ties: Ties, wish: Wish): RankedPage
  /** Those with as many of the words as any accepted document has, in an order that may forget the score; all are counted. */
  fullest(wanted: readonly Wanted[], order: Order, wish: Wish): RankedPage
}

export interface RankedPage {
  /** Best first. */
  readonly ranked: readonly Ranked[]
  readonly total: number
  /** There are more than `total`. */
  readonly more: boolean
}

/** So many of the best are looked at again; further down hardly anybody reads, and the work stays bounded. */
export const LOOKED_AT_AGAIN = 200
/** Shares of a word's rarity, picked on the training halves of three collections; .1 more or less changes little. */
const IN_TITLE = 0.15
const SIDE_BY_SIDE = 0.2
/** What a document with none of the words would lose of its score: little, since long queries name much besides. */
const NOT_COVERED = 0.1

const scoreOf = (units: number): number => (weightOf(units) * (K1 + 1)) / GREATEST_IMPACT

export function createRanking(index: PostingLists, tracer: Tracer): Ranking {
  const maxScore = createMaxScore()
  const fullest = createFullest()

  const worthOf = ({ term, weight, virtual }: Wanted): number => virtual?.worth ?? weight * index.rarity(term)
  const postingsOf = ({ term, virtual }: Wanted): Uint32Array => virtual?.postings ?? index.postings(term)
  const weighed = (wanted: readonly Wanted[]): readonly Weighed[] =>
    wanted.map(one => ({
      postings: postingsOf(one),
      units: unitsOf(worthOf(one)),
      greatest: one.virtual ? GREATEST_IMPACT : index.greatest(one.term),
    }))

  /**
   * Adds what a sum over single words misses: words of the title, words not there, words side by side. The latter
   * costs most, so it comes last, in the order of how far it can bring a document, until no other can get among
   * the `most` best. The documents are given in the order of their numbers.
   */
  const lookAgain = (
    found: readonly Ranked[],
    wanted: readonly Wanted[],
    ties: Ties,
    most: number,
  ): readonly Ranked[] => {
    const worth = wanted.map(worthOf)
    const all = worth.reduce((sum, one) => sum + one, 0)
    const rows = found.map(({ document, score }) => ({
      document,
      score: scoreOf(score),
      lost: 0,
      /** What words side by side can add at most, and the worth of the word before if the document has it. */
      hope: 0,
      before: 0,
    }))
    for (const [i, one] of wanted.entries()) {
      const postings = postingsOf(one)
      const its = worth[i] ?? 0
      let at = 0
      for (const row of rows) {
        at = seek(postings, row.document, at)
        const posting = postings[at] ?? 0
        if (documentOf(posting) !== row.document) {
          row.lost += its
          row.before = 0
          continue
        }
        if (standsIn(posting, 'title')) row.score += IN_TITLE * its
        if (one.virtual) continue
        if (row.before > 0) row.hope += SIDE_BY_SIDE * (row.before + its)
        row.before = its
      }
    }
    const covered = (score: number, lost: number): number => score * (1 - (NOT_COVERED * lost) / all)
    const best = createBest(Math.min(most, rows.length), ties)
    const hopes = createBest(rows.length, (a, b) => a - b)
    for (const [i, { score, hope, lost }] of rows.entries()) hopes.offer(i, covered(score + hope, lost))
    const hopeful = hopes.ranked().flatMap(({ document: i, score }) => ({ row: rows[i], hope: score }))
    let turn = 0
    const inTurn = function* () {
      for (const { row, hope } of hopeful) {
        if (hope < best.least) return
        yield row?.document ?? 0
      }
    }
    tracer.trace(
      wanted.map(({ term }) => index.lexicon.inflections(term)),
      inTurn(),
      (document, its) => {
        const { score = 0, lost = 0 } = hopeful[turn]?.row ?? {}
        best.offer(document, covered(score + SIDE_BY_SIDE * sideBySide(its, worth), lost))
        turn += 1
      },
    )
    return best.ranked()
  }
  const byDocument = (found: readonly Ranked[]) => found.toSorted((a, b) => a.document - b.document)
  const scored = (found: readonly Ranked[]) =>
    found.map(({ document, score }) => ({ document, score: scoreOf(score) }))

  return {
    relevant(wanted, ties, { most, accepts }) {
      const wish = { most: Math.max(most, LOOKED_AT_AGAIN), accepts, ties }
      const { found, total, more } = maxScore.highest(weighed(wanted), wish)
      if (found.length <= LOOKED_AT_AGAIN)
        return { ranked: lookAgain(found, wanted, ties, most), total, more }
      const sorted = inOrder(found, { ties }, found.length)
      const again = lookAgain(byDocument(sorted.slice(0, LOOKED_AT_AGAIN)), wanted, ties, LOOKED_AT_AGAIN)
      return { ranked: [...again, ...scored(sorted.slice(LOOKED_AT_AGAIN))].slice(0, most), total, more }
    },
    fullest(wanted, order, { most, accepts }) {
      const lists = weighed(wanted).map((list, i) => ({ ...list, place: wanted[i]?.place ?? 0 }))
      const wish = { most: Math.max(most, LOOKED_AT_AGAIN), accepts, order }
      const { ranked, total } = fullest(lists, wish)
      const first = byDocument(ranked.slice(0, LOOKED_AT_AGAIN))
      const again = inOrder(lookAgain(first, wanted, order.ties, first.length), order, first.length)
      return {
        ranked: [...again, ...scored(ranked.slice(LOOKED_AT_AGAIN))].slice(0, most),
        total,
        more: false,
      }
    },
  }
}

/** For every two words that follow each other in the query: how often they do in the text, or one word apart. */
function sideBySide({ count, ids, places }: Occurrences, worth: readonly number[]): number {
  const times = worth.map(() => 0)
  for (let first = 0; first < count; first += 1) {
    const place = places[first] ?? -1
    const next = (ids[first] ?? 0) + 1
    if (place < 0) continue
    for (let second = first + 1; second < count && (places[second] ?? 0) <= place + 2; second += 1) {
      if (ids[second] !== next || (places[second] ?? 0) <= place) continue
      times[next - 1] = (times[next - 1] ?? 0) + 1
      break
    }
  }
  let sum = 0
  for (const [i, often] of times.entries()) {
    if (often > 0) sum += (((worth[i - 1] ?? 0) + (worth[i] ?? 0)) * often) / (often + 1)
  }
  return sum
}
