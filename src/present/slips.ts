import type { Prose } from '../chat.ts'
import type { FilterName, Slip } from '../search/query.ts'
import { count, listed, shortDay } from './words.ts'

const EXAMPLE: Readonly<Record<FilterName, string>> = {
  author: 'author:"Tri Dao"',
  org: 'org:deepmind',
  since: 'since:30d',
  until: 'until:2026-07-31',
  has: 'has:code',
  min: 'min:10',
  sort: 'sort:upvotes',
  page: 'page:2',
}

/** What of a query was left aside, and how to say it. The rest of the query was searched. */
export function slipProse(slip: Slip): Prose {
  switch (slip.kind) {
    case 'bad_date':
      return [
        { code: `${slip.filter}:${slip.value}` },
        ' is no day I can read, so it is left aside. Say ',
        { code: 'since:30d' },
        ', ',
        { code: 'since:2026-07' },
        ' or ',
        { code: 'since:2026-07-01' },
        '.',
      ]
    case 'bad_number':
      return [
        { code: `${slip.filter}:${slip.value}` },
        ` is left aside: it needs a whole number from ${slip.least} to ${slip.most.toLocaleString('en-US')}.`,
      ]
    case 'bad_choice':
      return [
        { code: `${slip.filter}:${slip.value}` },
        ` is left aside: it can be ${listed(slip.choices, 'or')}.`,
      ]
    case 'no_value':
      return [{ code: `${slip.filter}:` }, ' needs a value, such as ', { code: EXAMPLE[slip.filter] }, '.']
    case 'unknown_filter':
      return [
        'There is no filter ',
        { code: `${slip.name}:` },
        '. Did you mean ',
        { code: EXAMPLE[slip.nearest] },
        '?',
      ]
    case 'no_opposite':
      return [
        'A minus goes before words, not before ',
        { code: `${slip.filter}:` },
        ', so that filter is left aside.',
      ]
    case 'backwards':
      return [`${shortDay(slip.since)} is after ${shortDay(slip.until)}, so both dates are left aside.`]
    case 'open_quote':
      return ['The quotation is not closed, so its words count one by one: ', { quote: slip.value }]
    case 'too_many_words':
      return [
        `Only the first ${count(slip.limit, 'word')} count; ${count(slip.dropped, 'more word')} left aside.`,
      ]
    default:
      return slip satisfies never
  }
}
