import { later } from './later.ts'

/** How many characters of an utterance are read; no question asked in earnest is longer. */
export const LONGEST_READ = 1000

/** As much of an utterance as is read, in whole words where it has any that end. */
export function readPart(utterance: string): string {
  if (utterance.length <= LONGEST_READ) return utterance
  return utterance.slice(0, LONGEST_READ).replace(/(?<=\s)\S*$/, '')
}

const opened: readonly (readonly [RegExp, string])[] = [
  [/\b(what|where|who|how|that|it|there|here|when|which)(?:['’]s|(?<!it)s)\b/gi, '$1 is'],
  [/\b(?:can['’]?t|cannot)\b/gi, 'can not'],
  [/\bwon['’]?t\b/gi, 'will not'],
  [/\b(do|does|did|is|are|was|were|would|could|should|have|has)n['’]?t\b/gi, '$1 not'],
  [/\b(i|you|we|they)['’](m|ll|d|ve|re)\b/gi, '$1 $2'],
  [/\b(i)(m|ve)\b|\b(you|they)(ve|re)\b/gi, '$1$3 $2$4'],
  [/\b(differences?) btw\b/gi, '$1 between'],
  [/\s=\s*\?+\s*$/, ' means'],
  [/\bgimme\b/gi, 'give me'],
  [/\blemme\b/gi, 'let me'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgonna\b/gi, 'going to'],
  [/\btl;\s?dr\b/gi, 'tldr'],
]

const spokenOf = [
  ...['#', 'it', 'this', 'that', 'they', 'these'],
  ...['the', 'this', 'that'].flatMap(the =>
    ['paper', 'article', 'one', 'work', 'method', 'model', 'approach', 'system', 'authors'].map(
      what => `${the} ${what}`,
    ),
  ),
].join('|')

/** An utterance as phrases read it: contractions opened, single blanks, no punctuation between words but `#`. */
export function plain(utterance: string): string {
  return opened
    .reduce((text, [short, long]) => text.replace(short, long), utterance.slice(0, LONGEST_READ))
    .replace(/[^\p{L}\p{N}#@'’+./-]+|(?<![\p{L}\p{N}])['’./]+|['’./]+(?![\p{L}\p{N}])|(?<=\s)-+(?=\s)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Words that follow each other; one may stand for all its endings. */
type Run = readonly ((word: string) => boolean)[]

type Element =
  | { readonly kind: 'any'; readonly least: 0 | 1 }
  | {
      readonly kind: 'choice'
      readonly optional: boolean
      /** By the word they begin with, if it has one form. */
      readonly runs: ReadonlyMap<string, readonly Run[]>
      readonly begun: readonly Run[]
      readonly end: boolean
    }

/** A line of plain English, ready to be looked for. */
type Phrase = readonly Element[]

/** Lines of plain English, made ready when they are first looked for: there are thousands, and a start needs none. */
export type Phrases = () => readonly Phrase[]

/** What phrases stand for. */
export type Phrased<Label extends string = string> = readonly [label: Label, any: Phrases]

/**
 * Compiles plain English, a phrase a line, to what is looked for in `plain` text from its first word on: `…`
 * stands for any words or none, `a|b` for one of them, `(a)` for one that may be missing, `summar*` for
 * its endings, `_` for a blank inside a choice, `IT` for a paper spoken of, `<words>` for what is to be
 * kept, and `.` for the end. Letters count in either case.
 */
export function phrases(english: string): Phrases {
  return later(() =>
    english
      .trim()
      .split('\n')
      .map(line => line.trim().split(' ').map(element)),
  )
}

function element(written: string): Element {
  if (written === '…') return { kind: 'any', least: 0 }
  if (written.startsWith('<')) return { kind: 'any', least: 1 }
  const optional = written.startsWith('(')
  const choices = (optional ? written.slice(1, -1) : written)
    .replace(/\bIT\b/, spokenOf)
    .toLowerCase()
    .split('|')
  const runs = new Map<string, Run[]>()
  const begun: Run[] = []
  for (const choice of choices) {
    if (choice === '.') continue
    const words = choice.split(/[_ ]/)
    const [first = ''] = words
    const list = first.endsWith('*') ? begun : (runs.get(first) ?? [])
    list.push(words.map(wordTest))
    if (!first.endsWith('*')) runs.set(first, list)
  }
  return { kind: 'choice', optional, runs, begun, end: choices.includes('.') }
}

function wordTest(written: string): (word: string) => boolean {
  if (!written.endsWith('*')) return word => word === written
  const beginning = written.slice(0, -1)
  return word => word.startsWith(beginning)
}

/** Where a phrase ends in the words, and the place of those to be kept. */
interface Found {
  readonly end: number
  readonly keeps?: readonly [from: number, until: number]
}

/** Choices are tried as they are written, what may be missing as if it were there, and few words before many. */
function find(phrase: Phrase, words: readonly string[], at = 0, next = 0): Found | undefined {
  const element = phrase[next]
  if (element === undefined) return { end: at }
  if (element.kind === 'any') {
    for (let until = at + element.least; until <= words.length; until += 1) {
      const found = find(phrase, words, until, next + 1)
      if (found) return element.least === 0 ? found : { ...found, keeps: [at, until] }
    }
    return undefined
  }
  const word = words[at]
  for (const run of word === undefined ? [] : [...(element.runs.get(word) ?? []), ...element.begun]) {
    const fits = run.every((test, index) => test(words[at + index] ?? ''))
    const found = fits ? find(phrase, words, at + run.length, next + 1) : undefined
    if (found) return found
  }
  const ends = element.end && at === words.length
  return ends || element.optional ? find(phrase, words, at, next + 1) : undefined
}

const wordsOf = (text: string): readonly string[] => (text === '' ? [] : text.toLowerCase().split(' '))

/** Whether plain text begins with one of the phrases. */
export function says(text: string, any: Phrases): boolean {
  const words = wordsOf(text)
  return any().some(phrase => find(phrase, words) !== undefined)
}

/** The words that the first fitting phrase keeps. */
export function kept(text: string, any: Phrases): string | undefined {
  const words = wordsOf(text)
  for (const phrase of any()) {
    const keeps = find(phrase, words)?.keeps
    if (keeps)
      return text
        .split(' ')
        .slice(...keeps)
        .join(' ')
  }
  return undefined
}

/** Plain text without the phrases it begins with, however many of them follow each other. */
export function without(text: string, any: Phrases): string {
  const all = any()
  let rest = text
  for (let left = all.length; left > 0; left -= 1) {
    const words = wordsOf(rest)
    const end = Math.max(0, ...all.map(phrase => find(phrase, words)?.end ?? 0))
    if (end === 0) return rest
    rest = rest.split(' ').slice(end).join(' ')
  }
  return rest
}
