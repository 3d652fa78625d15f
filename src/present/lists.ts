import type { Block, Button, Prose, Reply } from '../chat.ts'
import type { FeedDay, Paper, PaperKey } from '../papers.ts'
import type { SearchHit } from '../search/search.ts'
import { closingWords } from './days.ts'
import { askButton, oneLine, paperItem, saveButton, whyLine } from './paper.ts'
import { count, echo, echoed, longDay, monthDay, shortDay, until } from './words.ts'

/** How many papers a list shows at once: five hits with their reasons, eight titles with one line each. */
export const HITS_A_PAGE = 5
export const PAPERS_A_PAGE = 8

/** What every list needs besides its papers. */
export interface ListFrame {
  readonly site: string
  /** Under which key the store keeps the talk about these papers. */
  readonly talkKey: string
  readonly extract: (paper: Paper) => string
  /** How fresh the library is, when that is worth saying. */
  readonly freshness?: Prose | undefined
}

export interface SearchFacts {
  /** As typed, without what buttons add. */
  readonly words: string
  /** They were meant as they are spelled. */
  readonly literal: boolean
  readonly hits: readonly SearchHit[]
  readonly total: number
  /** There are more than `total`, which were not counted. */
  readonly more: boolean
  /** So many more have none of the words and are near in meaning. */
  readonly near: number
  /** From 1. */
  readonly page: number
  /** The page was asked for, by a button of another. */
  readonly turned: boolean
  readonly mended: readonly { readonly typed: string; readonly meant: string }[]
  /** Whose papers alone were asked for. */
  readonly authors: readonly string[]
  /** The hits that only the hub's search has found. */
  readonly byHub: ReadonlySet<PaperKey>
  /** What of the query could not be read, in words. */
  readonly slips: readonly Prose[]
  /** Where nothing was found: what is, without one of the filters. */
  readonly wider:
    | { readonly words: string; readonly without: string; readonly total: number; readonly more: boolean }
    | undefined
  readonly private: boolean
}

/** When no paper has any of the words, those that are about the same stand under this. */
const NEAREST = 'No paper has these words. The nearest in meaning:'

/** Hits with the reason for each; a page that was asked for takes the place of the one before. */
export function searchReply(frame: ListFrame, facts: SearchFacts): Reply {
  const { words, hits, total, more, near, page, mended, slips } = facts
  const first = (page - 1) * HITS_A_PAGE
  const blocks: Block[] = []
  const counted = `${more ? 'Over ' : ''}${count(total, 'paper')}`
  const found = total === 0 ? 'Nothing found' : counted
  blocks.push({ kind: 'text', prose: [{ bold: found }, ' for ', { quote: echo(words) }] })
  const privately = facts.private ? ' private:yes' : ''
  if (mended.length > 0) {
    const literally = {
      label: `Search instead for “${echo(words)}”`,
      says: `/search ${words} literal:yes${privately}`,
    }
    blocks.push({ kind: 'note', prose: mendedProse(mended) }, { kind: 'buttons', buttons: [literally] })
  }
  for (const prose of slips) blocks.push({ kind: 'note', prose: echoed(prose) })
  const { wider } = facts
  if (wider) {
    const left = `${wider.more ? 'Over ' : ''}${count(wider.total, 'paper')}`
    const prose = [
      left,
      ' without ',
      { code: echo(wider.without) },
      near > 0 ? '. The nearest in meaning with it:' : '.',
    ]
    blocks.push({ kind: 'text', prose })
  } else if (total === 0)
    blocks.push({ kind: 'text', prose: [near > 0 ? NEAREST : 'Fewer or other words may find it.'] })
  for (const [index, hit] of hits.entries()) {
    blocks.push(
      paperItem(frame.site, hit.paper, {
        number: first + index + 1,
        lines: [whyLine(hit, frame.extract)],
        button: saveButton(hit.paper),
        byHub: facts.byHub.has(hit.paper.key),
        near: hit.near && total > 0,
        askedAuthors: facts.authors,
      }),
    )
  }
  const buttons: Button[] = []
  const same = facts.literal ? `/search ${words} literal:yes` : `/search ${words}`
  const again = `${same}${privately}`
  if (page > 1) buttons.push({ label: 'Previous page', says: `${again} page:${page - 1}` })
  if (more || first + hits.length < total + near)
    buttons.push({ label: 'Next page', says: `${again} page:${page + 1}` })
  const [best] = hits
  if (best) buttons.push({ label: `Similar to #${first + 1}`, says: `/similar ${best.paper.key}` })
  if (hits.length > 0) buttons.push(askButton(frame.talkKey))
  if (facts.private && hits.length > 0) buttons.push({ label: 'Share', says: same })
  if (wider)
    buttons.push({
      label: `Search without ${echo(wider.without)}`,
      says: `/search ${wider.words}${facts.literal ? ' literal:yes' : ''}${privately}`,
    })
  if (total === 0) buttons.push({ label: 'Trending', says: '/trending' })
  blocks.push({ kind: 'buttons', buttons })
  if (frame.freshness) blocks.push({ kind: 'note', prose: frame.freshness })
  return {
    summary: `${found} for “${echo(words)}”`,
    blocks,
    ...(facts.private && { audience: 'asker' }),
    ...(facts.turned && { instead: true }),
  }
}

function mendedProse(mended: SearchFacts['mended']): Prose {
  return [
    'Showing results for ',
    ...mended.flatMap(({ typed, meant }, index) => [
      index === 0 ? '' : ', ',
      { bold: meant },
      ` instead of “${typed}”`,
    ]),
    '.',
  ]
}

/**
 * What a list is of. A batch may still be open, or stand in for a day that has none; a mirror or a file may have told of
 * some of it before the hub was read. `unread`: closed days of a span that the hub has not told whole.
 */
export type Shelf =
  | {
      readonly kind: 'batch'
      readonly day: FeedDay
      readonly closesMs?: number | undefined
      readonly isUnread?: boolean
      readonly instead?: Prose | undefined
    }
  | { readonly kind: 'sample'; readonly on: { readonly month: number; readonly day: number } }
  | { readonly kind: 'span'; readonly from: FeedDay; readonly to: FeedDay; readonly unread: number }
  | { readonly kind: 'trending' }
  | { readonly kind: 'similar'; readonly to: Paper }
  | { readonly kind: 'newer'; readonly than: Paper }
  | { readonly kind: 'picked'; readonly what: string }

export interface ListFacts {
  readonly shelf: Shelf
  /** All of them; the page is cut here. */
  readonly papers: readonly Paper[]
  /** From 1; absent where none was asked for, which shows the first. */
  readonly page?: number | undefined
  /** What a press on *Next page* says, without the page; absent where the list has no pages. */
  readonly says?: string
  readonly nowMs: number
}

/** Papers as a list, one line about each. */
export function listReply(frame: ListFrame, { shelf, papers, page: asked, says, nowMs }: ListFacts): Reply {
  const page = asked ?? 1
  const first = (page - 1) * PAPERS_A_PAGE
  const shown = says === undefined ? papers : papers.slice(first, first + PAPERS_A_PAGE)
  const { heading, notes } = headed(shelf, papers.length, nowMs)
  const blocks: Block[] = [{ kind: 'heading', text: heading }]
  for (const prose of notes) blocks.push({ kind: 'note', prose })
  for (const [index, paper] of shown.entries()) {
    blocks.push(
      paperItem(frame.site, paper, {
        number: (says === undefined ? 0 : first) + index + 1,
        lines: [oneLine(paper, frame.extract)],
        button: saveButton(paper),
        undated: shelf.kind === 'batch' || shelf.kind === 'sample',
      }),
    )
  }
  const buttons: Button[] = []
  if (says !== undefined && page > 1)
    buttons.push({ label: 'Previous page', says: `${says} page:${page - 1}` })
  if (says !== undefined && first + shown.length < papers.length) {
    buttons.push({ label: 'Next page', says: `${says} page:${page + 1}` })
  }
  if (shown.length > 0) buttons.push(askButton(frame.talkKey))
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons })
  if (frame.freshness) blocks.push({ kind: 'note', prose: frame.freshness })
  return { summary: heading, blocks, ...(asked !== undefined && { instead: true }) }
}

function headed(
  shelf: Shelf,
  size: number,
  nowMs: number,
): { readonly heading: string; readonly notes: readonly Prose[] } {
  const papers = count(size, 'paper')
  switch (shelf.kind) {
    case 'batch': {
      const heading = `Daily Papers, ${longDay(shelf.day)}`
      const notes: Prose[] = shelf.instead ? [shelf.instead] : []
      if (shelf.closesMs === undefined)
        notes.push([
          shelf.isUnread
            ? `${papers}, best first. There may be more: the hub has not told all of this day yet.`
            : `${papers}, best first.`,
        ])
      else notes.push([`${papers} so far; ${closingWords(shelf.day)}, ${until(shelf.closesMs, nowMs)}.`])
      return { heading, notes }
    }
    case 'sample':
      return {
        heading: `Daily Papers, sample page, ${monthDay(shelf.on)}`,
        notes: [[`${papers}, for trying Paperboy out.`]],
      }
    case 'span':
      return {
        heading: `Daily Papers, ${shortDay(shelf.from)} to ${shortDay(shelf.to)}`,
        notes: [
          [
            shelf.unread > 0
              ? `${papers}, best first. There may be more: the hub has not told all of ${count(shelf.unread, 'day')} of it yet.`
              : `${papers}, best first.`,
          ],
        ],
      }
    case 'trending':
      return { heading: 'Trending papers', notes: [['Upvotes, newer papers weighing more.']] }
    case 'similar':
      return { heading: `Like “${shelf.to.title}”`, notes: [] }
    case 'newer':
      return {
        heading: `Newer than “${shelf.than.title}”`,
        notes: [['The papers most like it that came out later, newest first.']],
      }
    case 'picked':
      return { heading: shelf.what, notes: [] }
    default:
      return shelf satisfies never
  }
}

/** A person's own list. */
export function savedReply(frame: ListFrame, papers: readonly Paper[], gone: number): Reply {
  if (papers.length === 0) {
    return {
      summary: 'Your list is empty',
      blocks: [
        {
          kind: 'text',
          prose: ['Your list is empty. ', { code: '/papers save' }, ' or a Save button puts a paper on it.'],
        },
      ],
      audience: 'asker',
    }
  }
  const shown = papers.slice(0, PAPERS_A_PAGE)
  const blocks: Block[] = [{ kind: 'heading', text: `Your list: ${count(papers.length, 'paper')}` }]
  for (const [index, paper] of shown.entries()) {
    blocks.push(
      paperItem(frame.site, paper, {
        number: index + 1,
        lines: [],
        button: { label: 'Remove', says: `/unsave ${paper.key}` },
      }),
    )
  }
  const left = papers.length - shown.length
  if (left > 0) blocks.push({ kind: 'note', prose: [`${count(left, 'older paper')} not shown.`] })
  if (gone > 0) blocks.push({ kind: 'note', prose: [`${count(gone, 'paper')} no longer in the library.`] })
  blocks.push({ kind: 'buttons', buttons: [askButton(frame.talkKey)] })
  return { summary: `Your list: ${count(papers.length, 'paper')}`, blocks, audience: 'asker' }
}
