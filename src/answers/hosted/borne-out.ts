import { stem, tokens } from '../../search/text.ts'
import { ofTheField } from '../names.ts'
import { subjects } from '../reading.ts'
import { quantitiesIn } from './quantities.ts'

/** A claim may say it in other words, but every third word that carries a subject must be its quotation's. */
const LEAST_SHARED = 1 / 3

/** How the thread calls papers; numbers of no other kind may be the model's own. */
const PAPER_NUMBER = /#\d+\b|\bpapers? \d+\b/gi
const NEGATIVE = String.raw`(?:\b(?:not?|never|none|nor|neither|nobody|nothing|cannot|without|hardly|unable|fail\w*|lacks?|lacking)\b|n['’]t\b)`
/** What is denied stands in the six words after the denial, up to a comma. */
const DENIED = new RegExp(`${NEGATIVE}((?:[^\\p{L}\\p{N},.;:]+[\\p{L}\\p{N}'’-]+){1,6})`, 'giu')
const DENIES = new RegExp(NEGATIVE, 'i')
/** Capitals within, or at the beginning of a word that begins no sentence. */
const NAME =
  /(?<![\p{L}\p{N}])(?:\p{L}+\p{Lu}[\p{L}\p{N}]*|(?<=[^.!?:\s]["'“‘(]*[\s-]["'“‘(]*)\p{Lu}[\p{L}\p{N}]+)(?:\.\p{N}+\p{L}?)*/gu

/** Words that turn a sentence into its opposite when one stands where the other stood. */
const opposites = `
  faster|quicker|speeds? => slower|slows?
  better|best => worse|worst
  higher|highest|above => lower|lowest|below
  larger|largest|bigger => smaller|smallest
  more|most => less|fewer|fewest|least
  increas\\w+|raises? => decreas\\w+|reduc\\w+|lowers?
  gains?|improv\\w+ => los(?:es?|t|ing)|drops?|hurts?|degrad\\w+
  outperform\\w*|beats?|surpass\\w* => underperform\\w*|trails?
  easy|easier => hard|harder|difficult
`
  .trim()
  .split('\n')
  .map(line => line.trim().split(' => '))
  .flatMap(([one = '', other = '']) => [
    { says: whole(one), denies: whole(other) },
    { says: whole(other), denies: whole(one) },
  ])

function whole(words: string): RegExp {
  return new RegExp(`\\b(?:${words})\\b`, 'i')
}

/**
 * Whether a quotation bears a claim out, as far as words can tell: it has the claim's numbers and names
 * (the title of its paper may have them instead), denies something where the claim does and nothing that the
 * claim affirms, turns nothing round, and shares a third of the words. The question does not count: what is
 * asked is not yet so.
 */
export function bornOut(claim: string, quotation: string, title: string): boolean {
  const told = `${title}. ${quotation}`
  const text = claim.replace(PAPER_NUMBER, ' ')
  const words = [...new Set(subjects(text))]
  const toldNumbers = quantitiesIn(told)
  // "One of them" counts nothing.
  const numbers = [...quantitiesIn(text.replace(/\bone\b/gi, ' '))]
  if (!numbers.every(number => toldNumbers.has(number))) return false
  if (DENIES.test(text) ? !DENIES.test(quotation) : denied(quotation).some(word => words.includes(word)))
    return false
  if (
    opposites.some(({ says, denies }) => says.test(text) && denies.test(quotation) && !says.test(quotation))
  )
    return false
  const stems = new Set(tokens(told).map(({ word }) => stem(word)))
  const has = (word: string) => tokens(word).every(token => stems.has(stem(token.word)))
  const names = text.match(NAME) ?? []
  if (!names.every(name => ofTheField.test(name) || has(name))) return false
  return words.length > 0 && words.filter(word => stems.has(word)).length >= LEAST_SHARED * words.length
}

/** The stems of what a text denies. */
function denied(text: string): readonly string[] {
  return [...text.matchAll(DENIED)].flatMap(([, words = '']) => subjects(words))
}
