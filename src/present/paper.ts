import { type Block, type Button, clip, type Item, type Prose, type Span } from '../chat.ts'
import { atArxiv, type Paper, type Source } from '../papers.ts'
import { isNamed } from '../search/filters.ts'
import type { SearchHit } from '../search/search.ts'
import { authorsOf, listed, rounded, shortDay } from './words.ts'

/** So much of a title is enough for the hub's search; longer addresses would fill a message. */
const LONGEST_SEARCHED = 200

/**
 * Where people read a paper: its page at the hub, or the hub's search for its title when it has no id there. One that
 * the hub has not told of may have no page there: at arXiv.
 */
export function paperUrl(site: string, paper: Paper): string {
  const { arxivId, source, title } = paper
  if (source === 'arxiv') return atArxiv(paper)?.page ?? hubSearchUrl(site, title)
  return arxivId === undefined ? hubSearchUrl(site, title) : `${baseOf(site)}/papers/${arxivId}`
}

/** The hub's own search for some words. */
export function hubSearchUrl(site: string, words: string): string {
  return `${baseOf(site)}/papers?${new URLSearchParams({ q: clip(words, LONGEST_SEARCHED) })}`
}

const baseOf = (site: string): string => site.replace(/\/+$/, '')

/** Where else a paper may be read: at arXiv, on a page of its own. */
export function elsewhere(paper: Paper): readonly Span[] {
  const arxiv = atArxiv(paper)
  return [
    ...(arxiv
      ? [
          { link: 'arXiv', url: arxiv.page },
          { link: 'PDF', url: arxiv.pdf },
        ]
      : []),
    ...(paper.projectUrl === undefined ? [] : [{ link: 'project page', url: paper.projectUrl }]),
  ]
}

/** How a thread and a person name a paper: `#2 Title`. */
export const numbered = (number: number | undefined, paper: Paper): string =>
  number === undefined ? paper.title : `#${number} ${paper.title}`

/** How a paper is labelled that is in no batch of the hub's. */
const ORIGINS: Readonly<Record<Source, string>> = {
  hub: 'from the hub',
  mirror: 'from the mirror',
  arxiv: 'from arXiv',
  imported: 'imported',
  sample: 'sample page',
}

interface FactsShown {
  /** The heading gives the day. */
  readonly undated?: boolean
  /** The topics of the channel's own that it was picked for. */
  readonly topics?: readonly string[]
  /** As they were asked for, `tri dao`: they are named before others. */
  readonly askedAuthors?: readonly string[]
  /** The hub's search has just found it, and ours has not. */
  readonly byHub?: boolean
  /** It has none of the words that were searched. */
  readonly near?: boolean
}

/** Whether it was withdrawn, why picked, who, when, how liked, and the code: whatever of it is known. */
export function factsLine(
  paper: Paper,
  { undated = false, topics = [], askedAuthors = [], byHub = false, near = false }: FactsShown = {},
): Prose {
  const spans: Span[][] = topics.length > 0 ? [[`picked for ${listed(topics)}`]] : []
  if (paper.withdrawn) spans.unshift([{ bold: 'withdrawn' }])
  const authors = authorsOf(paper, 2, name => askedAuthors.some(asked => isNamed(name, asked)))
  if (authors !== undefined) spans.push([authors])
  const isTold = paper.source === 'hub' && (paper.feedDay !== undefined || byHub)
  if (!isTold && !(undated && paper.source === 'sample')) spans.push([ORIGINS[paper.source]])
  const day = paper.feedDay ?? paper.publishedOn
  if (!undated && day !== undefined) spans.push([shortDay(day)])
  if (paper.upvotes !== undefined) spans.push([upvotes(paper.upvotes)])
  if (paper.codeUrl !== undefined) {
    const stars = paper.codeStars ? ` (${starsOf(paper.codeStars)})` : ''
    spans.push([{ link: 'code', url: paper.codeUrl }, stars])
  }
  if (near) spans.push(['near in meaning'])
  if (byHub) spans.push(['found by the hub’s search'])
  return spans.flatMap((part, index) => (index === 0 ? part : [' · ', ...part])).filter(span => span !== '')
}

/** `1 star`, `1.2k stars` */
export const starsOf = (number: number): string => `${rounded(number)} ${number === 1 ? 'star' : 'stars'}`

const upvotes = (number: number): string => `${rounded(number)} ${number === 1 ? 'upvote' : 'upvotes'}`

/** Why a paper is a hit: the passage that matches best, its matching words in bold. What only the title says is not said again. */
export function whyLine({ paper, why }: SearchHit, extract: (paper: Paper) => string): Prose {
  if (why.from === 'title') return oneLine(paper, extract)
  const spans: Span[] = why.cutBefore ? ['…'] : []
  let at = 0
  for (const [start, end] of why.marks) {
    if (start > at) spans.push(why.text.slice(at, start))
    spans.push({ bold: why.text.slice(start, end) })
    at = end
  }
  if (at < why.text.length) spans.push(why.text.slice(at))
  return why.cutAfter ? [...spans, '…'] : spans
}

export interface ItemParts extends FactsShown {
  readonly number?: number
  readonly lines: readonly Prose[]
  readonly button?: Button
}

/** A paper as one thing in a list. */
export function paperItem(site: string, paper: Paper, { number, lines, button, ...shown }: ItemParts): Block {
  const item: Item = {
    title: numbered(number, paper),
    url: paperUrl(site, paper),
    lines: [...lines, factsLine(paper, shown)].filter(line => line.length > 0),
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

/** One line about a paper: the hub's own, said to be generated, or, unmarked, an extract of its abstract. */
export function oneLine(paper: Paper, extract: (paper: Paper) => string): Prose {
  return paper.hubSummary === undefined ? [extract(paper)] : [paper.hubSummary, ' (AI summary)']
}
