import { stemmer } from 'stemmer'

/** ROUGE F1 of words, of pairs of words and of the longest common subsequence, each from 0 to 1. */
export interface Rouge {
  readonly rouge1: number
  readonly rouge2: number
  readonly rougeL: number
}

/** The measures of ROUGE that are given, in this order. */
export const MEASURES = ['rouge1', 'rouge2', 'rougeL'] as const

/**
 * ROUGE (Lin 2004) of a line against references: for each measure that of the reference it agrees with best. Words are
 * runs of small English letters and digits, those longer than 3 by their Porter stem, as in Google's rouge_score.
 */
export function rouge(line: string, references: readonly string[]): Rouge {
  const own = wordsOf(line)
  const others = references.map(wordsOf)
  const best = (f1: (other: readonly string[]) => number) => Math.max(0, ...others.map(f1))
  return {
    rouge1: best(other => ngramF1(own, other, 1)),
    rouge2: best(other => ngramF1(own, other, 2)),
    rougeL: best(other => harmonic(longestCommon(own, other), own.length, other.length)),
  }
}

export function wordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.map(word => (word.length > 3 ? stemmer(word) : word))
}

function ngramF1(own: readonly string[], other: readonly string[], size: number): number {
  const [a, b] = [ngrams(own, size), ngrams(other, size)]
  const common = [...a].reduce((sum, [gram, times]) => sum + Math.min(times, b.get(gram) ?? 0), 0)
  return harmonic(common, own.length - size + 1, other.length - size + 1)
}

function ngrams(words: readonly string[], size: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let at = 0; at + size <= words.length; at += 1) {
    const gram = words.slice(at, at + size).join(' ')
    found.set(gram, (found.get(gram) ?? 0) + 1)
  }
  return found
}

/** The length of the longest list of words that both have in this order, others between them. */
function longestCommon(own: readonly string[], other: readonly string[]): number {
  let above = new Array<number>(other.length + 1).fill(0)
  for (const word of own) {
    const row = [0]
    for (const [at, its] of other.entries())
      row.push(word === its ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0))
    above = row
  }
  return above.at(-1) ?? 0
}

/** The harmonic mean of the common share of either. */
function harmonic(common: number, own: number, other: number): number {
  return common === 0 ? 0 : (2 * common) / (own + other)
}
