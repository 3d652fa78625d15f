import { isStopWord, stem, tokens } from '../../src/search/text.ts'
import { arxivTextsOf } from './arxiv-papers.ts'

/** Papers as numbers of words: what training reads over and over. */
export interface TrainingTexts {
  /** The stems that enough papers have, the most frequent first. */
  readonly words: readonly string[]
  /** In how many papers each of them stands. */
  readonly frequencies: readonly number[]
  /** Title and abstract of each paper as places in `words`, in order; neither is empty. */
  readonly papers: readonly { readonly title: Int32Array; readonly abstract: Int32Array }[]
  /** Lines of the file that are no arXiv paper. */
  readonly leftOut: number
}

/**
 * Reads the arXiv papers of a JSON Lines file (`id`, `title`, `abstract`), packed where the name ends in `.zst` or
 * `.gz`. A word is what search looks up: a stem, also of compounds, no stop words. Those that fewer than
 * `fewest` papers have are left out. Throws an error that names the line where one is no such record.
 */
export function readTrainingTexts(file: string, fewest: number): TrainingTexts {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const numbered = (text: string): number[] =>
    tokens(text).flatMap(({ word }) => {
      if (isStopWord(word)) return []
      const number = numbers.getOrInsertComputed(stem(word), () => counts.push(0) - 1)
      return [number]
    })
  let leftOut = 0
  const read: { readonly title: Int32Array; readonly abstract: Int32Array }[] = []
  for (const texts of arxivTextsOf(file)) {
    if (!texts) {
      leftOut += 1
      continue
    }
    const paper = {
      title: Int32Array.from(numbered(texts.title)),
      abstract: Int32Array.from(numbered(texts.abstract)),
    }
    for (const number of new Set([...paper.title, ...paper.abstract]))
      counts[number] = (counts[number] ?? 0) + 1
    read.push(paper)
  }
  const stems = [...numbers.keys()]
  const frequent = [...counts.keys()]
    .filter(number => (counts[number] ?? 0) >= fewest)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const places = new Int32Array(counts.length).fill(-1)
  for (const [place, number] of frequent.entries()) places[number] = place
  const placed = (text: Int32Array) => text.map(number => places[number] ?? -1).filter(place => place >= 0)
  return {
    words: frequent.map(number => stems[number] ?? ''),
    frequencies: frequent.map(number => counts[number] ?? 0),
    papers: read
      .map(({ title, abstract }) => ({ title: placed(title), abstract: placed(abstract) }))
      .filter(({ title, abstract }) => title.length > 0 && abstract.length > 0),
    leftOut,
  }
}
