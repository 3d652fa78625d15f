import type { Prose } from '../chat.ts'
import type { FilterName, Slip } from '../search/query.ts'
import { count, shortDay } from './words.ts'

/** How each filter is used, shown where one could not be. */
const EXAMPLES: Readonly<Record<FilterName, readonly string[]>> = {
  author: ['author:"Tri Dao"'],
  org: ['org:deepmind'],
  since: ['since:30d', 'since:2026-07', 'since:2026-07-01'],
  until: ['until:2026-07-31'],
  has: ['has:code'],
  min: ['min:10'],
  sort: ['sort:relevance', 'sort:upvotes', 'sort:date'],
  page: ['page:2'],
  literal: ['literal:yes'],
}

/** British, so that the last of three needs no comma before its “or”. */
const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Each example as a code of its own, so that it can be copied whole. */
const anyOf = (examples: readonly string[]): Prose =>
  alternatives
    .formatToParts(examples)
    .map(({ type, value }) => (type === 'element' ? { code: value } : value))

/** What of a query was left aside, and how to say it. The rest of the query was searched. */
export function slipProse(slip: Slip): Prose {
  switch (slip.kind) {
    case 'bad_value':
      return [
        'I do not understand ',
        { code: `${slip.filter}:${slip.value}` },
        ', so it was left out. Say ',
        ...anyOf(EXAMPLES[slip.filter]),
        '.',
      ]
    case 'unknown_filter':
      return [
        'There is no filter ',
        { code: `${slip.name}:` },
        '. Did you mean ',
        ...anyOf(EXAMPLES[slip.nearest]),
        '?',
      ]
    case 'backwards':
      return [`${shortDay(slip.since)} is after ${shortDay(slip.until)}, so both dates are left aside.`]
    case 'open_quote':
      return ['The quotation is not closed, so its words count one by one: ', { quote: slip.text }]
    case 'too_many_words':
      return [
        `Only the first ${count(slip.limit, 'word')} count; ${count(slip.dropped, 'more word')} left aside.`,
      ]
    default:
      return slip satisfies never
  }
}
