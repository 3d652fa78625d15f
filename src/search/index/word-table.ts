/**
 * Words numbered from 1 in the order in which they came. Typed arrays throughout: 400,000 words take some
 * 15 MB, nothing for the garbage collector to trace, and a saved table is used as it is read.
 */
export interface WordTable {
  /** Words that have a number; the highest number given. */
  readonly size: number
  /** The number of a word; 0 when it has none. */
  find(word: string): number
  /** The number of a word, the next one if it has none. */
  number(word: string): number
  /** The word of a number; empty for numbers not given. */
  word(number: number): string
  /** Whether the word of a number begins so; no string is made, so that a whole table can be asked. */
  begins(number: number, beginning: string): boolean
  /** Below 0 when the word of `a` comes before that of `b`, by UTF-16 units as strings compare. */
  compare(a: number, b: number): number
  /** The table as it is now, for `createWordTable`; to be written out before the next change. */
  saved(): SavedWords
}

export interface SavedWords {
  /** UTF-16 units of all words, one after the other. */
  readonly letters: Uint16Array<ArrayBuffer>
  /** Where each word ends, by number; `ends[0]` is 0. */
  readonly ends: Uint32Array<ArrayBuffer>
  /** Open addressing: word numbers, 0 for a free slot; a power of two of them, at most half taken. */
  readonly slots: Uint32Array<ArrayBuffer>
}

const SMALLEST = 1 << 10

export function createWordTable(saved?: SavedWords): WordTable {
  let letters = saved?.letters ?? new Uint16Array(8 * SMALLEST)
  let ends = saved?.ends ?? new Uint32Array(SMALLEST)
  let slots = saved?.slots ?? new Uint32Array(2 * SMALLEST)
  let size = saved ? saved.ends.length - 1 : 0

  const isAt = (number: number, word: string): boolean => {
    const start = ends[number - 1] ?? 0
    if ((ends[number] ?? 0) - start !== word.length) return false
    for (let at = 0; at < word.length; at += 1) {
      if (letters[start + at] !== word.charCodeAt(at)) return false
    }
    return true
  }
  /** The slot that has the word, or the free one where it belongs. */
  const slotOf = (word: string): number => {
    const mask = slots.length - 1
    let slot = hash(word) & mask
    for (let number = slots[slot] ?? 0; number !== 0; number = slots[slot] ?? 0) {
      if (isAt(number, word)) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }
  const word = (number: number): string => {
    let text = ''
    if (number < 1 || number > size) return text
    const end = ends[number] ?? 0
    for (let at = ends[number - 1] ?? 0; at < end; at += 1) text += String.fromCharCode(letters[at] ?? 0)
    return text
  }
  const widen = (): void => {
    slots = new Uint32Array(2 * slots.length)
    for (let number = 1; number <= size; number += 1) slots[slotOf(word(number))] = number
  }

  return {
    get size() {
      return size
    },
    find: word => slots[slotOf(word)] ?? 0,
    number(word) {
      const known = slots[slotOf(word)] ?? 0
      if (known !== 0) return known
      if (2 * (size + 1) > slots.length) widen()
      const start = ends[size] ?? 0
      const end = start + word.length
      if (end > letters.length) {
        const wider = new Uint16Array(Math.max(end, 2 * letters.length))
        wider.set(letters)
        letters = wider
      }
      if (size + 1 >= ends.length) {
        const wider = new Uint32Array(2 * (size + 1))
        wider.set(ends)
        ends = wider
      }
      for (let at = 0; at < word.length; at += 1) letters[start + at] = word.charCodeAt(at)
      slots[slotOf(word)] = size + 1
      size += 1
      ends[size] = end
      return size
    },
    word,
    begins(number, beginning) {
      const start = ends[number - 1] ?? 0
      if ((ends[number] ?? 0) - start < beginning.length) return false
      for (let at = 0; at < beginning.length; at += 1) {
        if (letters[start + at] !== beginning.charCodeAt(at)) return false
      }
      return true
    },
    compare(a, b) {
      const [start, other] = [ends[a - 1] ?? 0, ends[b - 1] ?? 0]
      const [length, otherLength] = [(ends[a] ?? 0) - start, (ends[b] ?? 0) - other]
      for (let at = 0; at < length && at < otherLength; at += 1) {
        const apart = (letters[start + at] ?? 0) - (letters[other + at] ?? 0)
        if (apart !== 0) return apart
      }
      return length - otherLength
    },
    saved: () => ({
      letters: letters.slice(0, ends[size] ?? 0),
      ends: ends.slice(0, size + 1),
      slots: slots.slice(),
    }),
  }
}

/** FNV-1a (Fowler, Noll and Vo) over UTF-16 units, mixed so that the low bits depend on all of it. */
function hash(word: string): number {
  let bits = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) bits = Math.imul(bits ^ word.charCodeAt(at), 0x01000193)
  return (bits ^ (bits >>> 15)) >>> 0
}
