import type { Day } from '../../papers.ts'
import { readMention } from '../hearing/mention.ts'
import { type Intent, readIntent } from './intents.ts'

/** Where one thing asked may end and the next begin. */
const joint =
  /(?<=[?!.;])\s+(?:(?:and|also|plus)\s+)?|,?\s+(?:and|plus|as well as|&|then)\s+(?:(?:also|then)\s+)?|,\s+also\s+|,\s+(?=(?:who|when|how|what|where|why|is|are|does|do|did|has)\b)/i
const opensQuestion =
  /^(?:who|when|how|what|which|where|why|(?:is|are|was|were|does|do|did|has|have|can|could)(?:n['’]?t)?)\b/i
/** It asks on about what the part before named: "how many agents does it have, and what are they?". */
const asksOn = /^(?:what|who|which|where)\s+(?:is|are|was|were)\s+(?:it|they|those|these)\W*$/i
/** Nothing is asked in it: "does #1" of "does #1 and #2 have code". */
const namesOnly =
  /^(?:is|are|was|were|do|does|did|has|have|can)?[\s\W]*(?:(?:please|pls|plz|thanks|thx)[\s\W]*)?$/i
/** It begins what is asked of both: "which tasks" of "which tasks and data do they use?". */
const halfAsked = /^(?:which|what|whose|how many) [\p{L}-]+$/iu
/** One reply answers no more than this. */
const MOST = 3

/** What is answered in words of a paper, so that several such answers can stand in one reply. */
const told: Readonly<Partial<Record<Intent['label'], true>>> = {
  summarize: true,
  explain_simple: true,
  details: true,
  method: true,
  results: true,
  dataset: true,
  limitation: true,
  novelty: true,
  motivation: true,
  authors: true,
  date: true,
  link: true,
  code: true,
  popularity: true,
  cite: true,
  abstract: true,
}

/**
 * The parts of an utterance that ask for different things, "who wrote it and is there code?", at most
 * three; the utterance alone where they do not. "Wrong. Who wrote #2?" asks for one thing.
 */
export function partsOf(utterance: string, today: Day): readonly string[] {
  const pieces = utterance.split(joint).filter(piece => /[\p{L}\p{N}]/u.test(piece))
  if (pieces.length < 2 || pieces.slice(1).some(piece => asksOn.test(piece))) return [utterance]
  const whole = readIntent(readMention(utterance).rest, today).label
  if (!told[whole] && whole !== 'question' && whole !== 'feedback') return [utterance]
  const rests = pieces.map(piece => ({ piece, rest: readMention(piece).rest }))
  const isHalf = rests.slice(0, -1).some(({ rest }) => halfAsked.test(rest))
  if (isHalf || rests.some(({ rest }) => namesOnly.test(rest))) return [utterance]
  const read = rests.map(({ piece, rest }) => ({ piece, label: readIntent(rest, today).label }))
  const asked = read.filter(({ label }) => label !== 'feedback' && label !== 'silent')
  const [only] = asked
  if (only && asked.length === 1 && read.at(-1) === only) {
    const onlyCorrects =
      whole === 'feedback' &&
      only.label === 'question' &&
      !opensQuestion.test(only.piece) &&
      !/\?/.test(only.piece)
    return [onlyCorrects ? utterance : only.piece]
  }
  const ownPart = asked.every(
    ({ piece, label }) => told[label] ?? (label === 'question' && opensQuestion.test(piece)),
  )
  const different = new Set(asked.map(({ label }) => label)).size === asked.length
  if (!ownPart || !different || asked.length < 2 || asked.length > MOST) return [utterance]
  return asked.map(({ piece }) => piece)
}
