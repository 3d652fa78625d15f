import type { Paper } from '../../papers.ts'
import type { Quotation } from '../evidence/bands.ts'

/** A paper that a hosted model may speak of, and all that it may quote of it. */
export interface Source {
  /** As the thread counts its papers, from 1. */
  readonly number: number
  readonly paper: Paper
  /** The abstract, and what else of the paper has been read. */
  readonly passages: readonly Quotation[]
}

/** `quoted` are quotations that the extract has found; those from beyond the abstract are passages too. */
export function sourceOf(paper: Paper, number: number, quoted: readonly Quotation[]): Source {
  const beyond = quoted.filter(each => each.paper.key === paper.key && !paper.abstract.includes(each.text))
  return { number, paper, passages: [{ paper, text: paper.abstract }, ...beyond] }
}
