import type { Prose, Reply } from '../chat.ts'
import type { FeedDay } from '../papers.ts'
import { sorry } from './mistakes.ts'
import { longDay, shortDay, weekday } from './words.ts'

/** Why a day has no papers to show. `open`: none came so far; `unread`: the hub could not be asked. */
export type NoBatch =
  | { readonly kind: 'impossible'; readonly said: string }
  | {
      readonly kind: 'future' | 'before_first' | 'weekend' | 'open' | 'empty' | 'unread'
      readonly day: FeedDay
      readonly nearest: FeedDay
    }

/** One sentence that says which, and the nearest day to go to. */
export function noBatchReply(facts: NoBatch): Reply {
  if (facts.kind === 'impossible') {
    return sorry([{ quote: facts.said }, ' is in no calendar. Check the day and the month.'])
  }
  const { kind, day, nearest } = facts
  return sorry([reason(kind, day)], [{ label: shortDay(nearest), says: `/day ${nearest}` }])
}

function reason(kind: Exclude<NoBatch['kind'], 'impossible'>, feedDay: FeedDay): string {
  const day = longDay(feedDay)
  switch (kind) {
    case 'future':
      return `${day} is still to come.`
    case 'before_first':
      return `${day} is before Daily Papers began, on Thursday, May 4, 2023.`
    case 'weekend':
      return `${day} is at the weekend, when Daily Papers has no batch.`
    case 'open':
      return `${day} has no papers so far; ${closingWords(feedDay)}.`
    case 'empty':
      return `Daily Papers has no batch for ${day}; it may be a holiday.`
    case 'unread':
      return `The papers of ${day} are not in the library, and the hub does not answer just now. Try again in a few minutes.`
    default:
      return kind satisfies never
  }
}

/** Over a list that stands in for a day without papers. */
export const standInProse = (day: FeedDay): Prose => [
  `No papers yet for ${longDay(day)}; these are the newest.`,
]

/** `it closes on Friday at 21:30 in New York` */
export const closingWords = (day: FeedDay): string => `it closes on ${weekday(day)} at 21:30 in New York`
