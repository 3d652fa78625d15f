import type { Block, Button, Item, Prose, Span } from '../chat.ts'
import type { Paper, Passage } from '../papers.ts'
import { authorsOf, rounded, shortDay } from './words.ts'

/** Where people read a paper: its page at the hub, or the hub's search for its title when it has no id there. */
export function paperUrl(site: string, paper: Paper): string {
  const base = site.replace(/\/+$/, '')
  return paper.arxivId === undefined
    ? `${base}/papers?q=${encodeURIComponent(paper.title)}`
    : `${base}/papers/${paper.arxivId}`
}

/** How a thread and a person name a paper: `#2 Title`. */
export const numbered = (number: number | undefined, paper: Paper): string =>
  number === undefined ? paper.title : `#${number} ${paper.title}`

/** Who, when, how liked, and the code: whatever of it the source says. */
export function factsLine(paper: Paper): Prose {
  const spans: Span[][] = []
  const authors = authorsOf(paper)
  if (authors !== undefined) spans.push([authors])
  if (paper.source === 'sample') spans.push([SAMPLE_LABEL])
  else if (paper.feedDay !== undefined) spans.push([shortDay(paper.feedDay)])
  if (paper.upvotes !== undefined) spans.push([upvotes(paper.upvotes)])
  if (paper.codeUrl !== undefined) {
    const stars = paper.codeStars ? ` (${rounded(paper.codeStars)} stars)` : ''
    spans.push([{ link: 'code', url: paper.codeUrl }, stars])
  }
  return spans.flatMap((part, index) => (index === 0 ? part : [' · ', ...part])).filter(span => span !== '')
}

/** What the bundled papers are called wherever a date would stand. */
export const SAMPLE_LABEL = 'sample page, Jul 31'

const upvotes = (number: number): string => `${rounded(number)} ${number === 1 ? 'upvote' : 'upvotes'}`

/** The words of a passage, those that matched in bold; what was left away before and after it shows as an ellipsis. */
export function marked({ text, marks }: Passage, whole: string): Prose {
  const spans: Span[] = []
  let at = 0
  for (const [start, end] of marks) {
    if (start > at) spans.push(text.slice(at, start))
    spans.push({ bold: text.slice(start, end) })
    at = end
  }
  if (at < text.length) spans.push(text.slice(at))
  const from = whole.indexOf(text)
  const midSentence = from > 0 && !/[.!?]["')\]]*\s+$/.test(whole.slice(Math.max(0, from - 8), from))
  if (midSentence) spans.unshift('…')
  if (from >= 0 && !/[.!?]["')\]]*$/.test(text) && from + text.length < whole.length) spans.push('…')
  return spans
}

export interface ItemParts {
  readonly number?: number
  readonly lines: readonly Prose[]
  readonly button?: Button
}

/** A paper as one thing in a list. */
export function paperItem(site: string, paper: Paper, { number, lines, button }: ItemParts): Block {
  const item: Item = {
    title: numbered(number, paper),
    url: paperUrl(site, paper),
    lines: [...lines, factsLine(paper)].filter(line => line.length > 0),
    ...(paper.imageUrl !== undefined && { image: paper.imageUrl }),
    ...(button && { button }),
  }
  return { kind: 'item', item }
}

export const saveButton = (paper: Paper): Button => ({ label: 'Save', says: `/save ${paper.key}` })

/**
 * Asks about a talk that the store keeps under a key, so that it works wherever the button turns up; without
 * a key, about the papers of the thread it stands in.
 */
export const askButton = (talkKey?: string): Button => ({
  label: 'Ask',
  says: talkKey === undefined ? '/ask' : `/ask in:${talkKey}`,
  asks: 'Your question about these papers',
})

/** One line about a paper: the hub's own, said to be generated, or the best sentence of its abstract. */
export function oneLine(paper: Paper, extract: (paper: Paper) => string): Prose {
  return paper.hubSummary === undefined ? [extract(paper)] : [paper.hubSummary, ' (AI summary of the hub)']
}
