import { ones } from '../index/bits.ts'
import { bytes, createColumn, wholes } from '../index/column.ts'
import { createBeginnings, type SavedBeginnings } from './beginnings.ts'
import { createDeletions, type SavedDeletions } from './deletions.ts'
import { slipsBetween, slipsIn } from './slips.ts'

/** The words that papers use, with in how many they occur, to mend what people mistype. */
export interface Vocabulary {
  /** Counts a word, by its number, in (1) or out (-1) for one paper. */
  note(word: number, change: 1 | -1): void
  /** In how many papers a word is, spelled so. */
  count(word: string): number
  /**
   * What a word may have been meant for, likeliest first, the first `most` of all: words that papers have,
   * at one or two slips from it; none for short words and those that have other signs than a to z. What is
   * `unfinished` may also be the most frequent word that begins so, which counts as one slip.
   */
  likely(word: string, most: number, unfinished?: boolean): readonly Likely[]
  /** The likeliest of these for a word that no paper has; undefined for others. */
  mend(word: string): string | undefined
  /** The words that begin so, most frequent first. */
  beginning(prefix: string, limit: number): readonly string[]
  /** All of it as it is now, for `createVocabulary`; to be written out before the next change. */
  saved(): SavedVocabulary
}

/** A word that another may have been meant for. */
export interface Likely {
  readonly word: string
  readonly slips: number
  /** The logarithm of how likely it is, up to a constant: of the papers that have it, less for each slip. */
  readonly score: number
}

/** All parts of a vocabulary but its words, for a snapshot. */
export interface SavedVocabulary extends SavedDeletions, SavedBeginnings {
  /** By word number, in how many papers it is. */
  readonly counts: Uint32Array<ArrayBuffer>
  /** By word number, see `LETTERS`, `LISTED` and `DEEP`. */
  readonly marks: Uint32Array<ArrayBuffer>
}

/** The words that a vocabulary counts have their numbers from here; a lexicon is one. */
export interface NumberedWords {
  /** The highest number given. */
  readonly size: number
  /** The number of a word; 0 when it has none. */
  find(word: string): number
  text(number: number): string
}

/** Shorter words are as near to others as to themselves. */
const SHORTEST = 3
/**
 * A vocabulary of fewer words lacks many that are spelled right: the bundled sample has no `robot`, which
 * is no slip for `root`. There a word may have one slip less.
 */
const WIDE = 10_000
/** A word of fewer papers is not meant by two slips; half of all words are of one, and take a third of the room so. */
const OFTEN = 2
/** What a slip takes from a likelihood, and what the same first letter, which people seldom miss, adds. */
const SLIP = 5
const SAME_START = 1

/** A bit for each letter a word has, from bit 1 on: with n slips two words differ in 2n bits at most. */
const LETTERS = 2 ** 27 - 1
/** Above them: whether the word is among the beginnings and deletions at all, and with two letters left out. */
const LISTED = 2 ** 30
const DEEP = 2 ** 29
const MENDABLE = /^[a-z]+$/

/** Takes back what `saved` gave, with the same words, without copying it, and goes on writing there. */
export function createVocabulary(words: NumberedWords, saved?: SavedVocabulary): Vocabulary {
  const deletions = createDeletions(saved)
  const beginnings = createBeginnings(saved)
  const counts = createColumn(wholes, saved?.counts)
  const marks = createColumn(wholes, saved?.marks)
  const seen = createColumn(bytes)
  let known = saved ? saved.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) : 0

  /** Lets a word be found as its count wants; it is never taken out again. */
  const place = (number: number, count: number): void => {
    const before = marks.at(number)
    const often = count >= OFTEN
    if ((before & LISTED) !== 0 && ((before & DEEP) !== 0 || !often)) return
    const word = words.text(number)
    if ((before & LISTED) === 0) beginnings.put(word, number)
    if (word.length >= SHORTEST && MENDABLE.test(word)) {
      const to = often ? slipsIn(word) : 1
      deletions.put(word, number, (before & LISTED) === 0 ? 0 : 2, to)
    }
    marks.set(number, (lettersIn(word) | LISTED | (often ? DEEP : 0)) >>> 0)
  }
  const count = (word: string): number => counts.at(words.find(word))
  const beginning = (prefix: string, limit: number): readonly string[] => {
    const found: { readonly word: string; readonly count: number }[] = []
    beginnings.each(prefix, number => {
      const count = counts.at(number)
      if (count === 0 || count < (found[limit - 1]?.count ?? 0)) return
      const word = words.text(number)
      if (!word.startsWith(prefix)) return
      const after = found.findIndex(
        other => other.count < count || (other.count === count && other.word > word),
      )
      found.splice(after < 0 ? found.length : after, 0, { word, count })
      if (found.length > limit) found.pop()
    })
    return found.map(({ word }) => word)
  }
  /** The words at up to `slips` slips, but not at none. */
  const near = (word: string, slips: number): readonly Likely[] => {
    if (slips === 0 || word.length < SHORTEST || !MENDABLE.test(word)) return []
    const numbers: number[] = []
    deletions.near(word, slips, number => {
      if (seen.at(number) === 0) numbers.push(number)
      seen.set(number, 1)
    })
    const letters = lettersIn(word)
    const found: Likely[] = []
    for (const number of numbers) {
      seen.set(number, 0)
      const count = counts.at(number)
      const allowed = count < OFTEN ? 1 : slips
      if (count === 0 || ones((marks.at(number) & LETTERS) ^ letters) > 2 * allowed) continue
      const candidate = words.text(number)
      const apart = slipsBetween(word, candidate, allowed)
      if (apart === 0 || apart > allowed) continue
      const score = Math.log(count) - SLIP * apart + (candidate[0] === word[0] ? SAME_START : 0)
      found.push({ word: candidate, slips: apart, score })
    }
    return found
  }
  const likely = (word: string, most: number, unfinished = false): readonly Likely[] => {
    const found = [...near(word, slipsIn(word) - (known < WIDE ? 1 : 0))]
    const [ending] = unfinished && word.length >= SHORTEST ? beginning(word, 1) : []
    if (ending !== undefined && ending !== word && found.every(other => other.word !== ending)) {
      const score = Math.log(counts.at(words.find(ending))) - SLIP + SAME_START
      found.push({ word: ending, slips: 1, score })
    }
    return found.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1)).slice(0, most)
  }

  return {
    note(word, change) {
      const before = counts.at(word)
      const after = before + change
      counts.set(word, after)
      if (before === 0) known += 1
      if (after === 0) known -= 1
      if (change > 0) place(word, after)
    },
    count,
    likely,
    mend: word => (count(word) > 0 ? undefined : likely(word, 1)[0]?.word),
    beginning,
    saved: () => ({
      ...deletions.saved(),
      ...beginnings.saved(),
      counts: counts.saved(words.size + 1),
      marks: marks.saved(words.size + 1),
    }),
  }
}

function lettersIn(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits & LETTERS
}
