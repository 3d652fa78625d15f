import type { Paper, PaperKey } from '../papers.ts'
import { HITS_A_PAGE } from '../present/lists.ts'
import { passes } from '../search/filters.ts'
import { excerpt } from '../search/passage.ts'
import type { Query } from '../search/query.ts'
import type { Found, SearchHit } from '../search/search.ts'
import { isRequestWord, isStopWord, tokens } from '../search/text.ts'
import type { House } from './house.ts'

/** The hits of all pages up to the query's, our own and the hub's. */
export interface FoundTogether extends Found {
  /** Which of them the hub's search has found, and ours has not. */
  readonly byHub: ReadonlySet<PaperKey>
}

/** Where our own search has little to go by: less than a page of hits, or fewer papers than five weeks bring. */
const THIN = Object.freeze({ hits: HITS_A_PAGE, papers: 1_000 })
/** So deep two rankings are merged; nobody turns as many pages. */
const DEPTH = 200
/** A first place is worth 1/61: what two rankings agree on comes before what either has first (Cormack et al. 2009). */
const RANK_OFFSET = 60

/**
 * Searches here and, where that is thin and the hub is known to answer, also there. Only a first page waits for
 * the hub; later ones are of the same list while it remembers what it said.
 */
export async function searchWithHub(house: House, query: Query): Promise<FoundTogether> {
  const { index, library } = house
  const most = query.page * HITS_A_PAGE
  const local = index.search(query, { limit: most, offset: 0 })
  const said = most <= DEPTH ? await askHub(house, query, local) : []
  const fitting = said.filter(paper => passes(paper, query.filters))
  if (fitting.length === 0) return { ...local, byHub: new Set() }

  await library.keep(fitting)
  const theirs = fitting.flatMap(({ key }) => library.paper(key) ?? [])
  const theirKeys = keysOf(theirs)
  const deep = index.search(query, { limit: DEPTH, offset: 0 })
  const hits = new Map(deep.hits.map(hit => [hit.paper.key, hit]))
  // What may be here only since the hub found it has no say of ours, or every page would be of another list.
  const ours = deep.hits.flatMap(({ paper, near }) =>
    near || (isInNoBatch(paper) && theirKeys.has(paper.key)) ? [] : [paper],
  )
  const ourKeys = keysOf(ours)
  const merged = fused([ours, theirs])
  return {
    ...deep,
    hits: merged.slice(0, most).map(paper => hits.get(paper.key) ?? withoutWords(paper)),
    total: deep.total + theirs.filter(({ key }) => hits.get(key)?.near !== false).length,
    // The hub judges by meaning too, and better: what is only near here is left out.
    near: 0,
    byHub: keysOf(theirs.filter(({ key }) => !ourKeys.has(key))),
  }
}

async function askHub({ library, hubSearch }: House, query: Query, local: Found): Promise<readonly Paper[]> {
  const { words, phrases, without, arxivIds, sort, page, literal } = query
  // It goes by meaning: it knows no quotations, no exclusions, no order but its own.
  if (literal || sort !== 'relevance' || phrases.length + without.length + arxivIds.length > 0) return []
  if (!words.some(saysSomething)) return []
  const text = words.join(' ')
  const thin = local.total < THIN.hits || library.size < THIN.papers
  const may = page === 1 && thin && library.freshness().hub.kind === 'fine'
  return hubSearch.recall(text) ?? (may ? hubSearch.find(text) : [])
}

function saysSomething(word: string): boolean {
  return tokens(word).some(token => !isStopWord(token.word) && !isRequestWord(token.word))
}

/** It came by the hub's search or by its id, now or before. */
function isInNoBatch({ source, feedDay }: Paper): boolean {
  return source === 'hub' && feedDay === undefined
}

/** Reciprocal rank fusion; of equals the one that an earlier ranking has comes first. */
function fused(rankings: readonly (readonly Paper[])[]): readonly Paper[] {
  const papers = new Map<PaperKey, { readonly paper: Paper; score: number }>()
  for (const ranking of rankings) {
    for (const [index, paper] of ranking.entries()) {
      const known = papers.getOrInsertComputed(paper.key, () => ({ paper, score: 0 }))
      known.score += 1 / (RANK_OFFSET + index + 1)
    }
  }
  return [...papers.values()].sort((a, b) => b.score - a.score).map(({ paper }) => paper)
}

/** A paper that has none of the words: its first sentence speaks for it. */
function withoutWords(paper: Paper): SearchHit {
  return { paper, score: 0, why: excerpt(paper, new Map()), near: false }
}

function keysOf(papers: readonly Paper[]): ReadonlySet<PaperKey> {
  return new Set(papers.map(({ key }) => key))
}
