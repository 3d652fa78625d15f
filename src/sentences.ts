/** Where the sentences of a scientific text begin and end. */

/** A stretch of a text: `text` is exactly what stands at [start, end), in UTF-16 units. */
export interface Sentence {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A bracket that is still open after so many characters was never closed. */
const LONGEST_BRACKET = 400

/** Full stops and the quotation marks and brackets they stand inside of, or an empty line. */
const STOP = /(?:[.!?]+|…)["'”’»)\]}$]*|\n\s*\n/g

/** Stops in these do not end anything: addresses and formulas. */
const WHOLE =
  /\b(?:https?:\/\/|www\.)\S+|\b[a-z0-9-]{1,63}\.(?:com|org|net|io|ai|co|edu|dev)\/\S*|\$[^$]{1,400}\$/g

/** None of these are in a text without this; most texts have none, and this is found out much sooner. */
const MAY_BE_WHOLE = /:\/\/|www\.|[a-z]\/|\$/i

/** As far as the rules look to either side of a stop. */
const LONGEST_WORD = 60

/**
 * What may begin a sentence although it begins small: a name (`scMMGPT`, `zip2zip`, `video-SALMONN`), an address,
 * and the words that are most often left uncapitalized.
 */
const NAMELIKE = /^(?:\p{Ll}[\p{Ll}_^@{-]*[\p{Lu}\d]|https?:|code\b|we\b|our\b)/u
/** An item of a list within the text, `(ii)` or `b)`. */
const LISTED = /^\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\)/
/** A number before a unit (`300 ms`), which unlike the abbreviation of that spelling may come last. */
const UNIT = /\d[\s~]+ms$/

/** Never the last word of a sentence. */
const NEVER_LAST = new Set(
  'e.g i.e eg ie cf vs v.s viz fig figs eq eqs sec sect ref refs tab dr mr mrs ms prof w.r.t a.k.a s.t approx resp ca'.split(
    ' ',
  ),
)
/** Never the last word before a number. */
const COUNTED = new Set('no nos p pp'.split(' '))
/** The last word of a sentence only if the next one is a known beginning. */
const SELDOM_LAST = new Set('al inc corp ltd co jr st u.s u.k u.s.a avg dept univ ph.d d.c'.split(' '))

/** Words that begin a sentence far more often than a name, so that they end the one before. */
const BEGINS = new Set(
  (
    'The This These Those That There Then Thus Therefore To Through Towards Their They We Our It Its In On Of At As An And Although Additionally ' +
    'Also After All Across Among Based Because Beyond Both But By Can Code Compared Consequently Current Data Despite Due During Each Empirically ' +
    'Especially Even Evaluated Existing Experiments Extensive Finally First Firstly Following For From Further Furthermore Given Here Hence How ' +
    'However If Importantly Inspired Instead Is Last Lastly Leveraging Many More Moreover Most Motivated Meanwhile Nevertheless New No Not Notably ' +
    'Once One Other Overall Particularly Previous Project Recent Recently Results Second Secondly Several Since So Some Specifically Source ' +
    'Starting Such Surprisingly Third Unlike Until Using Via What When Where Whereas Whether Which While With Within Without Yet You'
  ).split(' '),
)

/**
 * The sentences of a text in order, without the blanks around them; between them they leave nothing
 * else out. Written for titles, abstracts and chat: it keeps `e.g.`, `et al.`, decimals, addresses,
 * formulas and brackets whole. Never throws; one pass, so its cost grows with the text.
 */
export function sentences(text: string): readonly Sentence[] {
  const whole = wholeParts(text)
  const found: Sentence[] = []
  let start = 0
  let inside = 0
  const close = (end: number) => {
    const sentence = trimmed(text, start, end)
    const last = found.at(-1)
    if (last && sentence && isFragment(sentence.text)) {
      found[found.length - 1] = {
        start: last.start,
        end: sentence.end,
        text: text.slice(last.start, sentence.end),
      }
    } else if (sentence) found.push(sentence)
    start = end
  }
  for (const match of text.matchAll(STOP)) {
    const at = match.index
    const end = at + match[0].length
    for (let part = whole[inside]; part && part[1] <= at; part = whole[++inside]);
    const part = whole[inside]
    if (part && part[0] <= at) continue
    if (match[0].startsWith('\n') || ends(text, start, at, end)) close(end)
  }
  close(text.length)
  return found
}

/** Too little to stand alone, such as the rest of a formula; but `No.` may be all there is to say. */
function isFragment(text: string): boolean {
  return (text.match(/\p{L}/gu) ?? []).length < 3 && !/^\p{Lu}\p{Ll}[.!?]$/u.test(text)
}

/** Whether the stop at [at, end) ends the sentence that began at `start`. */
function ends(text: string, start: number, at: number, end: number): boolean {
  const before = /\S*$/.exec(text.slice(Math.max(start, at - LONGEST_WORD), at))?.[0] ?? ''
  const after = text.slice(end, end + LONGEST_WORD)
  const next = after.trimStart()
  if (next === '') return true
  const word = before.replace(/^.*["'“‘([{$]/, '')
  const first = /^["'“‘«([{$*_]*(\S*)/.exec(next)?.[1] ?? ''
  const begins = BEGINS.has(first.replace(/[,:;]+$/, ''))
  if (next === after) return text[at] === '.' && forgotten(before, first, begins)
  if (/^[,;:]/.test(first)) return false
  if (marksItem(text, start, at, before)) return false
  if (LISTED.test(next)) return !NEVER_LAST.has(word.toLowerCase())
  if (/^https?:/.test(first)) return true
  if (/^\p{Ll}/u.test(first)) return text[at] === '.' && NAMELIKE.test(first) && !isAbbreviation(word)
  // Names end so too: `Yahoo! Music`.
  if (text[at] === '!' && end - at === 1) return begins || !/^\p{Lu}/u.test(word)
  if (text[at] !== '.' || end - at > 1) return true
  if (NEVER_LAST.has(word.toLowerCase()))
    return /^[A-Z]{2,}$/.test(word) ? begins : UNIT.test(text.slice(Math.max(start, at - 12), at))
  if (SELDOM_LAST.has(word.toLowerCase()) || /^[A-Z](\.[A-Z])*$/.test(word)) return begins
  return !(COUNTED.has(word.toLowerCase()) && /^\d/.test(first))
}

const isAbbreviation = (word: string): boolean =>
  NEVER_LAST.has(word.toLowerCase()) || SELDOM_LAST.has(word.toLowerCase()) || word === 'etc'

/** The blank after the stop was forgotten: `tasks.Our method`, but not `big.LITTLE`, `Answer.AI` or `Fig.2`. */
function forgotten(before: string, first: string, begins: boolean): boolean {
  if (begins) return /[\p{Ll}\d)%'"”’]$/u.test(before)
  return (
    (/\p{Ll}{3}[)'"”’]*$/u.test(before) && /^[A-Z][a-z]*,?$/.test(first)) ||
    (/^\p{Ll}{4,}$/u.test(before) && /^\p{Lu}[\p{L}\d-]{2,}$/u.test(first))
  )
}

/** `1.`, `(2).` or `ii.` before an item of a list belongs to the item. */
function marksItem(text: string, start: number, at: number, mark: string): boolean {
  if (!/^\(?(?:\d{1,2}|[ivx]{1,4}|[a-hA-H])\)?$/.test(mark)) return false
  const before = text.slice(Math.max(start, at - LONGEST_WORD), at - mark.length).trimEnd()
  return before === '' || ':;.,'.includes(before.charAt(before.length - 1))
}

/** The stretches no sentence ends in, in order and apart from each other. */
function wholeParts(text: string): readonly (readonly [number, number])[] {
  const parts: [number, number][] = []
  for (const match of MAY_BE_WHOLE.test(text) ? text.matchAll(WHOLE) : []) {
    let end = match[0].length
    // What closes an address or a formula may be the end of the sentence, which is not inside of it.
    const closing = match[0].startsWith('$') ? /[$.!?]/ : /["'”’)\]}>.,;:!?]/
    while (end > 0 && closing.test(match[0].charAt(end - 1))) end -= 1
    parts.push([match.index, match.index + end])
  }
  const open: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '(' || sign === '[') open.push(at)
    if (sign !== ')' && sign !== ']') continue
    const from = open.pop()
    if (from !== undefined && at - from <= LONGEST_BRACKET) parts.push([from, at])
  }
  parts.sort((a, b) => a[0] - b[0])
  const apart: [number, number][] = []
  for (const part of parts) {
    const last = apart.at(-1)
    if (last && part[0] < last[1]) last[1] = Math.max(last[1], part[1])
    else apart.push(part)
  }
  return apart
}

function trimmed(text: string, from: number, to: number): Sentence | undefined {
  const piece = text.slice(from, to)
  const start = from + piece.length - piece.trimStart().length
  const end = start + piece.trim().length
  return start < end ? { start, end, text: text.slice(start, end) } : undefined
}
