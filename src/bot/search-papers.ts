import { arxivId } from '../feed/references.ts'
import type { Paper } from '../papers.ts'
import { HITS_A_PAGE, PAPERS_A_PAGE, searchReply } from '../present/lists.ts'
import { nothingNewerReply, unfetchedPaperReply } from '../present/mistakes.ts'
import { paperReply } from '../present/one-paper.ts'
import { slipProse } from '../present/slips.ts'
import { dayOf } from '../search/filters.ts'
import { readQuery } from '../search/query.ts'
import type { StoredTalk } from '../store/talks.ts'
import { frameFor, listed } from './browse.ts'
import type { Asking, Decision } from './house.ts'
import { searchWithHub } from './search-hub.ts'
import { widerSearch } from './widening.ts'

/** What buttons add to the words that were typed. */
const ADDED = /\s*\b(?:page:\d+|literal:\S+)/gi

/** As many as a page shows. */
const MOST_FETCHED = HITS_A_PAGE

/**
 * Hits with their reasons; papers named by their ids are fetched where the library lacks them. The thread under them knows
 * every hit shown so far, so that `#2` stays true on page three.
 */
export async function searchFor(
  asking: Asking,
  wish: { readonly words: string; readonly private: boolean },
): Promise<Decision> {
  const { house } = asking
  const { outside, now } = house
  const today = new Date(now()).toISOString().slice(0, 10)
  const { query, slips } = readQuery(wish.words, today)
  const { page, arxivIds, literal } = query
  const ids = arxivIds.flatMap(id => arxivId(id) ?? []).slice(0, MOST_FETCHED)
  const [only, ...others] = await Promise.all(ids.map(outside.paper))
  if (only && others.length === 0)
    return only.kind === 'paper'
      ? showPaper(asking, only.paper)
      : { reply: unfetchedPaperReply(wish.words, only.kind) }
  await house.ingest.freshen()
  const upTo = await searchWithHub(house, query)
  const words = wish.words.replace(ADDED, '')
  const key = house.newKey()
  return {
    reply: searchReply(frameFor(house, key), {
      words,
      literal,
      hits: upTo.hits.slice((page - 1) * HITS_A_PAGE),
      total: upTo.total,
      more: upTo.more,
      near: upTo.near,
      page,
      turned: /\bpage:\d/i.test(wish.words),
      mended: upTo.mended,
      authors: query.filters.authors,
      byHub: upTo.byHub,
      slips: slips.map(slipProse),
      wider: upTo.total === 0 ? widerSearch(house.index, words, literal, today) : undefined,
      private: wish.private,
    }),
    talk: {
      key,
      papers: upTo.hits.map(hit => hit.paper.key),
      ...((upTo.more || upTo.hits.length < upTo.total + upTo.near) && {
        next: `/search ${words}${literal ? ' literal:yes' : ''} page:${page + 1}`,
      }),
    },
  }
}

/** One paper, whole; what is said under it is about it. */
export function showPaper({ house }: Asking, paper: Paper): Decision {
  const key = house.newKey()
  return { reply: paperReply(house.site, paper, key), talk: { key, papers: [paper.key], focus: paper.key } }
}

/**
 * What is newer must be so much as like a paper as the likest of any day is, by score. Looked at for five of 13,610 papers:
 * below it come papers of other matters, which share a habit of speech.
 */
const LIKE_ENOUGH = 0.6

/** The papers most like one that came out after it, the newest first. Where there is none, the talk stays as it was. */
export function newerThan(asking: Asking, paper: Paper, talk: StoredTalk): Decision {
  const { index } = asking.house
  const day = dayOf(paper)
  const least = LIKE_ENOUGH * (index.similar(paper, 1)[0]?.score ?? 0)
  const papers = (day === undefined ? [] : index.similar(paper, PAPERS_A_PAGE, day))
    .filter(({ score }) => score >= least)
    .map(hit => ({ paper: hit.paper, on: dayOf(hit.paper) ?? '' }))
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
    .map(hit => hit.paper)
  if (papers.length > 0) return listed(asking, { kind: 'newer', than: paper }, papers, {})
  return { reply: nothingNewerReply(paper, day), talk: { ...talk, focus: paper.key } }
}

export function similarTo(asking: Asking, paper: Paper): Decision {
  const papers = asking.house.index.similar(paper, PAPERS_A_PAGE).map(hit => hit.paper)
  return listed(asking, { kind: 'similar', to: paper }, papers, {})
}
