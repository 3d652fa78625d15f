import type { Paper } from '../papers.ts'
import { isStopWord, stem, tokens } from '../search/text.ts'
import { sentences } from '../sentences.ts'

/** A sentence of an abstract, read for comparing. */
export interface Sentence {
  readonly paper: Paper
  readonly text: string
  /** Stems of the words that carry a subject, in order. */
  readonly stems: readonly string[]
  /** Stems of all words and compounds. */
  readonly has: ReadonlySet<string>
  readonly pieces: ReadonlyMap<string, number>
}

/** A paper, read for comparing. */
export interface Reading {
  readonly sentences: readonly Sentence[]
  /** Stems of its title, and folded words of title and abstract. */
  readonly title: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** Reading costs a hundred times what comparing does, and threads ask about the same papers again. */
const readings = new WeakMap<Paper, Reading>()

export function reading(paper: Paper): Reading {
  const known = readings.get(paper)
  if (known) return known
  const title = tokens(paper.title).map(({ word }) => word)
  const read = {
    sentences: sentences(paper.abstract).map(({ text }) => {
      const has = new Set(tokens(text).map(({ word }) => stem(word)))
      return { paper, text, stems: subjects(text), has, pieces: pieces(text) }
    }),
    title: new Set(title.map(stem)),
    words: new Set([...title, ...tokens(paper.abstract).map(({ word }) => word)]),
  }
  readings.set(paper, read)
  return read
}

/** The stems of the words that carry a subject, in order. */
export function subjects(text: string): readonly string[] {
  return tokens(text).flatMap(({ word, compound }) => (compound || isStopWord(word) ? [] : [stem(word)]))
}

/** How often each run of four letters stands in the words of a text, their ends included. */
export function pieces(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { word, compound } of tokens(text)) {
    if (compound || isStopWord(word)) continue
    for (let at = 0; at === 0 || at + 2 <= word.length; at += 1) {
      const piece = `_${word}_`.slice(at, at + 4)
      found.set(piece, (found.get(piece) ?? 0) + 1)
    }
  }
  return found
}
