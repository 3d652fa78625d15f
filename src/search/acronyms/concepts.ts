import { stem } from '../text.ts'
import { type Acronyms, acronymOf, type CountedPair, isAlsoWord } from './acronyms.ts'

/** A word of a query, in order, stop words too. */
export interface QueryWord {
  readonly typed: string
  /** Folded. */
  readonly word: string
}

/** How a concept may be said, and how sure it is that this is meant where it is said: 0 to 1. */
export interface Form {
  /** The stems that stand one after the other; an acronym is one. */
  readonly stems: readonly string[]
  readonly sure: number
}

/** An acronym or a long form in a query, and how else papers say it, the surest first. */
export interface Concept {
  /** The words of the query that it is: so many from this place. */
  readonly first: number
  readonly length: number
  readonly own: readonly string[]
  readonly others: readonly Form[]
}

/** What fewer of an acronym's definitions mean is left out; nor are there more forms than these. */
const LEAST_SHARE = 0.1
const MOST_FORMS = 4
/** A longer form than any of more than a few papers; each length is looked up at each place. */
const LONGEST = 8

/**
 * The concepts of a query in order, none over another, of two long forms the longer one. An acronym that is a
 * common word as well (`ACT`) counts only in capitals, and is no other form of what it stands for, since the
 * index does not know capitals. Never throws.
 */
export function conceptsIn(words: readonly QueryWord[], acronyms: Acronyms): readonly Concept[] {
  const stems = words.map(({ word }) => stem(word))
  const found: Concept[] = []
  let free = 0
  for (const [first, word] of words.entries()) {
    if (first < free) continue
    const concept = longFormAt(stems, first, acronyms) ?? acronymAt(word, first, acronyms)
    if (!concept) continue
    found.push(concept)
    free = first + concept.length
  }
  return found
}

function longFormAt(stems: readonly string[], first: number, acronyms: Acronyms): Concept | undefined {
  for (let length = Math.min(LONGEST, stems.length - first); length > 1; length -= 1) {
    const own = stems.slice(first, first + length)
    const pairs = acronyms.shortsOf(own.join(' ')).filter(({ short }) => !isAlsoWord(short))
    const others = formsOf(pairs, ({ short }) => [stem(short)], acronyms)
    if (others.length > 0) return { first, length, own, others }
  }
  return undefined
}

function acronymAt({ typed, word }: QueryWord, first: number, acronyms: Acronyms): Concept | undefined {
  const written = acronymOf(typed)
  const short = [written, written.replace(/s$/, '')].find(form => acronyms.longsOf(form).length > 0)
  if (short === undefined || (isAlsoWord(short) && !/\p{Lu}.*\p{Lu}/u.test(typed))) return undefined
  const others = formsOf(acronyms.longsOf(short), ({ long }) => long.split(' '), acronyms)
  return others.length > 0 ? { first, length: 1, own: [stem(word)], others } : undefined
}

function formsOf(
  pairs: readonly CountedPair[],
  stemsOf: (pair: CountedPair) => readonly string[],
  acronyms: Acronyms,
): readonly Form[] {
  const share = ({ short, papers }: CountedPair): number =>
    papers / acronyms.longsOf(short).reduce((sum, pair) => sum + pair.papers, 0)
  return pairs
    .map(pair => ({ stems: stemsOf(pair), sure: share(pair) }))
    .filter(({ sure }) => sure >= LEAST_SHARE)
    .sort((a, b) => b.sure - a.sure)
    .slice(0, MOST_FORMS)
}
