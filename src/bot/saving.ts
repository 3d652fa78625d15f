import { NAMED_PAPER } from '../commands/read.ts'
import type { Paper } from '../papers.ts'
import { PAPERS_A_PAGE, savedReply } from '../present/lists.ts'
import { savedPapersReply, unsavedPaperReply } from '../present/saved.ts'
import type { Owner } from '../store/saved-papers.ts'
import { frameFor } from './browse.ts'
import type { Asking, Decision } from './house.ts'
import { namePaper } from './name-paper.ts'

/** `#1, #3 and 2405.14906` */
const several = new RegExp(String.raw`^${NAMED_PAPER}(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s+)${NAMED_PAPER})+$`)
const between = /\s*(?:,|&|\band\b)\s*|\s+/

const ownerOf = ({ bound, request }: Asking): Owner => ({
  adapter: bound.adapter,
  tenant: bound.tenant,
  author: request.author,
})

/** Puts papers on the list of whoever asks. */
export async function save(asking: Asking, papers: readonly Paper[]): Promise<Decision> {
  const { store, now } = asking.house
  const added = new Set<Paper>()
  for (const paper of papers) {
    if (await store.saved.save(ownerOf(asking), paper.key, now())) added.add(paper)
  }
  return { reply: savedPapersReply(papers, added) }
}

/** The same of papers that somebody names, one or several by number or id; where one is not known, none is saved. */
export async function saveNamed(asking: Asking, said: string): Promise<Decision> {
  const words = said.trim()
  const papers: Paper[] = []
  for (const each of several.test(words) ? words.split(between) : [words]) {
    const named = await namePaper(asking, each, 'save')
    if ('reply' in named) return named
    papers.push(named)
  }
  return save(asking, papers)
}

export async function unsave(asking: Asking, paper: Paper): Promise<Decision> {
  await asking.house.store.saved.drop(ownerOf(asking), paper.key)
  return { reply: unsavedPaperReply(paper) }
}

/** The list of whoever asks, newest first. */
export async function saved(asking: Asking): Promise<Decision> {
  const { house } = asking
  const keys = await house.store.saved.of(ownerOf(asking))
  const papers = keys.map(key => house.library.paper(key)).filter(paper => paper !== undefined)
  const key = house.newKey()
  return {
    reply: savedReply(frameFor(house, key), papers, keys.length - papers.length),
    talk: { key, papers: papers.slice(0, PAPERS_A_PAGE).map(paper => paper.key) },
  }
}
