import type { Day, Paper } from '../../papers.ts'
import { subjects } from '../reading.ts'
import { outside, type Period, readPeriod } from './period.ts'

/** What papers of a list must have; `not` turns it round. */
export type Condition = { readonly not: boolean } & (
  | { readonly by: 'code' }
  | { readonly by: 'upvotes'; readonly least: number }
  | { readonly by: 'date'; readonly period: Period }
  | { readonly by: 'organization' | 'topic'; readonly words: string }
)

/** `relevance` is the order in which the list came. */
export interface Order {
  readonly by: 'date' | 'upvotes' | 'title' | 'relevance'
  readonly first: 'most' | 'least'
}

const hiding = /^(?:hide|remove|drop|exclude|skip|without|no)\b|\b(?:not|without)\b/
/** That code is to be had; `about code generation` names a topic. */
const code =
  /(?<!\babout )\b(?:code(?! (?:generat|model|llm|agent|complet|review|search|reason|understand|edit|repair|synthes)\w*)|repos?|github|repository|implementation|open[- ]source)\b/
const votes =
  /(?:(?<most>at most|no more than|up to)|(?<more>more than|over|above)|(?<fewer>fewer than|less than|under|below))?\s*(?<least>\d{1,6})\+?\s*(?:or more )?(?:upvotes?|votes|likes)\b/
const opening =
  /^(?:(?:show|give|list|keep|filter|hide|remove|drop|exclude|skip|only|just|me|all|by|for|to|on|out|the|those|ones?|papers?|anything|everything|which|of|these|them|are|is|that|with|without|have|has|about|from|not|no|and|please) )*/

/** Reads "with code", "more than 50 upvotes", "from July", "by nvidia", "hide the robotics ones". */
export function readCondition(said: string, today: Day): Condition | undefined {
  const text = said.toLowerCase()
  const not = hiding.test(text)
  if (code.test(text)) return { by: 'code', not }
  const counted = votes.exec(text)?.groups
  if (counted) {
    const least = Number(counted.least) + (counted.more || counted.most ? 1 : 0)
    const fewer = counted.fewer ?? counted.most
    return { by: 'upvotes', least, not: not !== (fewer !== undefined) }
  }
  const period = readPeriod(text, today)?.period
  const others = period && not ? outside(period) : undefined
  if (period) return others ? { by: 'date', period: others, not: false } : { by: 'date', period, not }
  const lead = opening.exec(text)?.[0] ?? ''
  const words = text
    .slice(lead.length)
    .replace(/ only$/, '')
    .replace(/ (?:ones?|papers?|stuff)$/, '')
  if (subjects(words).length === 0) return undefined
  return { by: /\b(?:by|from) (?:the )?$/.test(lead) ? 'organization' : 'topic', words, not }
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

/** The papers that meet a condition, in their order, and how many do not say whether they do. */
export function keeping(
  papers: readonly Paper[],
  keep: Condition,
): { papers: readonly Paper[]; untold: number } {
  const told = papers.map(paper => ({ paper, meets: meets(paper, keep) }))
  return {
    papers: told.flatMap(({ paper, meets }) => (meets !== undefined && meets !== keep.not ? [paper] : [])),
    untold: told.filter(({ meets }) => meets === undefined).length,
  }
}

/** All papers in that order; those that do not say stand last, as they came. */
export function sorted(papers: readonly Paper[], order: Order): readonly Paper[] {
  const sign = order.first === 'most' ? -1 : 1
  if (order.by === 'relevance') return papers
  if (order.by === 'title') return papers.toSorted((a, b) => -sign * a.title.localeCompare(b.title, 'en'))
  const rank = (paper: Paper) => (order.by === 'upvotes' ? paper.upvotes : appeared(paper))
  return papers.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)]
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined)
    return left === right ? 0 : left < right ? -sign : sign
  })
}

function meets(paper: Paper, keep: Condition): boolean | undefined {
  switch (keep.by) {
    case 'code':
      return paper.codeUrl !== undefined
    case 'upvotes':
      return paper.upvotes === undefined ? undefined : paper.upvotes >= keep.least
    case 'date': {
      const day = appeared(paper)
      if (day === undefined) return undefined
      return (keep.period.from ?? day) <= day && day <= (keep.period.until ?? day)
    }
    case 'organization': {
      const people = [paper.organization ?? '', ...(paper.authors ?? [])].join('\n')
      return people === '' ? undefined : holds(people, keep.words)
    }
    case 'topic':
      return holds([paper.title, paper.abstract, ...(paper.keywords ?? [])].join('\n'), keep.words)
    default:
      return keep satisfies never
  }
}

function appeared(paper: Paper): Day | undefined {
  return paper.publishedOn ?? paper.feedDay
}

function holds(text: string, words: string): boolean {
  const stems = new Set(subjects(text))
  return subjects(words).every(word => stems.has(word))
}
