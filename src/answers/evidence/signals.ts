import { rarityOf } from '../../search/index/rarity.ts'
import type { Letters, Pieces } from '../pieces.ts'
import type { Reading, Sentence } from '../reading.ts'
import { definitionOf } from './definition.ts'
import { type Question, type Wanted, wantedOf } from './question.ts'

/**
 * What tells whether a sentence answers a question, each about 0 to 1. `covered` is the share of the question's words
 * that it has, by rarity; `alike` counts close words as well, `near` any word by its likeness in meaning, `whole` also
 * the papers named. `Here`: by rarity among the sentences of the abstract. `below`: how far it stays below the best
 * of them. `pieces` are of four letters.
 */
export const SIGNALS = (
  'covered alike near pieces neighbours whole piecesHere contained nearHere belowCovered belowNear belowPieces belowPiecesHere belowContained ' +
  'types counted numberAsked number namesAsked numberNear place first last length title before after defines opens firstMention cause means limits lists others ' +
  'concludes results background method outcome'
).split(' ')

const ALIKE = 0.45
/** More shown than this makes an answer no likelier. */
const MOST_SHOWN = 0.7
/** No number is looked for farther from a word than this. */
const NEAR = 13

const named = /(?<=[\s(])(?:\p{Lu}[\p{L}\d]*[\p{Lu}\d][\p{L}\d.-]*)/gu
const counting =
  /^\d[\d.,]*(?:k|m|b|t|x|th)?$|^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelv|twenti|hundr|thousand|million|billion|trillion|arbitrari|singl|half|dozen)$/
const cause =
  /\b(?:because|due to|since|stems? from|caused? by|arises?|as a result of|owing to|responsible for|contribut\w+ to|rather than|attribut\w+|leads? to|leading to|reason|factors?|thanks to)\b/i
const means =
  /\b(?:by \w+ing|via|through|leverag\w+|employ\w*|adopt\w*|utiliz\w+|using|we use|based on|first|then|consists? of|designs?|introduces?|propose)\b/i
const limits =
  /\b(?:however|but|yet|although|suffers?|fails?|lack\w*|limit\w+|struggl\w+|challeng\w+|remains?|prohibitive|overlook\w*|only|degrad\w+|constrain\w+|hurts?|incur\w*)\b/i
const lists =
  /\((?:1|i|a)\).*\((?:2|ii|b)\)|\b(?:including|such as|namely|spanning|ranging from|comprises|consists? of)\b|:\s.*,|[^,]+, [^,]+,? (?:and|or|as well as) \w|\b(?:first|1\)).*(?:\bsecond\b|\bthen\b|2\))/i
const others =
  /\b(?:existing|previous|prior|current|traditional|conventional|most|many|recent|earlier|often|typically|usually|these (?:methods|approaches|models|works)|remains?)\b/i
const concludes =
  /\b(?:conclu\w+|suggest\w*|these (?:results|findings|data)|in summary|thus|therefore|our (?:results|findings|data))\b/i
const results = /\b(?:outperform|achiev|experiment|result|show|demonstrat|improv)\w*/i

/** A row for each sentence of a paper, its numbers in the order of `SIGNALS`. */
export function signalsOf(
  question: Question,
  { sentences, title, roles, has, letters: lettersHere }: Reading,
): readonly (readonly number[])[] {
  const words = wantedOf(question.words, has)
  const whole = wantedOf(question.whole, has)
  const here = rarityHere(sentences)
  const local = words.map(each => ({ ...each, rarity: here(each.word) }))
  const letters = comparedBy(question.pieces, lettersHere)
  const rarest = words.filter(({ word }) => has.has(word)).toSorted((a, b) => b.rarity - a.rarity)[0]?.word
  const firstMention = rarest === undefined ? -1 : sentences.findIndex(sentence => sentence.has.has(rarest))
  const definition = question.term === undefined ? undefined : definitionOf(question.term)
  const { asks } = question
  const last = sentences.length - 1

  const rows = sentences.map((sentence, at) => {
    const { text } = sentence
    const likeness = likenessesTo(words, sentence, question)
    const { cosine, contained } = letters(sentence, at)
    const names = Math.min(text.match(named)?.length ?? 0, 4) / 4
    const number = /\d/.test(text)
    const opens =
      question.opening.length > 0 && question.opening.every(word => sentence.stems.slice(0, 5).includes(word))
    const shown = question.types
      .filter(({ shows }) => shows.test(text))
      .reduce((sum, { worth }) => sum + worth, 0)
    const { background = 0, method = 0, result = 0 } = roles[at] ?? {}
    return {
      covered: share(words, ({ word }) => Number(sentence.has.has(word))),
      alike: share(words, each => alikeness(each, sentence)),
      near: share(words, (_, i) => likeness[i] ?? 0),
      pieces: cosineOf(question.pieces, sentence.pieces),
      neighbours: neighbours(words, sentence),
      whole: share(whole, each => alikeness(each, sentence)),
      piecesHere: cosine,
      contained,
      nearHere: share(local, (_, i) => likeness[i] ?? 0),
      types: Math.min(shown, MOST_SHOWN),
      counted: Number(question.counted.length > 0 && countsOne(question.counted, sentence)),
      numberAsked: Number(asks.number && number),
      number: Number(number),
      namesAsked: asks.names ? names : 0,
      numberNear: asks.number ? numberNear(words, sentence) : 0,
      place: last > 0 ? at / last : 0,
      first: Number(at === 0),
      last: Number(at === last),
      length: Math.log1p(sentence.stems.length) / 4,
      title: [...title].filter(word => sentence.has.has(word)).length / Math.max(title.size, 1),
      defines: Number(definition?.(text) ?? false),
      opens: Number(opens),
      firstMention: Number(at === firstMention),
      cause: Number(asks.why && cause.test(text)),
      means: Number(asks.means && means.test(text)),
      limits: Number(asks.limits && limits.test(text)),
      lists: Number(asks.list && lists.test(text)),
      others: Number(asks.others && others.test(text)),
      concludes: Number(concludes.test(text)),
      results: Number(results.test(text)),
      background,
      method,
      outcome: result,
    }
  })
  type Row = (typeof rows)[number]
  const best = (of: keyof Row) => Math.max(...rows.map(row => row[of]))
  const tops = {
    covered: best('covered'),
    near: best('near'),
    pieces: best('pieces'),
    piecesHere: best('piecesHere'),
    contained: best('contained'),
  }
  return rows.map((row, at) => {
    const all: Readonly<Record<string, number>> = {
      ...row,
      belowCovered: row.covered - tops.covered,
      belowNear: row.near - tops.near,
      belowPieces: row.pieces - tops.pieces,
      belowPiecesHere: row.piecesHere - tops.piecesHere,
      belowContained: row.contained - tops.contained,
      before: rows[at - 1]?.covered ?? 0,
      after: rows[at + 1]?.covered ?? 0,
    }
    return SIGNALS.map(signal => all[signal] ?? 0)
  })
}

/** The mean over the words, the rare ones weighing more. */
function share(words: readonly Wanted[], of: (wanted: Wanted, at: number) => number): number {
  let [met, total] = [0, 0]
  for (const [at, wanted] of words.entries()) {
    met += wanted.rarity * of(wanted, at)
    total += wanted.rarity
  }
  return total === 0 ? 0 : met / total
}

/** The share of the words that a text of these stems has, the rare ones weighing more, and words close to them less: 0 to 1. */
export function coverageIn(words: readonly Wanted[], has: ReadonlySet<string>): number {
  return share(words, each => alikeness(each, { has }))
}

function alikeness({ word, alike }: Wanted, { has }: Pick<Sentence, 'has'>): number {
  if (has.has(word)) return 1
  return alike.some(other => has.has(other)) ? ALIKE : 0
}

/** How near in meaning the nearest word of the sentence is to each. */
function likenessesTo(
  words: readonly Wanted[],
  { has, vectorNumbers }: Sentence,
  { likeness }: Question,
): readonly number[] {
  return words.map(({ word, vector }) => {
    if (has.has(word)) return 1
    if (vector === 0) return 0
    let most = 0
    for (const other of vectorNumbers) most = Math.max(most, likeness(vector, other))
    return most
  })
}

/** How rare a word is in this abstract. */
function rarityHere(sentences: readonly Sentence[]): (word: string) => number {
  return word => rarityOf(sentences.filter(({ has }) => has.has(word)).length, sentences.length)
}

/** The share of the question's neighbouring words that are neighbours in the sentence. */
function neighbours(words: readonly Wanted[], { stems }: Sentence): number {
  const met = words.filter(
    ({ word }, at) =>
      at > 0 && stems.some((each, i) => each === word && stems[i - 1] === words[at - 1]?.word),
  )
  return met.length / Math.max(words.length - 1, 1)
}

function cosineOf(a: Pieces, b: Pieces): number {
  let product = 0
  for (const [piece, count] of a.counts) product += count * (b.counts.get(piece) ?? 0)
  return product === 0 ? 0 : product / (a.length * b.length)
}

/** Compares pieces with those of sentences of one abstract, those that few of them have weighing more. */
function comparedBy({ counts }: Pieces, letters: Letters) {
  const asked = [...counts].map(([piece, count]) => ({ piece, count, weight: letters.weight(piece) }))
  const length = Math.hypot(...asked.map(({ count, weight }) => count * weight))
  const total = asked.reduce((sum, { count, weight }) => sum + count * weight, 0)
  return (sentence: Sentence, at: number): { readonly cosine: number; readonly contained: number } => {
    let [product, met] = [0, 0]
    for (const { piece, count, weight } of asked) {
      const there = sentence.pieces.counts.get(piece) ?? 0
      product += count * there * weight ** 2
      met += Math.min(count, there) * weight
    }
    if (product === 0) return { cosine: 0, contained: 0 }
    return { cosine: product / (length * (letters.lengths[at] ?? 0)), contained: met / total }
  }
}

/** A number stands at most four words before what is to be counted. */
export function countsOne(counted: readonly string[], { run }: Sentence): boolean {
  return run.some(
    (word, at) => counting.test(word) && run.slice(at, at + 5).some(each => counted.includes(each)),
  )
}

/** How near a number stands to a word of the question: 1 beside it, 0 from `NEAR` words on. */
function numberNear(words: readonly Wanted[], { run }: Sentence): number {
  const wanted = new Set(words.flatMap(({ word, alike }) => [word, ...alike]))
  const numbers = run.flatMap((word, at) => (counting.test(word) ? [at] : []))
  const meant = run.flatMap((word, at) => (wanted.has(word) ? [at] : []))
  const nearest = Math.min(NEAR, ...numbers.flatMap(at => meant.map(other => Math.abs(at - other))))
  return 1 - nearest / NEAR
}
