import { isStopWord, stem, tokens } from '../text.ts'

/** A short form where a text defines it: `post-training quantization (PTQ)`. */
export interface Definition {
  /** As written, without the `s` of a plural and without hyphens: `KAN` for `KANs`, `kNN` for `k-NN`. */
  readonly short: string
  /** As written, LaTeX commands and braces aside. */
  readonly long: string
}

/** Longer ones are names or words; so Schwartz and Hearst. */
const LONGEST_SHORT = 10
/** Longer parentheses are asides. */
const LONGEST_LONG = 120
const PARENTHESIS = /\(([^()]{2,140})\)/g
const SHORT = /^(?=.{2,12}$)[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*$/
const LAST_SHORT = /(?:^|[\s"'`])([A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*)["'`]*\s*$/

/**
 * The definitions of a text, in both orders, by the method of Schwartz and Hearst 2003: every sign of the
 * short form stands in the long one in this order, the first at the beginning of a word. Where the signs
 * are the first letters of all words but stop words, that reading wins: theirs would read `Self-Supervised
 * Learning (SSL)` as `Supervised Learning`. Never throws.
 */
export function definitionsIn(text: string): readonly Definition[] {
  if (!text.includes('(')) return []
  const plain = text.replace(/\\[a-zA-Z]+\s*\{|[{}$]|\*\*/g, '')
  const found: Definition[] = []
  for (const {
    0: { length },
    1: inside = '',
    index,
  } of plain.matchAll(PARENTHESIS)) {
    const before = plain.slice(Math.max(0, index - LONGEST_LONG - length), index)
    const [piece = ''] = inside.split(/[,;:]|\be\.g\b|\bi\.e\b/)
    const defined = shortOf(piece.trim().replace(/^["'`]+|["'`]+$/g, ''))
    const long = defined && longEnding(before.replace(/^.*(?:[.!?;:,]\s|[()])/s, '').trimEnd(), defined)
    if (defined && long) {
      found.push({ short: defined, long })
      continue
    }
    const named = shortOf(LAST_SHORT.exec(before)?.[1] ?? '')
    const spelled = inside.split(/[,;:]/)[0]?.trim() ?? ''
    if (named && longEnding(spelled, named) === spelled) found.push({ short: named, long: spelled })
  }
  return found.filter(({ long }) => stemsOf(long).length > 1)
}

/** A long form as it is compared: the stems of its words, stop words too. */
export function stemsOf(long: string): readonly string[] {
  return tokens(long).flatMap(({ word, compound }) => (compound ? [] : [stem(word)]))
}

/** A piece of text as a short form, or undefined: two capitals at least, or one beside a digit. */
function shortOf(piece: string): string | undefined {
  if (!SHORT.test(piece)) return undefined
  const short = piece.replace(/[-/]/g, '').replace(/(?<=[A-Z].*[A-Z0-9].*)s$/, '')
  const capitals = short.match(/[A-Z]/g)?.length ?? 0
  const telling = capitals >= 2 || (capitals === 1 && /\d/.test(short))
  return telling && short.length >= 2 && short.length <= LONGEST_SHORT ? short : undefined
}

/** The end of `text` that `short` stands for. */
function longEnding(text: string, short: string): string | undefined {
  const words = text.split(/\s+/)
  const window = words.slice(-Math.min(short.length + 5, 2 * short.length)).join(' ')
  if (window.length > LONGEST_LONG || /[^\p{L}\p{N}]$/u.test(window)) return undefined
  // `text-to-image (T2I)`, `image for x (I4X)`: a digit may sound like a word.
  for (const signs of new Set([short, short.replace(/2/g, 't').replace(/4/g, 'f')])) {
    const start =
      byInitials(window, signs.toLowerCase()) ?? byLetters(window.toLowerCase(), signs.toLowerCase())
    const long = start === undefined ? '' : window.slice(start)
    const itself = long.split(/[^\p{L}\p{N}]+/u).some(word => word.toLowerCase() === short.toLowerCase())
    if (long.length > short.length && !itself) return long
  }
  return undefined
}

function byInitials(window: string, signs: string): number | undefined {
  const words = [...window.matchAll(/[\p{L}\p{N}]+/gu)]
  let sign = signs.length - 1
  for (const { 0: word, index } of words.reverse()) {
    const folded = word.toLowerCase()
    if (folded[0] === signs[sign]) sign -= 1
    else if (!isStopWord(folded)) return undefined
    // `Multi-modal` begins with its first half.
    if (sign < 0)
      return (
        index -
        (new RegExp(`${signs[0]}[\\p{L}\\p{N}]*-$`, 'iu').exec(window.slice(0, index))?.[0].length ?? 0)
      )
  }
  return undefined
}

/** As in the appendix of Schwartz and Hearst: from the right, each sign at its last place before the next. */
function byLetters(window: string, signs: string): number | undefined {
  let at = window.length
  for (let sign = signs.length - 1; sign >= 0; sign -= 1) {
    do at -= 1
    while (
      at >= 0 &&
      (window[at] !== signs[sign] || (sign === 0 && at > 0 && /[\p{L}\p{N}]/u.test(window[at - 1] ?? '')))
    )
    if (at < 0) return undefined
  }
  return at
}
