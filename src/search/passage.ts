import type { Paper, Passage } from '../papers.ts'
import { sentences } from '../sentences.ts'
import { stem, tokens } from './text.ts'

/** A passage that may be cut: what is missing before or after it stays in the paper. */
export interface Excerpt extends Passage {
  readonly from: 'title' | 'abstract'
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** Two or three lines on a telephone. */
export const LONGEST_EXCERPT = 240

type Mark = readonly [number, number]
type Stretch = { readonly start: number; readonly end: number }
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Why a paper is a hit: the sentence of its abstract with the weightiest of the wanted words, marked; the
 * title if only that has any, the first sentence if nothing has. `weights` are by stem. The text is an
 * exact substring of abstract or title, at most `limit` UTF-16 units, cut between graphemes.
 */
export function excerpt(
  paper: Paper,
  weights: ReadonlyMap<string, number>,
  limit = LONGEST_EXCERPT,
): Excerpt {
  const all = sentences(paper.abstract)
  const chosen = weightiest(all, ({ text }) => wantedIn(text, weights).map(({ stem }) => stem), weights)
  return excerptOf(paper, chosen ?? (saysAny(paper.title, weights) ? undefined : all[0]), weights, limit)
}

/** The same, where the sentence of the abstract is known; of the title where there is none. */
export function excerptOf(
  { title, abstract }: Paper,
  sentence: Stretch | undefined,
  weights: ReadonlyMap<string, number>,
  limit = LONGEST_EXCERPT,
): Excerpt {
  const text = sentence ? abstract : title
  const { start, end } = sentence ?? { start: 0, end: title.length }
  const marks = marksOf(wantedIn(text.slice(start, end), weights), start)
  return cut(text, { start, end }, marks, sentence ? 'abstract' : 'title', limit)
}

/** The first of those whose words, each counted once, weigh most; undefined when none weighs anything. */
function weightiest<T, W>(
  all: Iterable<T>,
  wordsOf: (one: T) => Iterable<W>,
  weights: ReadonlyMap<W, number>,
): T | undefined {
  let found: T | undefined
  let most = 0
  for (const one of all) {
    let weight = 0
    for (const word of new Set(wordsOf(one))) weight += weights.get(word) ?? 0
    if (weight > most) [found, most] = [one, weight]
  }
  return found
}

interface Found {
  readonly stem: string
  readonly start: number
  readonly end: number
}

function wantedIn(text: string, weights: ReadonlyMap<string, number>): readonly Found[] {
  // A stem keeps the first two letters of its word; to ask these first saves most of the stemming.
  const beginnings = new Set([...weights.keys()].map(stem => stem.slice(0, 2)))
  return tokens(text)
    .filter(({ word }) => beginnings.has(word.slice(0, 2)))
    .map(({ word, start, end }) => ({ stem: stem(word), start, end }))
    .filter(found => weights.has(found.stem))
}

function saysAny(text: string, weights: ReadonlyMap<string, number>): boolean {
  return wantedIn(text, weights).length > 0
}

/** The places, in order; those that overlap, as the parts of a compound do, are one. */
function marksOf(all: readonly Found[], offset: number): readonly Mark[] {
  const marks: [number, number][] = []
  for (const { start, end } of all.toSorted((a, b) => a.start - b.start)) {
    const last = marks.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks.map(([start, end]) => [start + offset, end + offset])
}

/** The stretch, or so much of it around the most marks as the limit has room for. */
function cut(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  marks: readonly Mark[],
  from: Excerpt['from'],
  limit: number,
): Excerpt {
  let [low, high] = [start, end]
  if (end - start > limit) {
    const [runStart, runEnd] = longestRun(marks, limit) ?? [start, start]
    const around = Math.max(start, runStart - Math.max(0, Math.floor((limit - (runEnd - runStart)) / 2)))
    low = Math.max(start, Math.min(around, end - limit))
    high = low + limit
    // Whole words are cut from the ends where that costs no mark.
    const blank = text.slice(low, runStart).search(/\s/)
    if (low > start && blank >= 0) low += blank + 1
    const tail = text.slice(Math.max(runEnd, low), high + 1).search(/\s\S*$/)
    if (high < end && tail >= 0) high = Math.max(runEnd, low) + tail
    const segments = graphemes.segment(text)
    const at = segments.containing(low)
    if (at && at.index < low) low = at.index + at.segment.length
    high = Math.max(low, segments.containing(high)?.index ?? high)
  }
  return {
    text: text.slice(low, high),
    marks: marks
      .filter(mark => mark[0] >= low && mark[1] <= high)
      .map(mark => [mark[0] - low, mark[1] - low]),
    from,
    cutBefore: low > start,
    cutAfter: high < end,
  }
}

/** Where the most marks stand within the limit; the first such place. */
function longestRun(marks: readonly Mark[], limit: number): Mark | undefined {
  let run: Mark | undefined
  let [first, most] = [0, 0]
  for (const [last, [, end]] of marks.entries()) {
    while (first < last && end - (marks[first]?.[0] ?? 0) > limit) first += 1
    if (last - first + 1 <= most) continue
    most = last - first + 1
    run = [marks[first]?.[0] ?? 0, end]
  }
  return run
}
