import { isStopWord, type Token, tokens } from '../search/text.ts'

/** How often each run of four letters stands in the words of a text, their ends included. */
export interface Pieces {
  readonly counts: ReadonlyMap<string, number>
  /** Of the counts as a vector. */
  readonly length: number
}

/** What pieces weigh among the sentences of one text: more, the fewer of them have it. */
export interface Letters {
  weight(piece: string): number
  /** By sentence: of its counts as a vector, each times its weight. */
  readonly lengths: readonly number[]
}

/** The pieces of a text. */
export function pieces(text: string): Pieces {
  return piecesOf(tokens(text))
}

/** The same of a text whose words are known; stop words have none. */
export function piecesOf(said: readonly Token[]): Pieces {
  const counts = new Map<string, number>()
  for (const { word, compound } of said) {
    if (compound || isStopWord(word)) continue
    for (let at = 0; at === 0 || at + 2 <= word.length; at += 1) {
      const piece = `_${word}_`.slice(at, at + 4)
      counts.set(piece, (counts.get(piece) ?? 0) + 1)
    }
  }
  return { counts, length: Math.hypot(...counts.values()) }
}

/** What pieces weigh among these sentences. */
export function lettersOf(sentences: readonly Pieces[]): Letters {
  const having = new Map<string, number>()
  for (const { counts } of sentences) {
    for (const piece of counts.keys()) having.set(piece, (having.get(piece) ?? 0) + 1)
  }
  const weight = (piece: string) => Math.log1p(sentences.length / (0.5 + (having.get(piece) ?? 0)))
  return {
    weight,
    lengths: sentences.map(({ counts }) =>
      Math.hypot(...[...counts].map(([piece, count]) => count * weight(piece))),
    ),
  }
}
