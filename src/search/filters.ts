import type { Day, Paper } from '../papers.ts'
import { tokens } from './text.ts'

/** What a paper has to be besides its words. What is absent or empty asks for nothing. */
export interface Filters {
  /** Each must be among the authors: `dao`, `tri dao`, `t. dao`. */
  readonly authors: readonly string[]
  readonly organizations: readonly string[]
  /** First and last day, both included. */
  readonly since?: Day
  readonly until?: Day
  readonly hasCode?: boolean
  readonly minUpvotes?: number
}

/** The day a paper counts under: its batch of Daily Papers, else the day it appeared. */
export function dayOf(paper: Pick<Paper, 'feedDay' | 'publishedOn'>): Day | undefined {
  return paper.feedDay ?? paper.publishedOn
}

/**
 * Whether a paper passes every filter. One that does not say (no upvotes, no day, no authors) does not
 * pass a filter on that; one without a code link passes `hasCode: false`.
 */
export function passes(paper: Paper, filters: Filters): boolean {
  const { since, until, hasCode, minUpvotes } = filters
  if (minUpvotes !== undefined && (paper.upvotes === undefined || paper.upvotes < minUpvotes)) return false
  if (hasCode !== undefined && hasCode !== (paper.codeUrl !== undefined)) return false
  const day = dayOf(paper)
  if (since !== undefined && (day === undefined || day < since)) return false
  if (until !== undefined && (day === undefined || day > until)) return false
  const authors = paper.authors ?? []
  if (!filters.authors.every(wanted => authors.some(name => isNamed(name, wanted)))) return false
  return filters.organizations.every(wanted => isNamed(paper.organization ?? '', wanted))
}

/** Whether a name has all words of the wanted one, in any order; a single letter stands for its initial. */
export function isNamed(name: string, wanted: string): boolean {
  const words = tokens(name).map(token => token.word)
  const parts = tokens(wanted).filter(token => !token.compound)
  const has = (part: string) =>
    words.some(word => (part.length === 1 ? word.startsWith(part) : word === part))
  return parts.length > 0 && parts.every(part => has(part.word))
}
