import type { Selection } from '../answers/answer.ts'
import type { Condition, Order } from '../answers/intents/selection.ts'
import { count, shortDay } from './words.ts'

/** How a list was made, in words, and what could not be told about some papers. */
export function selectionHeading(
  selection: Selection,
  size: number,
): { readonly heading: string; readonly untold?: string } {
  switch (selection.kind) {
    case 'sorted':
      return { heading: `${count(size, 'paper')}, ${orderWords(selection.order)}` }
    case 'kept': {
      const condition = conditionWords(selection.keep)
      const heading = size === 0 ? `No papers here ${condition}.` : `${count(size, 'paper')} ${condition}`
      if (selection.untold === 0) return { heading }
      return { heading, untold: `${count(selection.untold, 'paper')} left out: the source does not say.` }
    }
    default:
      return selection satisfies never
  }
}

function conditionWords({ not, ...keep }: Condition): string {
  switch (keep.by) {
    case 'code':
      return not ? 'without listed code' : 'with code'
    case 'upvotes':
      return `with ${not ? 'fewer than' : 'at least'} ${count(keep.least, 'upvote')}`
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
