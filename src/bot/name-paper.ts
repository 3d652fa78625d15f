import type { Paper } from '../papers.ts'
import { unknownPaperReply, whichPaperReply } from '../present/mistakes.ts'
import type { Asking, Decision } from './house.ts'

/** How many titles are offered when several fit. */
const OFFERED = 5

/**
 * The paper that somebody names: `#2` of the thread or of what was shown here last, an id or a link, its
 * title or the beginning of one. Else the reply that says what is missing.
 */
export async function namePaper(
  { house, bound, request, talk }: Asking,
  said: string,
  wanted: string,
): Promise<Paper | Decision> {
  const { library, index, store } = house
  const words = said.trim()
  const number = /^#(\d{1,3})$/.exec(words)?.[1]
  if (number !== undefined) {
    const shown = talk ?? (await store.talks.latest(bound, request.author))
    const paper = library.paper(shown?.papers[Number(number) - 1] ?? '')
    return paper ?? { reply: unknownPaperReply(words) }
  }
  const exact = library.find(words)
  if (exact) return exact
  const titles = index.titles(words, OFFERED)
  const within = titles.filter(paper => paper.title.toLowerCase().includes(words.toLowerCase()))
  const [only, ...more] = within.length > 0 ? within : titles
  if (!only) return { reply: unknownPaperReply(words) }
  if (more.length === 0) return only
  const offers = [only, ...more].map(paper => ({ label: paper.title, says: `/${wanted} ${paper.key}` }))
  return { reply: whichPaperReply(words, offers) }
}

/** Goes on with the paper, or tells why there is none. */
export async function withPaper(
  named: Paper | Decision,
  go: (paper: Paper) => Decision | Promise<Decision>,
): Promise<Decision> {
  return 'reply' in named ? named : go(named)
}
