import type { Reading } from '../reading.ts'
import { type Question, type Wanted, wantedOf } from './question.ts'
import { RAREST } from './rarity.ts'
import { SIGNALS } from './signals.ts'

/** What tells whether an abstract answers a question at all, by its best sentence and by all its words; about 0 to 1 each. */
export const GROUNDS = [
  'worth',
  'contained',
  'known',
  'unknown',
  'lead',
  'numberMissing',
  'countMissing',
  'counted',
  'confirms',
  'tries',
] as const

/** A sentence of one paper: its signals, and how well the model says they answer. */
export interface Weighed {
  readonly signals: readonly number[]
  readonly worth: number
}

/** As sure as this a word is known to an abstract that has a close one. */
const ALIKE = 0.7
const WORTH_UNIT = 10

/** Questions to be answered by yes or no. */
export const confirms = /^\W*(?:and |so )?(?:is|are|do|does|did|can|was|has|have|will)\b/i
const tries =
  /\b(?:test\w*|tried|try|evaluat\w*|compar\w*|support\w*|run on|work (?:on|for|with)|integrated|used?)\b/i
const at = (signal: string): number => SIGNALS.indexOf(signal)
const [CONTAINED, NUMBER_NEAR, COUNTED] = [at('contained'), at('numberNear'), at('counted')]

/** In the order of `GROUNDS`; the sentences are those of one paper, and there is one at least. */
export function groundsOf(
  question: Question,
  text: string,
  read: Reading,
  sentences: readonly Weighed[],
): readonly number[] {
  const best = sentences.reduce((a, b) => (b.worth > a.worth ? b : a))
  const others = sentences.reduce((sum, { worth }) => sum + Math.exp(worth - best.worth), 0)
  const words = knownTo(read, question)
  const total = words.reduce((sum, { wanted }) => sum + wanted.rarity, 0)
  const counts = question.counted.length > 0
  const signal = (place: number) => best.signals[place] ?? 0
  const grounds: Readonly<Record<(typeof GROUNDS)[number], number>> = {
    worth: best.worth / WORTH_UNIT,
    contained: signal(CONTAINED),
    known: total === 0 ? 0 : words.reduce((sum, { wanted, known }) => sum + wanted.rarity * known, 0) / total,
    unknown: Math.max(0, ...words.map(unknownness)),
    lead: 1 / others,
    numberMissing: question.asks.number && signal(COUNTED) === 0 ? 1 - signal(NUMBER_NEAR) : 0,
    countMissing: Number(counts && signal(COUNTED) === 0),
    counted: Number(counts),
    confirms: Number(confirms.test(text)),
    tries: Number(tries.test(text)),
  }
  return GROUNDS.map(name => grounds[name])
}

/** Of a commoner word to be told that it is not mentioned helps nobody. */
const WORTH_NAMING = 6

/** A rare word of the question that the paper has nothing like, the rarest; undefined where it knows them all. */
export function unknownWord(read: Reading, question: Question): string | undefined {
  const unknown = knownTo(read, question)
    .filter(({ wanted, known }) => known < ALIKE && wanted.rarity >= WORTH_NAMING)
    .toSorted((a, b) => unknownness(b) - unknownness(a))
  return unknown[0]?.wanted.word
}

interface Known {
  readonly wanted: Wanted
  /** 1 where the paper has the word, `ALIKE` where it has a close one, else the likeness of the nearest. */
  readonly known: number
}

function unknownness({ wanted, known }: Known): number {
  return known >= ALIKE ? 0 : (wanted.rarity * (1 - known)) / RAREST
}

function knownTo({ sentences, title, has: told }: Reading, question: Question): readonly Known[] {
  const has = told.union(title)
  const numbers = new Set(sentences.flatMap(({ vectorNumbers }) => vectorNumbers))
  return wantedOf(question.words, has).map(wanted => {
    if (has.has(wanted.word)) return { wanted, known: 1 }
    if (wanted.alike.some(other => has.has(other))) return { wanted, known: ALIKE }
    let known = 0
    for (const other of wanted.vector === 0 ? [] : numbers)
      known = Math.max(known, question.likeness(wanted.vector, other))
    return { wanted, known }
  })
}
