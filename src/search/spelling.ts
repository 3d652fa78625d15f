import Fuse from 'fuse.js'
import { ones } from './bits.ts'

/**
 * The words that papers use, with in how many they occur, to mend what people mistype. No query costs
 * more than one pass over two numbers a word and one look of fuse.js at a few dozen words.
 */
export interface Vocabulary {
  /** Counts a folded word in (1) or out (-1) for one paper. */
  note(word: string, change: 1 | -1): void
  knows(word: string): boolean
  /** The word that was probably meant; undefined for words that are known, short, or have a digit. */
  mend(word: string): string | undefined
  /** The words that begin so, most frequent first. */
  beginning(prefix: string, limit: number): readonly string[]
}

/** Shorter words are as near to others as to themselves. */
const SHORTEST = 4
/** fuse.js takes some 10 µs a word. */
const MOST_CANDIDATES = 60
/** fuse.js takes patterns of 32 letters apart; a longer word is not mended by its end. */
const LONGEST_WORD = 28
/** Words of six letters and more may have two slips (Damerau 1964: four in five mistyped words have one). */
const slipsIn = (word: string): number => (word.length < 6 ? 1 : 2)
/**
 * A vocabulary of fewer words lacks many that are spelled right: the bundled sample has no `robot`, which
 * is no slip for `root`. There a word may have one slip less.
 */
const WIDE = 10_000

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>()
  const words: string[] = []
  const counts: number[] = []
  /** Which letters a word has and which pairs of letters, as bits: near words share most of them. */
  const letters: number[] = []
  const pairs: number[] = []

  let known = 0

  const count = (word: string): number => counts[numbers.get(word) ?? -1] ?? 0

  const candidates = (word: string, slips: number): string[] => {
    const [itsLetters, itsPairs] = [letterBits(word), pairBits(word)]
    const byUnlikeness: number[][] = Array.from({ length: 33 }, () => [])
    for (let number = 0; number < words.length; number += 1) {
      const others = ones((letters[number] ?? 0) ^ itsLetters)
      if (others > 2 * slips || (counts[number] ?? 0) === 0) continue
      const longer = Math.abs((words[number]?.length ?? 0) - word.length)
      if (longer > slips) continue
      // Two letters swapped change three pairs, one letter put wrong only two.
      const swap = others + longer === 0 ? 3 : 0
      byUnlikeness[Math.max(0, ones((pairs[number] ?? 0) ^ itsPairs) - swap)]?.push(number)
    }
    const likeliest: number[] = []
    for (const alike of byUnlikeness) {
      if (likeliest.length >= MOST_CANDIDATES) break
      likeliest.push(...alike.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)))
    }
    return likeliest.slice(0, MOST_CANDIDATES).map(number => words[number] ?? '')
  }

  return {
    note(word, change) {
      let number = numbers.get(word)
      if (number === undefined) {
        number = words.length
        numbers.set(word, number)
        words.push(word)
        counts.push(0)
        letters.push(letterBits(word))
        pairs.push(pairBits(word))
      }
      const before = counts[number] ?? 0
      counts[number] = before + change
      if (before === 0) known += 1
      if (before + change === 0) known -= 1
    },
    knows: word => count(word) > 0,
    mend(word) {
      if (word.length < SHORTEST || /[^a-z]/.test(word) || count(word) > 0) return undefined
      const slips = slipsIn(word) - (known < WIDE ? 1 : 0)
      const frequent = candidates(word, slips).sort((a, b) => count(b) - count(a))
      return slips === 0 ? undefined : nearest(word, frequent, slips)
    },
    beginning(prefix, limit) {
      const found: string[] = []
      for (const [number, word] of words.entries()) {
        if ((counts[number] ?? 0) > 0 && word.startsWith(prefix)) found.push(word)
      }
      return found.sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1)).slice(0, limit)
    },
  }
}

/**
 * The candidate at the fewest slips from `typed`, if they are few for its length; among equals one with
 * the same first letter, which people seldom miss, then the earlier. Give it at most some dozens.
 */
export function nearest(
  typed: string,
  candidates: readonly string[],
  slips = slipsIn(typed),
): string | undefined {
  const word = typed.slice(0, LONGEST_WORD)
  const threshold = 2 / framed(word).length
  const options = { includeScore: true, ignoreLocation: true, ignoreFieldNorm: true, threshold }
  const [found] = new Fuse(candidates.map(framed), options)
    .search(framed(word))
    .map(({ score = 1, refIndex: place }) => {
      const item = candidates[place] ?? ''
      // The score is slips by letters; two letters swapped are one slip to people and two to fuse.js.
      const apart = swapped(word, item) ? 1 : Math.round(score * framed(word).length)
      return { item, apart, first: item[0] === word[0] ? 0 : 1, place }
    })
    .filter(candidate => candidate.apart <= slips)
    .sort((a, b) => a.apart - b.apart || a.first - b.first || a.place - b.place)
  return found?.item
}

/** fuse.js looks for a word anywhere in another, and finds `form` in `former`; in a frame it must be all of it. */
function framed(word: string): string {
  return `<<${word}>>`
}

/** Whether two words differ by two neighbouring letters in the wrong order. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

function letterBits(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31)
  return bits
}

function pairBits(word: string): number {
  let bits = 0
  for (let at = 0; at <= word.length; at += 1) {
    const pair = (word.charCodeAt(at - 1) || 0) * 31 + (word.charCodeAt(at) || 0)
    bits |= 1 << (Math.imul(pair, 0x9e3779b1) >>> 27)
  }
  return bits
}
