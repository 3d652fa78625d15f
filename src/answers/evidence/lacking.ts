import { type Reading, type Sentence, subjects } from '../reading.ts'
import { definitionOf, mentionOf } from './definition.ts'
import { expectedBy } from './missing.ts'
import { asksOwnLimits, ownLimits } from './own-limits.ts'
import { type Asked, type Question, wantedOf } from './question.ts'
import { countsOne } from './signals.ts'

/** Of these nobody says "a number of": "how many times faster", "how many percent". */
const noThings = /^(?:times|percent\w*|points?|x|orders)\b/i
const manyOf =
  /\bhow many (\p{L}[\p{L} -]{2,30}?)(?= (?:are|is|were|was|did|do|does|has|have|in|can|per|of|it|they)\b|\?|$)/iu
/** Only a number answers these; "how good" and "how well" words answer as well. */
const numeric =
  /\bhow (?:many|much|long|large|big|fast|often|far)\b|\b(?:what|which) (?:is |are |was |were )?(?:the |its |their )?(?:\S+ ){0,3}?(?:scores?|accuracy|percentage|speed-?up|throughput|latency|win rate|success rate|learning rate|batch size)\b/i
const howMuch = /\bhow much\b/i
/** Of these and no others `how much` is told; `one step` tells of nothing how much it is. */
const amount =
  /\d|\b(?:half|third|quarter|twice|double[sd]?|single|orders? of magnitude|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty) (?:points?|percent|times|fold|orders))\b/i
const number =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundreds?|thousands?|[mb]illions?|half|third|quarter|twice|double[sd]?|single|dozens?|order of magnitude|orders of magnitude)\b/i

/** What an answer must have and a sentence lacks, and whether it meets what seldom is told: then it answers, whatever words it shares. */
export interface Fit {
  readonly lacks: string | undefined
  readonly meets: boolean
  /** A number is asked for, and no sentence of the paper has it. */
  readonly uncounted: boolean
}

/**
 * How each sentence of a paper fits what the question asks for: a number, things that are counted, what abstracts
 * seldom tell, what a term means, a limit of the paper's own matter. Where nothing of the kind is asked, none lacks or
 * meets anything.
 */
export function fitsOf(
  { question: typed, rest }: Asked,
  { term }: Question,
  { sentences, has }: Reading,
): readonly Fit[] {
  const texts = sentences.map(({ text }) => text)
  const paper = sentences[0]?.paper
  if (paper === undefined) return []
  const expected = expectedBy(typed, paper)
  const defines = term !== undefined && texts.some(mentionOf(term)) ? definitionOf(term) : undefined
  const limits = asksOwnLimits(rest) ? ownLimits(paper, texts) : undefined
  const things = manyOf.exec(rest)?.[1]
  const countable = wantedOf(subjects(things ?? ''), has).flatMap(({ word, alike }) => [word, ...alike])
  const counts = things !== undefined && countable.length > 0 && !noThings.test(things)
  const isNumeric = numeric.test(typed)
  const lackOf = (sentence: Sentence, at: number): string | undefined => {
    const { text } = sentence
    const name = expected.find(({ shows }) => !shows(text))?.name
    if (name !== undefined) return name
    if (defines && !defines(text)) return `definition of ${term}`
    if (limits && !limits.has(at)) return 'limitation of its own'
    if (counts) return countsOne(countable, sentence) ? undefined : `number of ${things}`
    return isNumeric && !(howMuch.test(typed) ? amount : number).test(text)
      ? (expected[0]?.name ?? 'number for that')
      : undefined
  }
  const isSpecial = expected.some(({ isMeasure }) => !isMeasure) || (defines ?? limits) !== undefined
  const lacking = sentences.map(lackOf)
  const uncounted = (counts || (isNumeric && expected.length === 0)) && !lacking.includes(undefined)
  return lacking.map(lacks => ({ lacks, meets: isSpecial && lacks === undefined, uncounted }))
}
