import type { Paper } from '../../papers.ts'
import { isStopWord, stem, type Token, tokens } from '../text.ts'

/** A phrase as papers write it, with the words that nearly always stand beside it. */
export interface Wording {
  readonly name: string
  /** Folded, in order. */
  readonly words: readonly string[]
}

/** A word beside a phrase belongs to it when it stands there in so many of the papers, and no phrase grows longer. */
const BELONGS = 0.7
const MOST_WORDS = 5
const LONGEST_NAME = 50
/** A piece of a compound, such as the *bench* of SWE-bench, is no topic when it is one so often. */
const A_PIECE = 0.5
/** Words of a phrase are parted by no more than this. */
const GAP = /^(?:\s+|[-‐‑–_]|)$/
const HYPHEN = /^[-‐‑–_]$/

/** What stands in one text of a paper. */
export interface ReadText {
  readonly from: 'title' | 'abstract'
  readonly text: string
  readonly words: readonly Token[]
  readonly stems: readonly string[]
}

/** Where a phrase stands in a text, by the places of its first and its last word. */
interface Occurrence extends ReadText {
  readonly paper: number
  readonly first: number
  readonly last: number
}

/** Title and abstract, cut into words once for all phrases. */
export function readTexts(paper: Pick<Paper, 'title' | 'abstract'>): readonly ReadText[] {
  return (['title', 'abstract'] as const).map(from => {
    const text = paper[from]
    const words = tokens(text).filter(({ compound }) => !compound)
    return { from, text, words, stems: words.map(({ word }) => stem(word)) }
  })
}

/** How the papers that say a phrase, given by its stems, write it; undefined where it is no unit to them. */
export function wordingOf(
  phrase: readonly string[],
  papers: readonly (readonly ReadText[])[],
): Wording | undefined {
  const said = papers.flatMap((texts, paper) => texts.flatMap(text => occurrencesIn(text, paper, phrase)))
  if (2 * papersOf(said) < papers.length) return undefined
  const all = grown(said, papers.length).map(trimmed)
  if (all.filter(isPiece).length > A_PIECE * all.length) return undefined
  // In an abstract names have capitals and nothing else has.
  const inAbstracts = all.filter(({ from }) => from === 'abstract')
  const spellings = mostFrequent((inAbstracts.length > 0 ? inAbstracts : all).map(written))
  // It has a capital at the beginning of a sentence too.
  const [first] = spellings
  const small = first && first.charAt(0).toLowerCase() + first.slice(1)
  const name = spellings.find(spelling => spelling === small) ?? first
  const [example] = all
  if (name === undefined || name.length > LONGEST_NAME || !example) return undefined
  return { name, words: example.words.slice(example.first, example.last + 1).map(({ word }) => word) }
}

/** The occurrences with every word that belongs to the phrase. */
function grown(all: readonly Occurrence[], papers: number): readonly Occurrence[] {
  if (lengthOf(all) >= MOST_WORDS) return all
  const longer = withNext(all, 1, papers) ?? withNext(all, -1, papers)
  return longer ? grown(longer, papers) : all
}

function occurrencesIn(read: ReadText, paper: number, phrase: readonly string[]): readonly Occurrence[] {
  const found: Occurrence[] = []
  for (let first = 0; first + phrase.length <= read.stems.length; first += 1) {
    const last = first + phrase.length - 1
    if (!phrase.every((one, at) => read.stems[first + at] === one)) continue
    const unbroken = phrase.every((_, at) => at === 0 || GAP.test(gap(read, first + at)))
    if (unbroken) found.push({ ...read, paper, first, last })
  }
  return found
}

/** What stands before the word of a place. */
const gap = ({ text, words }: ReadText, at: number): string =>
  text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? text.length)

const lengthOf = ([one]: readonly Occurrence[]): number => (one ? one.last - one.first + 1 : 0)
const papersOf = (all: readonly Occurrence[]): number => new Set(all.map(({ paper }) => paper)).size

/** The occurrences with the word after (1) or before (-1) them that belongs to the phrase; undefined when none does. */
function withNext(
  all: readonly Occurrence[],
  step: 1 | -1,
  papers: number,
): readonly Occurrence[] | undefined {
  const beside = all.flatMap(one => {
    const at = step === 1 ? one.last + 1 : one.first - 1
    const next = one.stems[at]
    const between = gap(one, step === 1 ? at : one.first)
    if (next === undefined || !GAP.test(between)) return []
    return [{ next, one: step === 1 ? { ...one, last: at } : { ...one, first: at } }]
  })
  const [likeliest] = mostFrequent(beside.map(({ next }) => next))
  const same = beside.filter(({ next }) => next === likeliest).map(({ one }) => one)
  return papersOf(same) >= BELONGS * papers ? same : undefined
}

/** Without the stop words at both ends, unless a hyphen ties the first to the phrase. */
function trimmed(one: Occurrence): Occurrence {
  let { first, last } = one
  const isIdle = (at: number) => isStopWord(one.words[at]?.word ?? '')
  while (first < last && isIdle(first) && !HYPHEN.test(gap(one, first + 1))) first += 1
  while (last > first && isIdle(last)) last -= 1
  return { ...one, first, last }
}

/** Whether a hyphen ties it to another word. */
function isPiece(one: Occurrence): boolean {
  return HYPHEN.test(gap(one, one.first)) || HYPHEN.test(gap(one, one.last + 1).slice(0, 1))
}

function written({ text, words, first, last }: Occurrence): string {
  return text.slice(words[first]?.start, words[last]?.end).replace(/\s+/g, ' ')
}

/** Each once, the most frequent first, of equals the earliest. */
function mostFrequent(all: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([one]) => one)
}
