import type { Ranked } from './index/best.ts'
import type { Occurrences, Tracer } from './index/occurrences.ts'
import { documentOf, type PostingLists, seek, standsIn } from './index/posting-lists.ts'
import { createTitleRuns } from './index/title-runs.ts'
import { postingsOf, type Wanted, worthOf } from './wanted-terms.ts'

/**
 * What a sum over single words misses: words of the title, words that stand side by side, words that are not
 * there. The scores are what the words of each document count so far; it tells what they count now, in the order of the
 * documents' numbers. `brief` is the `brevity` of what is asked.
 */
export type SecondLook = (
  first: readonly Ranked[],
  wanted: readonly Wanted[],
  said: readonly string[],
  brief: number,
) => readonly Ranked[]

/** Typed words of a query: so few are a title half remembered, so many a description; in between it is partly either. */
const REMEMBERED = 5
const DESCRIBED = 7

/** 1 for the few words of somebody who has a paper in mind, 0 for a description of what is sought. */
export function brevity(length: number): number {
  return Math.min(1, Math.max(0, (DESCRIBED - length) / (DESCRIBED - REMEMBERED)))
}

/** Shares of what the words are worth; picked on halves of three collections (described) and on known items (remembered). */
const WEIGHTS = Object.freeze({
  inTitle: { described: 0.15, remembered: 1 },
  besideInTitle: { described: 0, remembered: 1.1 },
  /** For all words, by the share of them that the title repeats in one run, squared. */
  asTyped: { described: 0, remembered: 1 },
  /** For all words, by their share of the title. */
  ofTitle: { described: 0, remembered: 0.6 },
  beside: { described: 0.2, remembered: 0 },
  /** What a document with none of the words would lose of its score. */
  missing: { described: 0.1, remembered: 0.9 },
})

/** Its working space is kept between calls, so calls must not overlap. */
export function createSecondLook(index: PostingLists, tracer: Tracer): SecondLook {
  const runs = createTitleRuns(index.sequences, index.lexicon)
  return (first, wanted, said, brief) => {
    const byNumber = first.toSorted((a, b) => a.document - b.document)
    const documents = byNumber.map(({ document }) => document)
    const weight = (name: keyof typeof WEIGHTS): number =>
      WEIGHTS[name].described * (1 - brief) + WEIGHTS[name].remembered * brief
    const inTitle = weight('inTitle')
    const beside = weight('beside')
    const lost = weight('missing')

    const worth = wanted.map(one => worthOf(one, index))
    const worths = new Map<number, number>()
    for (const [i, { place }] of wanted.entries()) {
      worths.set(place, Math.max(worths.get(place) ?? 0, worth[i] ?? 0))
    }
    const all = [...worths.values()].reduce((sum, one) => sum + one, 0) || 1
    /** A word's share of the query: by what it is worth in a description, as one of a few in what is remembered. */
    const shares = [...worths].map(
      ([place, its]) => [place, brief / worths.size + ((1 - brief) * its) / all] as const,
    )
    const numbers = new Map(shares.map(([place], number) => [place, number]))
    const has = new Uint8Array(documents.length * shares.length)
    const titled = new Float64Array(documents.length)
    for (const [i, one] of wanted.entries()) {
      const postings = postingsOf(one, index)
      const number = numbers.get(one.place) ?? 0
      let at = 0
      for (let row = 0; row < documents.length; row += 1) {
        const document = documents[row] ?? 0
        at = seek(postings, document, at)
        const posting = postings[at] ?? 0
        if (documentOf(posting) !== document) continue
        has[row * shares.length + number] = 1
        if (standsIn(posting, 'title')) titled[row] = (titled[row] ?? 0) + (worth[i] ?? 0)
      }
    }
    const missing = new Float64Array(documents.length)
    for (let number = 0; number < shares.length; number += 1) {
      const share = shares[number]?.[1] ?? 0
      for (let row = 0; row < documents.length; row += 1) {
        if (has[row * shares.length + number] === 0) missing[row] = (missing[row] ?? 0) + share
      }
    }
    const places = placesOf(worth, {
      inTitle: weight('besideInTitle'),
      anywhere: beside,
      ofTitle: weight('ofTitle'),
    })
    const spelled = said.map(index.lexicon.find)
    /** The words of a concept weigh little, since a title may well have its other form. */
    const weights = new Map(wanted.map(({ term, weight }) => [term, weight]))
    const saidWeights = spelled.map(word => weights.get(index.lexicon.stem(word)) ?? 1)
    const saidWeight = saidWeights.reduce((sum, one) => sum + one, 0) || 1
    const asTyped = weight('asTyped') * all
    const looked: Ranked[] = []
    tracer.trace(
      wanted.map(({ term }) => index.lexicon.inflections(term)),
      documents,
      (document, found) => {
        const row = looked.length
        const run = asTyped === 0 ? 0 : runs(document, spelled, saidWeights) / saidWeight
        const sum =
          (byNumber[row]?.score ?? 0) + inTitle * (titled[row] ?? 0) + places(found) + asTyped * run * run
        looked.push({ document, score: sum * (1 - lost * (missing[row] ?? 0)) })
      },
      beside === 0 ? 'titles' : undefined,
    )
    return looked
  }
}

/**
 * What words count for where they stand: those that follow each other in the query and do so, or one word apart, in the
 * text or its title, and all for their share of the title.
 */
function placesOf(
  worth: readonly number[],
  weights: { readonly inTitle: number; readonly anywhere: number; readonly ofTitle: number },
): (found: Occurrences) => number {
  const all = worth.reduce((sum, one) => sum + one, 0)
  const times = new Uint16Array(worth.length)
  const inTitle = new Uint8Array(worth.length)
  return found => {
    const { count, ids, places, parts } = found
    times.fill(0)
    inTitle.fill(0)
    for (let first = 0; first < count; first += 1) {
      const place = places[first] ?? -1
      const next = (ids[first] ?? 0) + 1
      // A compound stands nowhere; in the title the word after it may still be the next.
      if (place < 0 && parts[first] !== 0) continue
      for (let second = first + 1; second < count && (places[second] ?? 0) <= place + 2; second += 1) {
        if (ids[second] !== next || (places[second] ?? 0) <= place) continue
        times[next - 1] = (times[next - 1] ?? 0) + 1
        if (parts[first] === 0) inTitle[next - 1] = 1
        break
      }
    }
    let sum = weights.ofTitle * all * (wordsInTitle(found) / Math.max(1, found.titleLength))
    for (let i = 1; i < worth.length; i += 1) {
      const often = times[i] ?? 0
      const both = (worth[i - 1] ?? 0) + (worth[i] ?? 0)
      if (often > 0) sum += weights.anywhere * ((both * often) / (often + 1))
      if (inTitle[i] === 1) sum += weights.inTitle * both
    }
    return sum
  }
}

/** How many words of the title are wanted; a compound stands where its words do. */
function wordsInTitle({ count, places, parts }: Occurrences): number {
  let words = 0
  let last = -1
  for (let at = 0; at < count && parts[at] === 0; at += 1) {
    const place = places[at] ?? -1
    if (place <= last) continue
    last = place
    words += 1
  }
  return words
}
