import type { Day, Paper } from '../../papers.ts'
import { subjects } from '../reading.ts'
import type { Period } from './period.ts'

/** What papers of a list must have; `not` turns it round. */
export type Condition =
  | ({ readonly not: boolean } & (
      | { readonly by: 'code' }
      | { readonly by: 'upvotes'; readonly least: number }
      | { readonly by: 'date'; readonly period: Period }
      | { readonly by: 'organization' | 'topic'; readonly words: string }
    ))
  | { readonly by: 'either'; readonly either: readonly Condition[] }

/** The papers that meet all conditions, in their order, and how many do not say whether they do. */
export function keeping(
  papers: readonly Paper[],
  keep: readonly Condition[],
): { papers: readonly Paper[]; untold: number } {
  const told = papers.map(paper => ({ paper, met: keep.map(condition => isMet(paper, condition)) }))
  return {
    papers: told.flatMap(({ paper, met }) => (met.every(Boolean) ? [paper] : [])),
    untold: told.filter(({ met }) => met.includes(undefined) && !met.includes(false)).length,
  }
}

/** Undefined where the paper does not say. */
function isMet(paper: Paper, keep: Condition): boolean | undefined {
  if (keep.by === 'either') {
    const met = keep.either.map(condition => isMet(paper, condition))
    return met.includes(true) || (met.includes(undefined) ? undefined : false)
  }
  const has = meets(paper, keep)
  return has === undefined ? undefined : has !== keep.not
}

function meets(paper: Paper, keep: Exclude<Condition, { by: 'either' }>): boolean | undefined {
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
      // "Those that learn from video" are from nobody.
      const said = [' from ', ' by '].some(from => paper.abstract.toLowerCase().includes(from + keep.words))
      return said || (people.trim() === '' ? undefined : holds(people, keep.words))
    }
    case 'topic': {
      const { title, abstract, keywords = [], organization = '' } = paper
      return holds([title, abstract, ...keywords, organization].join('\n'), keep.words)
    }
    default:
      return keep satisfies never
  }
}

/** The day a paper came out, or else that of its batch. */
export function appeared(paper: Paper): Day | undefined {
  return paper.publishedOn ?? paper.feedDay
}

function holds(text: string, words: string): boolean {
  const stems = new Set(subjects(text))
  return subjects(words).every(word => stems.has(word))
}
