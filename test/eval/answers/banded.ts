import type { Answer } from '../../../src/answers/answer.ts'
import type { Quotation } from '../../../src/answers/evidence/bands.ts'
import type { Paper } from '../../../src/papers.ts'
import { sentences } from '../../../src/sentences.ts'

/** An answer as it is judged: how sure it is, and what it quotes; of what is not stated, what came nearest. */
export interface Banded {
  readonly band: 'stated' | 'closest' | 'unstated'
  readonly quotations: readonly Quotation[]
}

/** The surest first. */
const BANDS = ['stated', 'closest', 'unstated'] as const

/** Every kind of answer by its band: what the record of a paper tells is stated, and asking back is
 * not; several answers in one have the band of the surest, and quote what is not refused. */
export function banded(answer: Answer): Banded {
  switch (answer.kind) {
    case 'stated':
    case 'closest':
      return { band: answer.kind, quotations: answer.quotations }
    case 'unstated':
      return { band: 'unstated', quotations: answer.nearest }
    case 'facts': {
      const { paper, what, quotations } = answer
      if (what === 'abstract') return statedBy(wholeAbstract(paper))
      return recordTells(paper, what) ? { band: 'stated', quotations } : statedBy(quotations)
    }
    case 'summary':
    case 'overview':
    case 'compare':
      return statedBy(answer.quotations)
    case 'several': {
      const parts = answer.parts.map(banded)
      const surest = BANDS.find(band => parts.some(part => part.band === band)) ?? 'unstated'
      const told = parts.filter(({ band }) => surest === 'unstated' || band !== 'unstated')
      return { band: surest, quotations: told.flatMap(({ quotations }) => quotations) }
    }
    case 'generated':
      return statedBy(answer.claims.map(({ quotation }) => quotation))
    case 'list':
      return { band: answer.papers.length > 0 ? 'stated' : 'unstated', quotations: [] }
    case 'wish':
    case 'which':
    case 'unknownPaper':
    case 'unknownName':
    case 'feedback':
    case 'silent':
      return { band: 'unstated', quotations: [] }
    default:
      return answer satisfies never
  }
}

function statedBy(quotations: readonly Quotation[]): Banded {
  return { band: quotations.length > 0 ? 'stated' : 'unstated', quotations }
}

function wholeAbstract(paper: Paper): readonly Quotation[] {
  return sentences(paper.abstract).map(({ text }) => ({ paper, text }))
}

function recordTells(paper: Paper, what: Extract<Answer, { kind: 'facts' }>['what']): boolean {
  switch (what) {
    case 'authors':
      return paper.authors !== undefined
    case 'date':
      return paper.publishedOn !== undefined || paper.feedDay !== undefined
    case 'popularity':
      return paper.upvotes !== undefined
    case 'code':
      return paper.codeUrl !== undefined
    case 'link':
    case 'cite':
    case 'abstract':
      return true
    default:
      return what satisfies never
  }
}
