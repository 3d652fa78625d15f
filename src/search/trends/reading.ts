import { setImmediate as othersWork } from 'node:timers/promises'
import type { PostingLists } from '../index/posting-lists.ts'
import { type Field, walk } from '../index/sequences.ts'

/** What works through many documents gives way after so many milliseconds. */
const TURN_MS = 4

/** Does something with each, letting others work in between. Rejects with what it throws. */
export async function inTurns<T>(all: Iterable<T>, each: (one: T) => void): Promise<void> {
  let began = performance.now()
  for (const one of all) {
    each(one)
    if (performance.now() - began < TURN_MS) continue
    await othersWork()
    began = performance.now()
  }
}

/** Tells each part of a document with its words in order, compounds left out. The list is used again for the next part. */
export function eachPart(
  document: number,
  { sequences }: Pick<PostingLists, 'sequences'>,
  tell: (field: Field, words: readonly number[]) => void,
): void {
  const words: number[] = []
  let its: Field | undefined
  const end = (): void => {
    if (its !== undefined) tell(its, words)
    words.length = 0
  }
  walk(sequences.codes(document), {
    part(field) {
      end()
      its = field
    },
    word(number, compound) {
      if (!compound) words.push(number)
    },
  })
  end()
}
