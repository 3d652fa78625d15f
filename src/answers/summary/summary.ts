import type { Paper } from '../../papers.ts'
import { sentences } from '../../sentences.ts'
import { type Choice, choiceBy, loadSummaryTable } from './table.ts'
import type { Candidate } from './traits.ts'

let shipped: Choice | undefined

/** The line of an abstract that says best what a paper does, and the sentence it is from, by the shipped table. */
export function chosenLine(title: string, said: readonly string[]): Candidate | undefined {
  shipped ??= choiceBy(loadSummaryTable())
  return shipped(title, said)
}

/** The sentence of its abstract that says best what a paper does, verbatim; empty if the abstract is. */
export function summarySentence(paper: Paper): string {
  const said = sentences(paper.abstract).map(({ text }) => text)
  return said[chosenLine(paper.title, said)?.at ?? 0] ?? ''
}

/**
 * What a paper does, in one line for lists: that sentence without what ties it to its place, and without what can be
 * left out. Not to be shown as a quotation. Empty if the abstract is.
 */
export function summaryLine(paper: Paper): string {
  const said = sentences(paper.abstract).map(({ text }) => text)
  return chosenLine(paper.title, said)?.text ?? ''
}
