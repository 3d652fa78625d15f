import type { Paper } from '../../papers.ts'
import { linksIn } from '../links.ts'
import { slugOf } from '../titles.ts'

/** A page shows its day without a year. */
export interface MonthDay {
  readonly month: number
  readonly day: number
}

/** What a Daily Papers page, saved as text, says. */
export interface SavedPage {
  readonly on?: MonthDay
  readonly papers: readonly Paper[]
  /** Every other paragraph, by the number of its line: navigation, and whatever was not understood. */
  readonly leftOut: readonly { readonly line: number; readonly text: string }[]
}

/** Between the titles (at most 202 characters) and all but one of the abstracts (from 279) of 13,610 real papers. */
const SHORTEST_ABSTRACT = 250

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * Reads a saved page: paragraphs parted by blank lines, a title being the last short one before a long one.
 * Lines that were wrapped are joined, an abstract in several paragraphs is one. The page shows neither
 * upvotes nor authors nor ids, so the papers have none.
 */
export function readSavedPage(text: string): SavedPage {
  const papers = new Map<string, Paper>()
  const leftOut: { line: number; text: string }[] = []
  let on: MonthDay | undefined
  let title: Paragraph | undefined
  let open: Paper | undefined
  for (const paragraph of paragraphs(text)) {
    if (paragraph.text.length < SHORTEST_ABSTRACT) {
      if (title) leftOut.push(title)
      title = paragraph
      open = undefined
      on ??= papers.size === 0 ? monthDay(paragraph.text) : undefined
    } else if (title) {
      open = paperOf(slugOf(title.text, papers), title.text, paragraph.text)
      papers.set(open.key, open)
      title = undefined
    } else if (open) {
      open = paperOf(open.key, open.title, `${open.abstract} ${paragraph.text}`)
      papers.set(open.key, open)
    } else leftOut.push(paragraph)
  }
  if (title) leftOut.push(title)
  return { ...(on && { on }), papers: [...papers.values()], leftOut }
}

type Paragraph = SavedPage['leftOut'][number]

function* paragraphs(text: string): Generator<Paragraph> {
  let line = 1
  for (const block of text.split(/((?:\r?\n[^\S\n]*){2,})/)) {
    const words = block.replace(/\s+/g, ' ').trim()
    if (words !== '') yield { line, text: words }
    line += block.split('\n').length - 1
  }
}

function monthDay(text: string): MonthDay | undefined {
  const [, name = '', day] = /^([A-Z][a-z]{2})[a-z]* (\d\d?)$/.exec(text) ?? []
  const month = MONTHS.indexOf(name) + 1
  return month > 0 ? { month, day: Number(day) } : undefined
}

function paperOf(key: string, title: string, abstract: string): Paper {
  return { key, title, abstract, source: 'sample', ...linksIn(abstract) }
}
