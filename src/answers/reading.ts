import type { Paper } from '../papers.ts'
import { isStopWord, stem, type Token, tokens } from '../search/text.ts'
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
  const title = tokens(paper.title)
  const words = later(() => new Set([...title, ...tokens(paper.abstract)].map(({ word }) => word)))
  const read = {
    sentences: sentences(paper.abstract).map(({ text }) => readSentence(paper, text)),
    title: new Set(title.map(({ word }) => stem(word))),
    get words() {
      return words()
    },
  }
  readings.set(paper, read)
  return read
}

/** A line about a paper needs its words alone; what only comparing needs is made when it is first asked for. */
function readSentence(paper: Paper, text: string): Sentence {
  const said = tokens(text)
  const stems = later(() => subjectsAmong(said))
  const letters = later(() => piecesOf(said))
  return {
    paper,
    text,
    has: new Set(said.map(({ word }) => stem(word))),
    get stems() {
      return stems()
    },
    get pieces() {
      return letters()
    },
  }
}

function later<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

/** The stems of the words that carry a subject, in order. */
export function subjects(text: string): readonly string[] {
  return subjectsAmong(tokens(text))
}

function subjectsAmong(said: readonly Token[]): readonly string[] {
  return said.flatMap(({ word, compound }) => (compound || isStopWord(word) ? [] : [stem(word)]))
}

/** How often each run of four letters stands in the words of a text, their ends included. */
export function pieces(text: string): ReadonlyMap<string, number> {
  return piecesOf(tokens(text))
}

function piecesOf(said: readonly Token[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { word, compound } of said) {
    if (compound || isStopWord(word)) continue
    for (let at = 0; at === 0 || at + 2 <= word.length; at += 1) {
      const piece = `_${word}_`.slice(at, at + 4)
      found.set(piece, (found.get(piece) ?? 0) + 1)
    }
  }
  return found
}
