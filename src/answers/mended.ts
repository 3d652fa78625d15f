import { shippedVectors } from '../search/meaning/word-vectors.ts'
import { isStopWord, stem } from '../search/text.ts'
import { oneEdit } from './one-edit.ts'

/** Words that phrases go by and people misspell; only long ones, since short ones are a letter away from others. */
const spelled = (
  'summarize summarise summary abstract authors affiliation similar related relevance relevant dataset datasets benchmark benchmarks trained training ' +
  'limitation limitations drawbacks weakness weaknesses contribution motivation improvement improvements performance published github ' +
  'repository upvotes compare difference differences result results method architecture popular popularity search explain overview bibtex citation ' +
  'papers another evaluate evaluated available released implementation different important problem simple simpler definition filter chronologically ' +
  'which wrote written second fourth please accuracy novelty approach discussion checkpoint'
).split(' ')
/** Shorter words are mended only where just their letters are out of order. */
const SHORT = 5
const inOrder = new Set([
  'sort',
  'more',
  'what',
  'when',
  'who',
  'code',
  'link',
  'cite',
  'show',
  'find',
  'with',
  'papers',
])
/** Short words with a letter left out or put in that are no other word. */
const slips: Readonly<Record<string, string>> = {
  wich: 'which',
  frist: 'first',
  secnd: 'second',
  thrid: 'third',
  whihc: 'which',
  hte: 'the',
  tehy: 'they',
  whcih: 'which',
  wat: 'what',
  wht: 'what',
  waht: 'what',
  wen: 'when',
  hwo: 'how',
  teh: 'the',
  thier: 'their',
  pls: 'please',
  plz: 'please',
  ppl: 'people',
  sth: 'something',
  smth: 'something',
  diff: 'difference',
  diffs: 'differences',
  u: 'you',
  ur: 'your',
  abt: 'about',
  pprs: 'papers',
  cud: 'could',
}

/** A text of plain words with misspellings of what phrases go by mended; another ending is no misspelling. */
export function mended(text: string): string {
  return text.split(' ').map(mendedWord).join(' ')
}

/** A question with the same mended in it; names, which capitals, digits and hyphens tell, stay as they are. */
export const mendedQuestion = (question: string): string =>
  question.replace(/(?<![\p{L}\p{N}#@./-])\p{Ll}+(?![\p{L}\p{N}/-])/gu, mendedWord)

function mendedWord(word: string): string {
  const small = word.toLowerCase()
  const slip = slips[small]
  if (slip !== undefined) return slip
  if (isStopWord(small)) return word
  if (small.length < SHORT) return swapped(small) ?? word
  // `Sample` is not `simple` misspelt.
  if (shippedVectors().find(stem(small)) > 0) return word
  const inflects = (known: string) => known.startsWith(small.slice(0, -1)) || small.startsWith(known)
  if (spelled.some(inflects)) return word
  return spelled.find(known => known.length >= SHORT && oneEdit(small, known)) ?? word
}

/** Two neighbouring letters changed places: `mroe`, `srot`. */
function swapped(small: string): string | undefined {
  if (inOrder.has(small)) return undefined
  return [...inOrder].find(
    known =>
      known.length === small.length &&
      oneEdit(small, known) &&
      [...small].sort().join() === [...known].sort().join(),
  )
}
