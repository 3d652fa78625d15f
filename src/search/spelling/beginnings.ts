import { createColumn, wholes } from '../index/column.ts'

/** Which words begin so: chains of the words that share their first three signs. */
export interface Beginnings {
  /** Puts a word in; each number once. */
  put(word: string, number: number): void
  /** Tells the numbers of all words that begin with `prefix`, and of others with the same first signs. */
  each(prefix: string, tell: (number: number) => void): void
  /** The chains as they are now, for `createBeginnings`; to be written out before the next change. */
  saved(): SavedBeginnings
}

/** All chains, for a snapshot. */
export interface SavedBeginnings {
  readonly heads: Uint32Array<ArrayBuffer>
  /** By number: the word before in its chain, 0 for none. */
  readonly next: Uint32Array<ArrayBuffer>
}

/** Nothing or any other sign, the 26 letters, the 10 digits. */
const KINDS = 37
const SIGNS = 3

/** Takes back what `saved` gave without copying it, and goes on writing there. */
export function createBeginnings(saved?: SavedBeginnings): Beginnings {
  const heads = saved?.heads ?? new Uint32Array(KINDS ** SIGNS)
  const next = createColumn(wholes, saved?.next)
  let highest = (saved?.next.length ?? 1) - 1
  return {
    put(word, number) {
      const chain = chainOf(word)
      highest = Math.max(highest, number)
      next.set(number, heads[chain] ?? 0)
      heads[chain] = number
    },
    each(prefix, tell) {
      const first = chainOf(prefix)
      const chains = KINDS ** Math.max(0, SIGNS - prefix.length)
      for (let chain = first; chain < first + chains; chain += 1) {
        for (let number = heads[chain] ?? 0; number !== 0; number = next.at(number)) tell(number)
      }
    },
    saved: () => ({ heads, next: next.saved(highest + 1) }),
  }
}

function chainOf(word: string): number {
  let chain = 0
  for (let at = 0; at < SIGNS; at += 1) chain = chain * KINDS + kindOf(word.charCodeAt(at))
  return chain
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96
  return code >= 48 && code <= 57 ? code - 21 : 0
}
