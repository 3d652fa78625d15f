/**
 * Words: where they stand in a text, and the one spelling under which two of them count as the same.
 * Whatever compares words (index, filters, passages, answers) compares them by these.
 */
import { stemmer } from 'stemmer'

/** A word at [start, end) of its text, in UTF-16 units. */
export interface Token {
  /** Folded, see `fold`. */
  readonly word: string
  readonly start: number
  readonly end: number
  /**
   * Set on what a compound gives besides its words: `pre-training` gives `pre`, `training` and
   * `pretraining`; `GPT-4` gives `gpt`, `4` and `gpt4`, and so does `gpt4`. It stands where they stand,
   * so leave it out where the order of words counts.
   */
  readonly compound?: true
}

/** A longer word is cut: no name is as long, and what people paste may be. */
const LONGEST_WORD = 64

const GREEK_LETTERS = 'αβγδεζηθικλμνξπρσςτυφχψω'
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  )
/** How people type the letters that NFKD leaves as they are. */
const TYPED: ReadonlyMap<string, string> = new Map([
  ...[...GREEK_LETTERS].map((letter, place) => [letter, GREEK_NAMES[place] ?? letter] as const),
  ...'ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i'
    .matchAll(/(\S+) (\S+)/g)
    .map(([, letter = '', typed = '']) => [letter, typed] as const),
])
/** LaTeX accents, `\"{o}`; Greek letters by name, `\pi`; what a word is made of; a number's `×`, also `$\times$`. */
const ACCENT = String.raw`\\["'^~=.${'`'}]`
const SPELLED = String.raw`\\(?:var)?(?:${GREEK_NAMES.join('|')})(?![a-zA-Z])`
const SIGN = String.raw`[\p{L}\p{N}\p{M}]|\{?${ACCENT}\{?\p{L}\}?\}?|${SPELLED}|(?<=\p{L})['’](?=\p{L})|(?<=\d)\.(?=\d)|(?<=\d),(?=\d{3}(?!\d))`
const TIMES = String.raw`(?<=\d)(?:×|\$?\\times)(?![\s$]*\d)`
const PIECE = `(?:${SIGN})+(?:${TIMES})?`
/** What joins the pieces of a compound; the dollars of `$k$-means` and `$\pi_{0}$` do not part them. */
const JOINT = String.raw`\$?[-‐‑–_]\$?\{?(?=[\p{L}\p{N}\\])`
const COMMAND = /^\\[a-zA-Z]+$/
const GREEK_COMMAND = new RegExp(SPELLED)
const COMPOUND = new RegExp(String.raw`${PIECE}(?:${JOINT}${PIECE})*|\\[a-zA-Z]+`, 'uy')
const PIECES = new RegExp(PIECE, 'gu')
/** A name and its number written as one, `gpt4o`, `qwen2.5`; `w4a4` and `3d` are whole. */
const NUMBERED = /^(\p{L}{2,})(\d+(?:\.\d+)*\p{L}?)$/u

/** The words of a text in order. LaTeX commands are no words, Greek letters are. Never throws. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    const end = afterLetters(text, at)
    if (partsWords(text, end)) {
      // Nearly all words are made of English letters alone.
      if (end > at)
        found.push({ word: text.slice(at, Math.min(end, at + LONGEST_WORD)).toLowerCase(), start: at, end })
      at = end > at ? end : at + 1
      continue
    }
    COMPOUND.lastIndex = at
    const match = COMPOUND.exec(text)
    if (match) addCompound(match, found)
    at = match ? COMPOUND.lastIndex : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
  }
  return found
}

/** Where the English letters that stand here end. */
function afterLetters(text: string, from: number): number {
  let at = from
  for (; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) | 32
    if (letter < 97 || letter > 122) break
  }
  return at
}

/** Whether what stands here can neither begin a word nor go on with the letters before it. */
function partsWords(text: string, at: number): boolean {
  if (at >= text.length) return true
  const sign = text.charCodeAt(at)
  if (sign === 32) return true
  if (sign > 0x7f || (sign >= 48 && sign <= 57)) return false
  // Between digits a full stop or a comma belongs to a number.
  if (sign === 46 || sign === 44) return !/[0-9]/.test(text.charAt(at + 1))
  return !"{\\'_-$".includes(text.charAt(at))
}

function addCompound(match: RegExpExecArray, found: Token[]): void {
  if (COMMAND.test(match[0]) && !GREEK_COMMAND.test(match[0])) return
  const pieces = [...match[0].matchAll(PIECES)]
  let before: Token | undefined
  for (const piece of pieces) {
    const start = match.index + piece.index
    const token = { word: fold(piece[0]), start, end: start + piece[0].length }
    const numbered = NUMBERED.exec(token.word)
    if (numbered?.[1] && numbered[2]) {
      found.push(
        { ...token, word: numbered[1] },
        { ...token, word: numbered[2] },
        { ...token, compound: true },
      )
    } else if (token.word !== '') found.push(token)
    if (before && (pieces.length === 2 || /^\d/.test(token.word))) {
      const word = (before.word + token.word).slice(0, LONGEST_WORD)
      found.push({ word, start: before.start, end: token.end, compound: true })
    }
    before = token
  }
}

/**
 * One word as it is compared: small letters (NFKD), no accents, also not LaTeX ones, Greek letters by
 * name, `2.5×` as `2.5x`, `1,000` as `1000`, no `'s`. Inflection stays, see `stem`.
 */
export function fold(word: string): string {
  if (/^[a-z0-9]+$/i.test(word)) return word.slice(0, LONGEST_WORD).toLowerCase()
  return word
    .slice(0, 2 * LONGEST_WORD)
    .replace(/×|\$?\\times$/u, 'x')
    .replace(/\\(?:var)?([a-zA-Z]{2,})/g, '$1')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}{}\\"^~=`,]|(?<!\d)\.|['’](?:s|t|d|m|re|ve|ll)?$|['’]/gu, '')
    .replace(/[^\x20-\x7f]/g, sign => TYPED.get(sign) ?? sign)
    .slice(0, LONGEST_WORD)
}

/**
 * British endings and their American ones. They apply to words of all kinds (`promise` too): a stem is
 * only compared, never shown. What stands before `-ise` keeps `precise` and `supervise` beside `-ision`.
 */
const AMERICAN: readonly (readonly [RegExp, string])[] = [
  [/(?<=..(?:[aeiouy][lmnrt]|gn|rn|nt|[ae]s|ic))is(?=(?:e[drs]?|ers|ing|ations?|able)$)/, 'iz'],
  [/(?<=anal|catal|paral)y[sz](?:is|es?|ed|ers?|ing)$/, 'yse'],
  [/(?<=behavi|neighb|col|fav|flav|lab|hon|hum|vap|tum|vig|rum)our/, 'or'],
  [/(?<=model|label|travel|cancel|channel|signal|level|parallel)l(?=ed$|ing$|ers?$)/, ''],
  [/(?<=catal|dial|anal|monol)ogue(?=s?$)/, 'og'],
  [/(?<=^(?:epi|multi|bi)?(?:cent|met|fib|lit|theat))re(?=s?$)/, 'er'],
  [/(?<=def|off|lic)ence(?=s?$)/, 'ense'],
]

/** Stems by word: the words of a corpus recur, and the stemmer is the slowest part of reading a text. */
const stems = new Map<string, string>()
/** At some 100 bytes an entry, 12 MB at most; 13,610 papers have 90,000 words, names and compounds among them. */
const MOST_STEMS = 120_000

/** What all inflections of a folded word share (Porter 1980), British or American. Not for showing. */
export function stem(word: string): string {
  let known = stems.get(word)
  if (known === undefined) {
    if (stems.size >= MOST_STEMS) stems.clear()
    known = /\d/.test(word)
      ? word
      : stemmer(AMERICAN.reduce((w, [british, ending]) => w.replace(british, ending), word))
    stems.set(word, known)
  }
  return known
}

/** Words that carry no subject in any text. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about after all also although am an and any are as at be because been before being between both but by can cannot could did do does doing don ' +
    'each either for from further had has have having he her here hers him his how however http https i if in into is isn it its itself just let ' +
    'me might more most must my neither no nor not of off on once only onto or other our ours out over own per rather s same shall she should since ' +
    'so some such than that the their theirs them then there thereby these they this those through thus to too toward towards under until up upon us ' +
    'very via was we were what when where whereas whether which while who whom whose why will with within without would www yet you your'
  ).split(' '),
)

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word)
}

const REQUEST_WORDS = new Set(
  (
    'article articles attempt attempted discuss discussed discusses discussing email example examples explain explore explored explores exploring find ' +
    'give help identify introduce introduced introduces introducing investigate investigated investigates investigating know list literature look ' +
    'looking mention mentioned name need paper papers please point propose proposed proposes proposing provide provided provides publication ' +
    'publications read recent recommend related research researchers researches search show studied studies study studying suggest tell thank thanks ' +
    'there use used uses using want work works worked'
  ).split(' '),
)

/** Words by which people ask for papers (`could you list studies on`); a query means what is left of it. */
export function isRequestWord(word: string): boolean {
  return REQUEST_WORDS.has(word)
}
