import { referredId } from '../feed/references.ts'
import type { Paper } from '../papers.ts'
import {
  lostTalkReply,
  nearPapersReply,
  noNumberReply,
  unfetchedPaperReply,
  unknownPaperReply,
  whichPaperReply,
} from '../present/mistakes.ts'
import { findPaper } from './find-paper.ts'
import type { Asking, Decision } from './house.ts'

/** How many titles are offered when several fit. */
const OFFERED = 5

/**
 * The paper that somebody names: `#2` of the thread or of what was shown here last, an id or a link, by which it is fetched where the library lacks it, part of
 * its title or words of it. Else the reply that says what is missing; a title that is merely near is offered.
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
    const papers = shown?.papers ?? []
    const key = papers[Number(number) - 1]
    if (key === undefined) return { reply: noNumberReply(words, papers.length) }
    return library.paper(key) ?? { reply: lostTalkReply() }
  }
  const exact = await findPaper(house, words)
  if (exact) return exact
  const id = referredId(words)
  if (id !== undefined) {
    const fetched = await house.outside.paper(id)
    return fetched.kind === 'paper' ? fetched.paper : { reply: unfetchedPaperReply(words, fetched.kind) }
  }
  const titles = index.titles(words, OFFERED)
  const has = (piece: string) => (paper: Paper) => paper.title.toLowerCase().includes(piece)
  const whole = words.toLowerCase()
  const within = titles.filter(has(whole))
  const fitting =
    within.length > 0 ? within : titles.filter(paper => whole.split(/\s+/).every(word => has(word)(paper)))
  const [only, ...more] = fitting
  if (only && more.length === 0) return only
  const offer = (paper: Paper) => ({ label: paper.title, says: `/${wanted} ${paper.key}` })
  if (only) return { reply: whichPaperReply(words, fitting.map(offer)) }
  return {
    reply: titles.length > 0 ? nearPapersReply(words, titles.map(offer)) : unknownPaperReply(words),
  }
}

/** Goes on with the paper, or tells why there is none. */
export async function withPaper(
  named: Paper | Decision,
  go: (paper: Paper) => Decision | Promise<Decision>,
): Promise<Decision> {
  return 'reply' in named ? named : go(named)
}
