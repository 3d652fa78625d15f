import { createColumn, wholes } from '../index/column.ts'

/**
 * Which words may be a slip or two from a typed one: SymSpell's index (Garbe 2012). Of each word the
 * beginning is kept with up to two letters left out; two words at n slips share one of these.
 */
export interface Deletions {
  /** Puts a word in with what `from` to `to` letters left out give; 2 at most, each once for a number. */
  put(word: string, number: number, from: number, to: number): void
  /**
   * Tells the numbers of all words that `word` shares something with after up to `most` letters left out of
   * each (as far as they were put in so), some of them several times, and now and then one that it does not.
   */
  near(word: string, most: number, tell: (number: number) => void): void
  /** The index as it is now, for `createDeletions`; to be written out before the next change. */
  saved(): SavedDeletions
}

/** A deletion index, for a snapshot. */
export interface SavedDeletions {
  /** Where each bucket begins among the entries, and at last where they end. */
  readonly starts: Uint32Array<ArrayBuffer>
  /** A word's number in the lower 20 bits, 12 bits of the hash above them. */
  readonly entries: Uint32Array<ArrayBuffer>
}

/** Garbe's choice: slips further on are found by the same beginning, and a word has at most 29 entries. */
const BEGINNING = 7
/** The bits that an entry has for a number; words past it are not found here. */
export const MOST_NUMBERED = 2 ** 20 - 1
const BUCKETS = 2 ** 17
/** So many new entries wait in chains until they are sorted in, some 20 ms for 2.5 million. */
const MOST_WAITING = 2 ** 17

/** Takes back what `saved` gave without copying it. */
export function createDeletions(saved?: SavedDeletions): Deletions {
  let starts = saved?.starts ?? new Uint32Array(BUCKETS + 1)
  let entries = saved?.entries ?? new Uint32Array(0)
  /** The chains of those that wait, numbered from 1; room for them is made when the first comes. */
  let heads = new Uint32Array(0)
  let waiting = createColumn(wholes)
  let next = createColumn(wholes)
  let count = 0

  const sortIn = (): void => {
    if (count === 0) return
    const sorted = new Uint32Array(entries.length + count)
    const begins = new Uint32Array(BUCKETS + 1)
    let at = 0
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      begins[bucket] = at
      const end = starts[bucket + 1] ?? 0
      for (let entry = starts[bucket] ?? 0; entry < end; entry += 1) sorted[at++] = entries[entry] ?? 0
      for (let link = heads[bucket] ?? 0; link !== 0; link = next.at(link)) sorted[at++] = waiting.at(link)
    }
    begins[BUCKETS] = at
    starts = begins
    entries = sorted
    heads = new Uint32Array(0)
    waiting = createColumn(wholes)
    next = createColumn(wholes)
    count = 0
  }
  const add = (hash: number, number: number): void => {
    if (count === MOST_WAITING) sortIn()
    if (heads.length === 0) heads = new Uint32Array(BUCKETS)
    count += 1
    waiting.set(count, (((hash >>> 20) << 20) | number) >>> 0)
    next.set(count, heads[hash % BUCKETS] ?? 0)
    heads[hash % BUCKETS] = count
  }

  return {
    put(word, number, from, to) {
      if (number > MOST_NUMBERED) return
      for (let left = from; left <= to; left += 1) eachHash(word, left, hash => add(hash, number))
    },
    near(word, most, tell) {
      const look = (hash: number): void => {
        const [bucket, tag] = [hash % BUCKETS, hash >>> 20]
        const end = starts[bucket + 1] ?? 0
        for (let at = starts[bucket] ?? 0; at < end; at += 1) {
          const entry = entries[at] ?? 0
          if (entry >>> 20 === tag) tell(entry & MOST_NUMBERED)
        }
        for (let link = heads[bucket] ?? 0; link !== 0; link = next.at(link)) {
          const entry = waiting.at(link)
          if (entry >>> 20 === tag) tell(entry & MOST_NUMBERED)
        }
      }
      for (let left = 0; left <= most; left += 1) eachHash(word, left, look)
    },
    saved() {
      sortIn()
      return { starts, entries }
    },
  }
}

/** The hashes of a word's beginning with exactly `left` letters left out, 0 to 2. */
function eachHash(word: string, left: number, tell: (hash: number) => void): void {
  const length = Math.min(word.length, BEGINNING)
  if (left === 0) tell(hashOf(word, length, -1, -1))
  for (let first = 0; left > 0 && first < length; first += 1) {
    // Either of two like neighbours leaves the same.
    if (first > 0 && word[first] === word[first - 1]) continue
    if (left === 1) tell(hashOf(word, length, first, -1))
    else for (let second = first + 1; second < length; second += 1) tell(hashOf(word, length, first, second))
  }
}

/** FNV-1a (Fowler, Noll and Vo), then mixed (MurmurHash3's last step), since both ends of it are used. */
function hashOf(word: string, length: number, first: number, second: number): number {
  let bits = 0x811c9dc5
  for (let at = 0; at < length; at += 1) {
    if (at !== first && at !== second) bits = Math.imul(bits ^ word.charCodeAt(at), 0x01000193)
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
