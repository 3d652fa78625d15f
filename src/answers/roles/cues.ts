/** What of a sentence and of its place in an abstract tells its role, each cue as a number of 32 bits. */

/** FNV-1a (Fowler, Noll and Vo 1991), over UTF-16 units. */
const BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** As many words of a sentence as are read. */
const MOST_WORDS = 200
/** Places are counted from the front and from the end up to here. */
const FARTHEST = 8
const LONGEST_ABSTRACT = 14
/** Sentences as short as these, in words, each kind for itself. */
const LENGTHS = [6, 10, 15, 20, 28, 40]

const KIND = { any: 1, word: 2, pair: 3, opening: 4, before: 5, after: 6, place: 7, length: 8 } as const

interface Words {
  /** Numbers of all words and signs, and of words alone. */
  readonly all: readonly number[]
  readonly spoken: readonly number[]
}

/** The cues of each sentence of an abstract; one may be named twice and is meant once. Never throws. */
export function cuesOf(sentences: readonly string[]): readonly (readonly number[])[] {
  const read = sentences.map(wordsOf)
  return read.map((words, at) => {
    const cues = [mixed(KIND.any, 0)]
    for (const word of words.all) cues.push(mixed(KIND.word, word))
    for (let next = 1; next < words.spoken.length; next += 1)
      cues.push(mixed(mixed(KIND.pair, words.spoken[next - 1] ?? 0), words.spoken[next] ?? 0))
    addOpening(KIND.opening, words, 3, cues)
    const before = read[at - 1]
    const after = read[at + 1]
    if (before) addOpening(KIND.before, before, 2, cues)
    if (after) addOpening(KIND.after, after, 2, cues)
    addPlace(at, sentences.length, cues)
    const length = words.spoken.length
    cues.push(mixed(KIND.length, LENGTHS.filter(longest => length >= longest).length))
    return cues
  })
}

/** The first word, the first two, and so on up to `most`. */
function addOpening(kind: number, { spoken }: Words, most: number, cues: number[]): void {
  let cue = kind
  for (let at = 0; at < most && at < spoken.length; at += 1) {
    cue = mixed(cue, spoken[at] ?? 0)
    cues.push(cue)
  }
}

/** From the front, from the end, both at once, as a tenth of the abstract; and how long that is. */
function addPlace(at: number, size: number, cues: number[]): void {
  const left = size - 1 - at
  const places = [
    Math.min(at, FARTHEST),
    Math.min(left, FARTHEST),
    Math.min(at, FARTHEST / 2) * FARTHEST + Math.min(left, FARTHEST / 2),
    Math.floor((10 * at) / Math.max(1, size - 1)),
    Math.min(size, LONGEST_ABSTRACT),
  ]
  for (const [which, place] of places.entries()) cues.push(mixed(mixed(KIND.place, which), place))
}

/** English words without case, numbers as one and the same, and every other sign for itself. */
function wordsOf(sentence: string): Words {
  const all: number[] = []
  const spoken: number[] = []
  const text = sentence.toLowerCase()
  for (let at = 0; at < text.length && all.length < MOST_WORDS; ) {
    const sign = text.charCodeAt(at)
    if (isLetter(sign)) {
      let word = hashed(BASIS, sign)
      for (at += 1; isLetter(text.charCodeAt(at)); at += 1) word = hashed(word, text.charCodeAt(at))
      all.push(word)
      spoken.push(word)
    } else if (isDigit(sign)) {
      while (
        isDigit(text.charCodeAt(at)) ||
        (isPoint(text.charCodeAt(at)) && isDigit(text.charCodeAt(at + 1)))
      )
        at += 1
      all.push(NUMBER)
      spoken.push(NUMBER)
    } else {
      if (sign > BLANK) all.push(hashed(BASIS, sign))
      at += 1
    }
  }
  return { all, spoken }
}

const BLANK = 32
const isLetter = (sign: number): boolean => sign >= 97 && sign <= 122
const isDigit = (sign: number): boolean => sign >= 48 && sign <= 57
const isPoint = (sign: number): boolean => sign === 46 || sign === 44

const hashed = (hash: number, sign: number): number => Math.imul(hash ^ sign, PRIME)
/** What all numbers count as. */
const NUMBER = hashed(BASIS, 48)

/** One number of two, in this order (the last step of MurmurHash3, Appleby 2011). */
function mixed(first: number, second: number): number {
  let hash = Math.imul(first, PRIME) ^ second
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
