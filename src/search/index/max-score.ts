import { createBest, type Ties } from './best.ts'
import { doubles, grown, wholes } from './column.ts'
import { documentOf, GREATEST_IMPACT, impactOf, K1, seek } from './posting-lists.ts'

/** A list of postings and what one of impact 1 counts in it, see `unitsOf`. */
export interface Weighed {
  readonly postings: Uint32Array
  readonly units: number
  /** No posting has a higher impact. */
  readonly greatest: number
}

export interface Wish {
  /** So many are found, and so many are counted. */
  readonly most: number
  readonly accepts: (document: number) => boolean
  readonly ties: Ties
}

/** The arrays are used again by the next call. */
export interface Highest {
  /** In the order of their numbers. */
  readonly documents: Uint32Array
  /** For each of them the sum of units times impact. */
  readonly sums: Float64Array
  /** Accepted documents that are in any list, counted up to `most`. */
  readonly total: number
  /** There are more than `total`. */
  readonly more: boolean
}

export interface MaxScore {
  /**
   * The documents with the highest sums, exactly as if every posting had been added up: once more than `most` are
   * found, lists whose greatest contributions together do not reach the least of the best bring in no documents any more
   * and are only looked up for those that others bring in and that may still reach it (Turtle and Flood 1995).
   */
  highest(lists: readonly Weighed[], wish: Wish): Highest
}

const UNITS = 1_000_000
/** A weight in millionths, at least one: sums of whole numbers are exact, whatever is added first. */
export const unitsOf = (weight: number): number => Math.max(1, Math.round(weight * UNITS))
/** The score by BM25 that a sum of units times impact stands for. */
export const scoreOf = (sum: number): number => ((sum / UNITS) * (K1 + 1)) / GREATEST_IMPACT

/** So many documents are added up at a time: their sums stay in the fastest cache. A multiple of 32, at most 2^16. */
const WINDOW = 4096
/** So many steps are told apart between no sum and the highest possible one. */
const STEPS = 1024

/** The working space is kept between calls, so calls must not overlap. */
export function createMaxScore(window = WINDOW): MaxScore {
  const sums = new Float64Array(window)
  const atStep = new Uint32Array(STEPS)
  let documents = wholes(1 << 12)
  let totals = doubles(1 << 12)
  /** A bit for each document of the window that has a sum; then the places of these in it. */
  const touched = new Uint32Array(window / 32)
  const places = new Uint16Array(window)

  /** Adds a list's postings of the window up; where the next window begins in it. */
  const addUp = ({ postings, units }: Weighed, from: number, start: number): number => {
    const end = (start + window) * 4096
    let at = from
    for (; at < postings.length; at += 1) {
      const posting = postings[at] ?? 0
      if (posting >= end) break
      const place = documentOf(posting) - start
      sums[place] = (sums[place] ?? 0) + units * impactOf(posting)
      touched[place >>> 5] = (touched[place >>> 5] ?? 0) | (1 << (place & 31))
    }
    return at
  }
  /** Lists in `places` those of the window that were touched, in order, and forgets that they were; tells how many. */
  const collect = (): number => {
    let count = 0
    for (let at = 0; at < touched.length; at += 1) {
      let bits = touched[at] ?? 0
      touched[at] = 0
      while (bits !== 0) {
        places[count] = at * 32 + 31 - Math.clz32(bits & -bits)
        bits &= bits - 1
        count += 1
      }
    }
    return count
  }

  return {
    highest(lists, { most, accepts, ties }) {
      // Those that can give least come first; `reach[i]` is what the first i lists can give together.
      const ordered = lists.toSorted((a, b) => a.units * a.greatest - b.units * b.greatest)
      const reach = [0]
      for (const { units, greatest } of ordered) reach.push((reach.at(-1) ?? 0) + units * greatest)
      const heads = ordered.map(() => 0)
      /** The first so many lists bring in no documents any more. */
      let idle = 0

      // How many documents are at each step, so that the step of the `most`th is known without sorting any.
      const stepOf = (sum: number): number => Math.floor(sum * scale)
      const scale = (STEPS - 1) / (reach.at(-1) || 1)
      atStep.fill(0)
      /** So many documents are kept: those that reached the least step when they came. */
      let kept = 0
      let count = 0
      /** What does not reach this step is of no use; so many do. */
      let least = 0
      let above = 0

      const weigh = (document: number, part: number): void => {
        let sum = part
        if ((sum + (reach[idle] ?? 0)) * scale < least || !accepts(document)) return
        for (let i = idle - 1; i >= 0; i -= 1) {
          const list = ordered[i]
          if (!list || (sum + (reach[i + 1] ?? 0)) * scale < least) return
          const at = seek(list.postings, document, heads[i])
          heads[i] = at
          const posting = list.postings[at] ?? 0
          if (documentOf(posting) === document) sum += list.units * impactOf(posting)
        }
        count += 1
        const step = stepOf(sum)
        if (step < least) return
        if (kept === documents.length) {
          documents = grown(wholes, documents, 2 * kept)
          totals = grown(doubles, totals, 2 * kept)
        }
        documents[kept] = document
        totals[kept] = sum
        kept += 1
        atStep[step] = (atStep[step] ?? 0) + 1
        above += 1
        // Until there are more than wanted all are counted.
        if (count <= most) return
        while (least < STEPS - 1 && above - (atStep[least] ?? 0) >= most) {
          above -= atStep[least] ?? 0
          least += 1
        }
      }
      /** Keeps the best of what was found: all above the least step, and as many of those on it as there is room for. */
      const choose = (): number => {
        const room = createBest(Math.max(0, most - above + (atStep[least] ?? 0)), ties)
        for (let i = 0; i < kept; i += 1) {
          const sum = totals[i] ?? 0
          if (stepOf(sum) === least) room.offer(documents[i] ?? 0, sum)
        }
        const last = new Set(room.ranked().map(({ document }) => document))
        let chosen = 0
        for (let i = 0; i < kept; i += 1) {
          const document = documents[i] ?? 0
          const sum = totals[i] ?? 0
          if (stepOf(sum) <= least && !last.has(document)) continue
          documents[chosen] = document
          totals[chosen] = sum
          chosen += 1
        }
        return chosen
      }
      /** The first document that an active list has next. */
      const next = (): number => {
        let first = Number.POSITIVE_INFINITY
        for (let i = idle; i < ordered.length; i += 1) {
          const posting = ordered[i]?.postings[heads[i] ?? 0]
          if (posting !== undefined) first = Math.min(first, documentOf(posting))
        }
        return first
      }

      for (let start = next(); start !== Number.POSITIVE_INFINITY; start = next()) {
        for (let i = idle; i < ordered.length; i += 1) {
          const list = ordered[i]
          if (list) heads[i] = addUp(list, heads[i] ?? 0, start)
        }
        const touched = collect()
        for (let i = 0; i < touched; i += 1) {
          const place = places[i] ?? 0
          const sum = sums[place] ?? 0
          sums[place] = 0
          weigh(start + place, sum)
        }
        while (idle < ordered.length && (reach[idle + 1] ?? 0) * scale < least) idle += 1
      }
      const chosen = choose()
      return {
        documents: documents.subarray(0, chosen),
        sums: totals.subarray(0, chosen),
        total: Math.min(count, most),
        more: count > most,
      }
    },
  }
}
