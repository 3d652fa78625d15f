import type { Paper } from '../../papers.ts'
import { appeared } from './conditions.ts'

/** `relevance` is the order in which the list came. */
export interface Order {
  readonly by: 'date' | 'upvotes' | 'title' | 'relevance'
  readonly first: 'most' | 'least'
}

/** Reads "sort by upvotes", "newest first", "the most popular on top". */
export function readOrder(said: string): Order {
  const first = /\b(?:oldest|least|fewest|lowest|ascending|worst)\b/i.test(said) ? 'least' : 'most'
  if (/\b(?:date|newest|latest|oldest|recent|recency|new|age|time|chronologic\w*)\b/i.test(said))
    return { by: 'date', first }
  if (/\brelevan\w+/i.test(said)) return { by: 'relevance', first: 'most' }
  if (/\b(?:upvot\w*|votes?|popular\w*|likes?|best|top|stars?|trending)\b/i.test(said))
    return { by: 'upvotes', first }
  return { by: /\b(?:title|name|alphabet\w*)\b/i.test(said) ? 'title' : 'relevance', first }
}

/** All papers in that order; those that do not say stand last, as they came, and are counted. */
export function sorted(papers: readonly Paper[], order: Order): { papers: readonly Paper[]; untold: number } {
  const sign = order.first === 'most' ? -1 : 1
  if (order.by === 'relevance') return { papers, untold: 0 }
  if (order.by === 'title')
    return {
      papers: papers.toSorted((a, b) => -sign * a.title.localeCompare(b.title, 'en')),
      untold: 0,
    }
  const rank = (paper: Paper) => (order.by === 'upvotes' ? paper.upvotes : appeared(paper))
  const ranked = papers.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)]
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined)
    return left === right ? 0 : left < right ? -sign : sign
  })
  return { papers: ranked, untold: papers.filter(paper => rank(paper) === undefined).length }
}
