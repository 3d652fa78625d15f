import type { Likely, Vocabulary } from './spelling.ts'

/** Which words stand in papers together, inflection aside. */
export interface Company {
  /** Papers in all. */
  readonly size: number
  /** In how many papers a word is. */
  papers(word: string): number
  /** In how many of them another is too; those that have both in the title may count more. An estimate will do. */
  together(word: string, other: string): number
}

/** What a word of a query was meant for. */
export interface Meant {
  /** One word, or the two that were written as one. */
  readonly words: readonly string[]
  /** Whether they are meant instead of what was typed, which no paper has; else besides it. */
  readonly instead: boolean
}

/** So many of the likeliest words are looked at more closely. */
const MOST_LIKELY = 8
/** Beside so many of the other words, the rarest, which tell most. */
const MOST_OTHERS = 2
/** So many papers of the other word are needed to outweigh what all papers say (a Dirichlet prior). */
const PRIOR = 20
/** A word of so few papers may be a slip of theirs, if a word at one slip is in ten times as many. */
const RARE = 10
const FAR_MORE = 10
/** Neither part of two words written as one is shorter, or of fewer papers. */
const SHORTEST_PART = 3
const PART_IN = 5

/**
 * What a word of a query was meant for, among the query's `others`; undefined when it stands as typed. A
 * word that is `last` may be unfinished. Words in rare company are less likely than words that are often
 * in this one: `recurrent memory` for `ecurrent memory`, though `current` is the more frequent word.
 */
export function meantBy(
  word: string,
  others: readonly string[],
  last: boolean,
  vocabulary: Vocabulary,
  company: Company,
): Meant | undefined {
  const itself = company.papers(word)
  if (itself > RARE) return undefined
  const telling = others
    .map(other => ({ other, papers: company.papers(other) }))
    .filter(({ papers }) => papers > RARE)
    .sort((a, b) => a.papers - b.papers)
    .slice(0, MOST_OTHERS)
  /** The logarithm of how much more likely a word is beside the others than anywhere. */
  const fit = (candidate: string): number => {
    const share = company.papers(candidate) / company.size
    return telling.reduce((sum, { other, papers }) => {
      const beside = (company.together(candidate, other) + PRIOR * share) / (papers + PRIOR)
      return share === 0 ? sum : sum + Math.log(beside / share)
    }, 0)
  }
  if (itself > 0) {
    const frequent = vocabulary
      .likely(word, MOST_LIKELY)
      .filter(({ word: other, slips }) => slips === 1 && vocabulary.count(other) >= FAR_MORE * itself)
    const found = best(frequent, fit)
    return found && { words: [found.word], instead: false }
  }
  const found = best(vocabulary.likely(word, MOST_LIKELY, last), fit)
  const parts = found?.slips === 1 ? undefined : partsOf(word, vocabulary, company)
  return parts || found ? { words: parts ?? [found?.word ?? word], instead: true } : undefined
}

function best(likely: readonly Likely[], fit: (word: string) => number): Likely | undefined {
  const [first] = likely
    .map(candidate => ({ candidate, score: candidate.score + fit(candidate.word) }))
    .sort((a, b) => b.score - a.score)
  return first?.candidate
}

/** Two words written as one, `languagemodels`: those that stand in most papers together. */
function partsOf(word: string, vocabulary: Vocabulary, company: Company): readonly string[] | undefined {
  let [parts, most]: [string[] | undefined, number] = [undefined, 0]
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at += 1) {
    const [left, right] = [word.slice(0, at), word.slice(at)]
    if (vocabulary.count(left) < PART_IN || vocabulary.count(right) < PART_IN) continue
    const papers = company.together(left, right)
    if (papers > most) [parts, most] = [[left, right], papers]
  }
  return parts
}
