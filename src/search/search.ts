import type { Hit, Paper, PaperKey } from '../papers.ts'
import { dayOf } from './filters.ts'
import { type Excerpt, excerpt } from './passage.ts'
import { createPostingLists, MOST_DOCUMENTS } from './posting-lists.ts'
import type { Query, Sort } from './query.ts'
import { best, createRanking, type Order, type Ranked, type Wanted } from './ranking.ts'
import { selectionBy } from './selection.ts'
import { createVocabulary } from './spelling.ts'
import { stem, tokens } from './text.ts'
import { closeness, titled } from './titles.ts'
import { type Mended, tellingOf, wantedBy } from './wanted.ts'

export interface SearchHit extends Hit {
  /** Made when it is read, some 0.2 ms, since a digest or a deep page needs few of them. */
  readonly why: Excerpt
}

export interface Found {
  readonly hits: readonly SearchHit[]
  /** Of all pages. */
  readonly total: number
  readonly mended: readonly Mended[]
}

/** The one way into search. All is in memory and nothing waits; the same papers give the same hits, however they came in. */
export interface SearchIndex {
  /**
   * Papers can be found at once; one with a known key replaces the older. A paper takes some 0.3 ms, so
   * add many in slices. Throws a RangeError past `MOST_DOCUMENTS` papers.
   */
  add(papers: Iterable<Paper>): void
  remove(key: PaperKey): void
  readonly size: number
  /** The hits from `offset`, else those of the query's page of this `limit`. Without words: what passes, best upvoted first. */
  search(query: Query, page: { readonly limit: number; readonly offset?: number }): Found
  /** The papers that share this one's most telling words. It need not be in the index and is never among them. */
  similar(paper: Paper, limit: number): readonly SearchHit[]
  /** Whether any paper has the word, in any inflection; of stop words it is not asked. */
  knows(word: string): boolean
  /** What the title or key that is being typed may become; the newest papers when nothing is typed. */
  titles(typed: string, limit: number): readonly Paper[]
}

/** So many titles are compared by fuse.js, which takes it a few milliseconds. */
const MOST_TITLES = 60

export function createSearchIndex(): SearchIndex {
  const index = createPostingLists()
  const ranking = createRanking(index)
  const vocabulary = createVocabulary()
  const papers: (Paper | undefined)[] = []
  const numbers = new Map<PaperKey, number>()
  const free: number[] = []

  const upvotes = ({ document }: Ranked): number => papers[document]?.upvotes ?? -1
  const day = ({ document }: Ranked): string => dayOf(papers[document] ?? {}) ?? ''
  const byKey: Order = (a, b) => compare(papers[a.document]?.key ?? '', papers[b.document]?.key ?? '')
  const byUpvotes: Order = (a, b) => upvotes(b) - upvotes(a) || compare(day(b), day(a)) || byKey(a, b)
  const byDay: Order = (a, b) => compare(day(b), day(a)) || upvotes(b) - upvotes(a) || byKey(a, b)
  const orders: Readonly<Record<Sort, Order>> = {
    relevance: (a, b) => b.score - a.score || byUpvotes(a, b),
    upvotes: (a, b) => upvotes(b) - upvotes(a) || b.score - a.score || byUpvotes(a, b),
    date: (a, b) => compare(day(b), day(a)) || b.score - a.score || byUpvotes(a, b),
  }

  const remove = (key: PaperKey): void => {
    const number = numbers.get(key)
    const paper = papers[number ?? -1]
    if (number === undefined || paper === undefined) return
    for (const word of index.take(number, paper)) vocabulary.note(word, -1)
    numbers.delete(key)
    papers[number] = undefined
    free.push(number)
  }
  const add = (paper: Paper): void => {
    const known = numbers.get(paper.key)
    if (known !== undefined && saysTheSame(papers[known], paper)) {
      papers[known] = paper
      return
    }
    remove(paper.key)
    const number = free.pop() ?? papers.length
    if (number >= MOST_DOCUMENTS)
      throw new RangeError(`search: ${MOST_DOCUMENTS} papers are in, no room for ${paper.key}`)
    for (const word of index.put(number, paper)) vocabulary.note(word, 1)
    numbers.set(paper.key, number)
    papers[number] = paper
  }
  const paperOf = ({ document }: Ranked): readonly Paper[] => {
    const paper = papers[document]
    return paper ? [paper] : []
  }
  const explained = (ranked: readonly Ranked[], wanted: readonly Wanted[]): readonly SearchHit[] => {
    const weights = new Map(wanted.map(({ stem, term, weight }) => [stem, weight * index.rarity(term)]))
    return ranked.flatMap(hit =>
      paperOf(hit).map(paper => ({
        paper,
        score: hit.score,
        get why() {
          return excerpt(paper, weights)
        },
      })),
    )
  }

  return {
    add(added) {
      for (const paper of added) add(paper)
    },
    remove,
    get size() {
      return numbers.size
    },
    search(query, { limit, offset = (query.page - 1) * limit }) {
      if (query.arxivIds.length > 0) {
        const named = query.arxivIds.flatMap(id => numbers.get(id) ?? [])
        const hits = named.slice(offset, offset + limit).map(document => ({ document, score: 0 }))
        return { hits: explained(hits, []), total: named.length, mended: [] }
      }
      const { wanted, mended, wordless } = wantedBy(query, index, vocabulary)
      const { among, accepts } = selectionBy(query, index, document => papers[document])
      const most = offset + limit
      const order = orders[query.sort]
      if (!wordless) {
        const fullest = query.sort !== 'relevance'
        const { ranked, total } = ranking.rank(wanted, { most, accepts, order, fullest })
        return { hits: explained(ranked.slice(offset), wanted), total, mended }
      }
      const passing = [...(among ?? papers.keys())].filter(accepts)
      const ranked = best(passing, () => 0, most, order)
      return { hits: explained(ranked.slice(offset), []), total: passing.length, mended }
    },
    similar(paper, limit) {
      const wanted = tellingOf(paper, index)
      const accepts = (document: number) => papers[document]?.key !== paper.key
      const { ranked } = ranking.rank(wanted, {
        most: limit,
        accepts,
        order: orders.relevance,
        fullest: false,
      })
      return explained(ranked, wanted)
    },
    knows: text => tokens(text).some(({ word }) => index.frequency(index.term(stem(word))) > 0),
    titles(typed, limit) {
      const start = typed.trim().toLowerCase()
      if (start === '') return best(numbers.values(), () => 0, limit, byDay).flatMap(paperOf)
      const keyed = [...numbers].flatMap(([key, document]) =>
        key.startsWith(start) ? [{ document, score: 0 }] : [],
      )
      const found = titled(start, index, vocabulary)
      const likely = best(found.keys(), document => found.get(document) ?? 0, MOST_TITLES, orders.relevance)
      const place = closeness(start, likely.flatMap(paperOf))
      const ranked = likely
        .flatMap(hit => paperOf(hit).map(paper => ({ paper, score: hit.score, place: place(paper) })))
        .sort((a, b) => b.score - a.score || a.place - b.place)
        .map(({ paper }) => paper)
      return [...new Set([...keyed.sort(byUpvotes).flatMap(paperOf), ...ranked])].slice(0, limit)
    },
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether two states of a paper differ in nothing that is searched, as when only upvotes came in. */
function saysTheSame(a: Paper | undefined, b: Paper): boolean {
  const said = (paper: Paper | undefined) =>
    JSON.stringify([paper?.title, paper?.abstract, paper?.authors, paper?.keywords, paper?.organization])
  return said(a) === said(b)
}
