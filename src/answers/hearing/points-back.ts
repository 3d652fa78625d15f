import type { Paper } from '../../papers.ts'
import { subject } from '../evidence/question.ts'
import { rarityInField } from '../evidence/rarity.ts'
import { reading } from '../reading.ts'

const pronoun = /\b(?:it|its|they|their)\b/i
/** As rare as this a word tells papers apart; of the judged questions none wants another value from 4 to 5. */
const TELLING = 4.5

/**
 * Whether a question with `#` for the papers it names says "it" of the paper last spoken of: of no other, whose title
 * or rare words it has.
 */
export function pointsBackTo(paper: Paper, rest: string, papers: readonly Paper[]): boolean {
  if (!pronoun.test(rest)) return false
  const own = reading(paper)
  const lacking = subject(rest).filter(word => !own.has.has(word) && !own.title.has(word))
  return !lacking.some(word =>
    papers.some(other => {
      const { title, has } = reading(other)
      return title.has(word) || (rarityInField(word) >= TELLING && has.has(word))
    }),
  )
}
