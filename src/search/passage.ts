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
  const inAbstract = wantedIn(paper.abstract, weights)
  const all = sentences(paper.abstract)
  let [first = { start: 0, end: 0 }] = all
  let most = 0
  for (const sentence of all) {
    const stems = new Set(within(inAbstract, sentence.start, sentence.end).map(found => found.stem))
    const weight = [...stems].reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0)
    if (weight > most) [first, most] = [sentence, weight]
  }
  const inTitle = most === 0 ? wantedIn(paper.title, weights) : []
  if (inTitle.length > 0 || first.end === 0) {
    return cut(paper.title, { start: 0, end: paper.title.length }, marksOf(inTitle), 'title', limit)
  }
  return cut(paper.abstract, first, marksOf(within(inAbstract, first.start, first.end)), 'abstract', limit)
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

function within(all: readonly Found[], start: number, end: number): readonly Found[] {
  return all.filter(found => found.start >= start && found.end <= end)
}

/** The places, in order; those that overlap, as the parts of a compound do, are one. */
function marksOf(all: readonly Found[]): readonly Mark[] {
  const marks: [number, number][] = []
  for (const { start, end } of all.toSorted((a, b) => a.start - b.start)) {
    const last = marks.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks
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
