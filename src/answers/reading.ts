import type { Paper } from '../papers.ts'
import { shippedVectors } from '../search/meaning/word-vectors.ts'
import { isStopWord, stem, type Token, tokens } from '../search/text.ts'
import { sentences } from '../sentences.ts'
import { later } from './later.ts'
import { type Letters, lettersOf, type Pieces, piecesOf } from './pieces.ts'
import { type RoleShares, rolesOf } from './roles.ts'

/** A sentence of an abstract, read for comparing. */
export interface Sentence {
  readonly paper: Paper
  readonly text: string
  /** Stems of the words that carry a subject, in order. */
  readonly stems: readonly string[]
  /** Stems of all words and compounds. */
  readonly has: ReadonlySet<string>
  readonly pieces: Pieces
  /** Its words and numbers, stop words among them but not `(1)`, in order and as stems. */
  readonly run: readonly string[]
  /** Of the words that carry a subject, each once: their numbers among the word vectors. */
  readonly vectorNumbers: readonly number[]
}

/** A paper, read for comparing. */
export interface Reading {
  readonly sentences: readonly Sentence[]
  /** Stems of its title, and folded words of title and abstract. */
  readonly title: ReadonlySet<string>
  readonly words: ReadonlySet<string>
  /** Stems of all words and compounds of its abstract. */
  readonly has: ReadonlySet<string>
  readonly letters: Letters
  /** What each of its sentences is there for. */
  readonly roles: readonly RoleShares[]
}

/** Reading costs a hundred times what comparing does, and threads ask about the same papers again. */
const readings = new WeakMap<Paper, Reading>()

/** A paper as it was read before, or read now; see `readingOf`. */
export function reading(paper: Paper): Reading {
  const known = readings.get(paper)
  if (known) return known
  const read = readingOf(
    paper,
    sentences(paper.abstract).map(({ text }) => text),
  )
  readings.set(paper, read)
  return read
}

/** The same of a paper whose abstract others have cut into sentences. */
export function readingOf(paper: Paper, texts: readonly string[]): Reading {
  const title = tokens(paper.title)
  const roles = later(() => rolesOf(texts))
  const words = later(() => new Set([...title, ...tokens(paper.abstract)].map(({ word }) => word)))
  const read = texts.map(text => readSentence(paper, text))
  const has = later(() => new Set(read.flatMap(sentence => [...sentence.has])))
  const letters = later(() => lettersOf(read.map(({ pieces }) => pieces)))
  return {
    sentences: read,
    title: new Set(title.map(({ word }) => stem(word))),
    get words() {
      return words()
    },
    get has() {
      return has()
    },
    get letters() {
      return letters()
    },
    get roles() {
      return roles()
    },
  }
}

/** `(1)` and `(iv)` count nothing. */
const enumerator = /\((?:\d{1,2}|[ivx]{1,4}|[a-h])\)/g

/** A line about a paper needs its words alone; what only comparing needs is made when it is first asked for. */
function readSentence(paper: Paper, text: string): Sentence {
  const said = tokens(text)
  const stems = later(() => subjectsAmong(said))
  const letters = later(() => piecesOf(said))
  const numbers = later(() =>
    [...new Set(stems())].map(word => shippedVectors().find(word)).filter(number => number > 0),
  )
  const run = later(() =>
    tokens(text.replace(enumerator, ' ')).flatMap(({ word, compound }) => (compound ? [] : [stem(word)])),
  )
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
    get run() {
      return run()
    },
    get vectorNumbers() {
      return numbers()
    },
  }
}

/** The stems of the words that carry a subject, in order. */
export function subjects(text: string): readonly string[] {
  return subjectsAmong(tokens(text))
}

function subjectsAmong(said: readonly Token[]): readonly string[] {
  return said.flatMap(({ word, compound }) => (compound || isStopWord(word) ? [] : [stem(word)]))
}
