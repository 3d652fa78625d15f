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

interface Chosen {
  readonly sentence: string
  readonly line: string
}

/** Lists show the same papers again, and choosing costs a hundred times what looking up does. */
const chosen = new WeakMap<Paper, Chosen>()

function chosenOf(paper: Paper): Chosen {
  const known = chosen.get(paper)
  if (known) return known
  const said = sentences(paper.abstract).map(({ text }) => text)
  const line = chosenLine(paper.title, said)
  const found = { sentence: said[line?.at ?? 0] ?? '', line: line?.text ?? '' }
  chosen.set(paper, found)
  return found
}

/** The sentence of its abstract that says best what a paper does, verbatim; empty if the abstract is. */
export function summarySentence(paper: Paper): string {
  return chosenOf(paper).sentence
}

/**
 * What a paper does, in one line for lists: that sentence without what ties it to its place, and without what can be
 * left out. Not to be shown as a quotation. Empty if the abstract is.
 */
export function summaryLine(paper: Paper): string {
  return chosenOf(paper).line
}
