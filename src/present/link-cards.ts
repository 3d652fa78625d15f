import type { Reply } from '../chat.ts'
import type { Paper } from '../papers.ts'
import type { ListFrame } from './lists.ts'
import { askButton, oneLine, paperItem } from './paper.ts'
import { count, shortTitle } from './words.ts'

/** What papers are that somebody linked to. They are numbered after the `known` that their thread has; one alone has no number. */
export function linkCardsReply(
  { site, talkKey, extract }: Pick<ListFrame, 'site' | 'talkKey' | 'extract'>,
  papers: readonly Paper[],
  known: number,
): Reply {
  const [only, ...others] = papers
  const isNumbered = known > 0 || others.length > 0
  return {
    summary: only && others.length === 0 ? shortTitle(only.title) : count(papers.length, 'linked paper'),
    blocks: [
      ...papers.map((paper, at) =>
        paperItem(site, paper, {
          ...(isNumbered && { number: known + at + 1 }),
          lines: [oneLine(paper, extract)],
          button: { label: 'Similar', says: `/similar ${paper.key}` },
        }),
      ),
      { kind: 'buttons', buttons: [askButton(talkKey)] },
    ],
  }
}
