import type { Reply, Span } from '../chat.ts'
import type { Paper } from '../papers.ts'
import { sorry } from './mistakes.ts'

const YOUR_LIST = { label: 'Your list', says: '/saved' } as const

/** `added` are those that were not on the list already. */
export function savedPapersReply(papers: readonly Paper[], added: ReadonlySet<Paper>): Reply {
  const [first, ...others] = papers
  if (first && others.length === 0) {
    return sorry(
      [{ bold: first.title }, added.has(first) ? ' is on your list.' : ' was on your list already.'],
      [YOUR_LIST, { label: 'Remove', says: `/unsave ${first.key}` }],
    )
  }
  const were = papers.filter(paper => !added.has(paper))
  const prose = [
    ...titles(papers.filter(paper => added.has(paper))),
    ...(added.size === 0 ? [] : [added.size === 1 ? ' is on your list.' : ' are on your list.']),
    ...(added.size === 0 || were.length === 0 ? [] : [' ']),
    ...titles(were),
    ...(were.length === 0 ? [] : [were.length === 1 ? ' was there already.' : ' were there already.']),
  ]
  return sorry(prose, [YOUR_LIST])
}

/** `A, B and C` */
const titles = (papers: readonly Paper[]): readonly Span[] =>
  papers.flatMap(({ title }, at) => {
    const between = at === 0 ? [] : [at === papers.length - 1 ? ' and ' : ', ']
    return [...between, { bold: title }]
  })

export const unsavedPaperReply = (paper: Paper): Reply =>
  sorry([{ bold: paper.title }, ' is off your list.'], [{ label: 'Put it back', says: `/save ${paper.key}` }])
