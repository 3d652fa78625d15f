/** How many characters of an utterance are read; no question asked in earnest is longer. */
export const LONGEST_READ = 1000

const opened: readonly (readonly [RegExp, string])[] = [
  [/\b(what|where|who|how|that|it|there|here|when|which)(?:['’]s|(?<!it)s)\b/gi, '$1 is'],
  [/\b(?:can['’]?t|cannot)\b/gi, 'can not'],
  [/\bwon['’]?t\b/gi, 'will not'],
  [/\b(do|does|did|is|are|was|were|would|could|should|have|has)n['’]?t\b/gi, '$1 not'],
  [/\b(i|you|we|they)['’](m|ll|d|ve|re)\b/gi, '$1 $2'],
  [/\bgimme\b/gi, 'give me'],
  [/\blemme\b/gi, 'let me'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgonna\b/gi, 'going to'],
  [/\btl;\s?dr\b/gi, 'tldr'],
]

const spokenOf =
  '(?:#|it|this|that|they|these|th(?:e|is|at) (?:paper|article|one|work|method|model|approach|system|authors))'

/** An utterance as phrases read it: contractions opened, single blanks, no punctuation between words but `#`. */
export function plain(utterance: string): string {
  return opened
    .reduce((text, [short, long]) => text.replace(short, long), utterance.slice(0, LONGEST_READ))
    .replace(/[^\p{L}\p{N}#@'’+./-]+|(?<![\p{L}\p{N}])['’./]+|['’./]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Compiles plain English, a phrase a line, to patterns over `plain` text from its first word on: `…`
 * stands for any words or none, `a|b` for one of them, `(a)` for one that may be missing, `summar*` for
 * its endings, `_` for a blank inside a choice, `IT` for a paper spoken of, `<words>` for what is to be
 * kept, and `.` for the end.
 */
export function phrases(english: string): readonly RegExp[] {
  return english
    .trim()
    .split('\n')
    .map(line => new RegExp(`^${line.trim().split(' ').map(pattern).join('')}`, 'iu'))
}

function pattern(word: string): string {
  if (word === '…') return String.raw`(?:\S+ )*?`
  if (word.startsWith('<')) return `(?${word}.+?) `
  const optional = word.startsWith('(')
  const choices = (optional ? word.slice(1, -1) : word).split('|').map(choice => {
    if (choice === '.') return '$'
    return `${choice.replace('IT', spokenOf).replaceAll('*', String.raw`\S*`).replaceAll('_', ' ')} `
  })
  return `(?:${choices.join('|')})${optional ? '?' : ''}`
}

/** What phrases stand for. */
export type Phrased<Label extends string = string> = readonly [label: Label, any: readonly RegExp[]]

/** Whether plain text begins with one of the phrases. */
export function says(text: string, any: readonly RegExp[]): boolean {
  return any.some(each => each.test(`${text} `))
}

/** The words that the first fitting phrase keeps. */
export function kept(text: string, any: readonly RegExp[]): string | undefined {
  for (const each of any) {
    const words = each.exec(`${text} `)?.groups?.words
    if (words !== undefined) return words
  }
  return undefined
}
