import type { Selection } from '../answers/answer.ts'
import type { Condition } from '../answers/intents/conditions.ts'
import type { Order } from '../answers/intents/order.ts'
import { count, listed, shortDay } from './words.ts'

/** How a list was made, in words, and notes: of what was asked and not understood, and of papers that do not say. */
export function selectionHeading(
  selection: Selection,
  size: number,
): { readonly heading: string; readonly notes: readonly string[] } {
  switch (selection.kind) {
    case 'sorted': {
      const { order, untold } = selection
      if (untold === size && size > 0) {
        const lacking = order.by === 'date' ? 'dates' : 'upvotes'
        return {
          heading: `The source gives no ${lacking} of these papers, so they stay in their order.`,
          notes: [],
        }
      }
      const heading = `${count(size, 'paper')}, ${orderWords(order)}`
      const last = `Of ${count(untold, 'paper')} the source does not say; ${untold === 1 ? 'it stands' : 'they stand'} last.`
      return { heading, notes: untold === 0 ? [] : [last] }
    }
    case 'kept': {
      const { keep, unread, untold } = selection
      const conditions = keep.length > 0 ? listed(keep.map(conditionWords)) : 'as before'
      const heading = size === 0 ? `No papers ${conditions} here.` : `${count(size, 'paper')} ${conditions}`
      const aside = unread.map(words => `“${words}”`)
      return {
        heading,
        notes: [
          ...(aside.length > 0 ? [`I cannot filter by ${listed(aside)}.`] : []),
          ...(untold > 0 ? [`${count(untold, 'paper')} left out: the source does not say.`] : []),
        ],
      }
    }
    default:
      return selection satisfies never
  }
}

function conditionWords(keep: Condition): string {
  if (keep.by === 'either') return keep.either.map(conditionWords).join(' or ')
  const { not } = keep
  switch (keep.by) {
    case 'code':
      return not ? 'without listed code' : 'with code'
    case 'upvotes':
      return `with ${not ? 'at most' : 'at least'} ${count(not ? keep.least - 1 : keep.least, 'upvote')}`
    case 'organization':
      return `${not ? 'not ' : ''}from “${keep.words}”`
    case 'topic':
      return `${not ? 'not ' : ''}about “${keep.words}”`
    case 'date': {
      const { from, until } = keep.period
      const span = [from && `from ${shortDay(from)}`, until && `to ${shortDay(until)}`]
        .filter(Boolean)
        .join(' ')
      return not ? `outside ${span}` : span
    }
    default:
      return keep satisfies never
  }
}

function orderWords({ by, first }: Order): string {
  switch (by) {
    case 'date':
      return first === 'most' ? 'newest first' : 'oldest first'
    case 'upvotes':
      return first === 'most' ? 'most upvotes first' : 'fewest upvotes first'
    case 'title':
      return first === 'most' ? 'by title' : 'by title, backwards'
    case 'relevance':
      return 'in their first order'
    default:
      return by satisfies never
  }
}
