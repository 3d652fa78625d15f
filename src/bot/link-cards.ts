import { summaryLine } from '../answers/summary/summary.ts'
import type { Request } from '../chat.ts'
import { linkedIds } from '../feed/references.ts'
import type { Paper, PaperKey } from '../papers.ts'
import { linkCardsReply } from '../present/link-cards.ts'
import type { Asking, Decision } from './house.ts'

/** More would be a page of cards, which nobody asked for; the other links of a longer list are not looked at. */
const MOST_CARDS = 3

/** The papers that talk between people links to; none of what is said to the bot. */
export function linkedIn({ addressed, input }: Request): readonly PaperKey[] {
  return addressed || typeof input !== 'string' ? [] : linkedIds(input)
}

/**
 * Cards for the papers that were linked to, each once in a thread; a paper that the thread knows needs none. What the
 * library lacks is fetched, and has none where that fails or takes longer than 2.6 s. Undefined when none is left. The
 * thread is about them from now on, besides what it was about.
 */
export async function cardsFor(
  { house, bound, request, talk }: Asking,
  linked: readonly PaperKey[],
): Promise<Decision | undefined> {
  const { store, outside, site, now, newKey } = house
  const { place } = request
  if (place === undefined || talk?.quiet) return undefined
  const known = talk?.papers ?? []
  const news = linked.filter(id => !known.includes(id)).slice(0, MOST_CARDS)
  const papers: Paper[] = []
  for (const said of await Promise.all(news.map(id => outside.paper(id)))) {
    if (said.kind !== 'paper') continue
    if (await store.linkCards.claim(bound.adapter, place, said.paper.key, now())) papers.push(said.paper)
  }
  const [first] = papers
  if (!first) return undefined
  const key = talk?.key ?? newKey()
  return {
    reply: linkCardsReply({ site, talkKey: key, extract: summaryLine }, papers, known.length),
    talk: { ...talk, key, papers: [...known, ...papers.map(paper => paper.key)], focus: first.key },
  }
}
