import type { Day, Hit, Paper, PaperKey } from '../papers.ts'
import { createAcronyms } from './acronyms/acronyms.ts'
import { createVirtualTerms } from './acronyms/virtual-terms.ts'
import { createBest, type Order, type Ranked, type Ties } from './index/best.ts'
import { createColumns, fingerprintOf, numberOfDay } from './index/columns.ts'
import { createTracer } from './index/occurrences.ts'
import { createPostingLists, MOST_DOCUMENTS } from './index/posting-lists.ts'
import type { SavedIndex } from './index/saved-index.ts'
import { createWordTable } from './index/word-table.ts'
import { createSubjects } from './meaning/subjects.ts'
import { shippedVectors } from './meaning/word-vectors.ts'
import type { Excerpt } from './passage.ts'
import type { Query, Sort } from './query.ts'
import { createRanking } from './ranking.ts'
import { selectionBy } from './selection.ts'
import { createVocabulary } from './spelling/spelling.ts'
import { stem, tokens } from './text.ts'
import { closeness, titled } from './titles.ts'
import { createTopics } from './topics.ts'
import { risingTopics } from './trends/rising.ts'
import { askedBy, type Mended, wantedBy } from './wanted.ts'
import type { Wanted } from './wanted-terms.ts'
import { reasonsFor } from './why.ts'

export interface SearchHit extends Hit {
  /** Made when it is read, some 0.05 ms, since a digest or a deep page needs few of them. */
  readonly why: Excerpt
  /** It has none of the words and is about the same. */
  readonly near: boolean
}

export interface Found {
  readonly hits: readonly SearchHit[]
  /** Of all pages; where there are `more` the first so many, never below 200, are all that were counted. */
  readonly total: number
  readonly more: boolean
  /** So many more hits are near in meaning and have none of the words. */
  readonly near: number
  readonly mended: readonly Mended[]
}

/**
 * The one way into search. It holds numbers, no papers, and nothing waits; the same papers give the same hits,
 * however they came in.
 */
export interface SearchIndex {
  /**
   * Papers can be found at once; one with a known key replaces the older. A paper takes some 0.3 ms, so
   * add many in slices. Throws a RangeError past `MOST_DOCUMENTS` keys, those that were removed included.
   */
  add(papers: Iterable<Paper>): void
  remove(key: PaperKey): void
  /** The keys of all papers that are in. */
  keys(): readonly PaperKey[]
  readonly size: number
  /** The hits from `offset`, else those of the query's page of this `limit`. Without words: what passes, best upvoted first. */
  search(query: Query, page: { readonly limit: number; readonly offset?: number }): Found
  /**
   * The papers that share this one's most telling words, of a later day than `after` where that is told. It need not
   * be in the index and is never among them.
   */
  similar(paper: Paper, limit: number, after?: Day): readonly SearchHit[]
  /** Which of these papers have all words of a topic, and which are about it; a paper that is not in is neither. */
  ofTopic(
    topic: string,
    papers: readonly PaperKey[],
  ): { readonly said: ReadonlySet<PaperKey>; readonly about: ReadonlySet<PaperKey> }
  /**
   * The topics that the papers of the last periods, from number `recent` on, speak of more than those of the periods
   * before, at most so many, the surest first. Lets others work in between, some 0.1 ms a paper in all.
   */
  rising(course: {
    readonly periods: readonly (readonly PaperKey[])[]
    readonly recent: number
    readonly most: number
  }): Promise<readonly RisingTopic[]>
  /** Whether any paper has the word, in any inflection; of stop words it is not asked. */
  knows(word: string): boolean
  /** What the title or key that is being typed may become; the newest papers when nothing is typed. */
  titles(typed: string, limit: number): readonly Paper[]
  /** All that the index knows, for another one to begin with; to be written out before the next change. */
  saved(): SavedIndex
}

/** A topic that papers speak of more than before. */
export interface RisingTopic {
  /** As the papers write it. */
  readonly name: string
  /** The recent papers that say it, in title or abstract. */
  readonly papers: readonly PaperKey[]
  /** How many these would be if nothing had changed. */
  readonly expected: number
  /** Its share of the papers of each period, 0 to 1. */
  readonly course: readonly number[]
}

export interface SearchParts {
  /** The paper of a key as it was last added; one that is not told is no hit. */
  readonly paperOf: (key: PaperKey) => Paper | undefined
  /** What an earlier index knew; it is used as it is and belongs to this one from now on. */
  readonly saved?: SavedIndex | undefined
}

/** So many titles are compared by fuse.js, which takes it a few milliseconds. */
const MOST_TITLES = 60

export function createSearchIndex({ paperOf, saved }: SearchParts): SearchIndex {
  /** A document is numbered as its key, for good. */
  const keys = createWordTable(saved?.keys)
  const index = createPostingLists(saved)
  const columns = createColumns(saved?.columns)
  const tracer = createTracer(index.sequences)
  const subjects = createSubjects(index, shippedVectors(), saved?.meaning)
  const ranking = createRanking(index, tracer, subjects)
  const vocabulary = createVocabulary(index.lexicon, saved?.vocabulary)
  const acronyms = createAcronyms(saved?.acronyms)
  const virtual = createVirtualTerms(index, tracer, acronyms)
  const topics = createTopics({ documents: columns.documents, index, tracer, subjects, vocabulary, virtual })

  const mostUpvoted: Ties = (a, b) =>
    columns.upvotes(b) - columns.upvotes(a) || columns.day(b) - columns.day(a) || keys.compare(a, b)
  const newest: Ties = (a, b) => columns.day(b) - columns.day(a) || mostUpvoted(a, b)
  const orders: Readonly<Record<Sort, Order>> = {
    relevance: { ties: mostUpvoted },
    upvotes: { by: columns.upvotes, ties: mostUpvoted },
    date: { by: columns.day, ties: mostUpvoted },
  }

  const remove = (key: PaperKey): void => {
    const document = keys.find(key)
    if (!columns.has(document)) return
    for (const word of index.take(document)) vocabulary.note(word, -1)
    acronyms.take(document)
    subjects.take(document)
    virtual.forget()
    columns.clear(document)
  }
  const add = (paper: Paper): void => {
    const document = keys.number(paper.key)
    if (document > MOST_DOCUMENTS)
      throw new RangeError(`search: ${MOST_DOCUMENTS} papers have been in, no room for ${paper.key}`)
    const fingerprint = fingerprintOf(paper)
    if (!columns.has(document) || columns.fingerprint(document) !== fingerprint) {
      remove(paper.key)
      for (const word of index.put(document, paper)) vocabulary.note(word, 1)
      acronyms.put(document, paper)
      subjects.put(document)
      virtual.forget()
    }
    columns.put(document, paper, fingerprint)
  }
  const paperAt = (document: number): readonly Paper[] => {
    const paper = paperOf(keys.word(document))
    return paper ? [paper] : []
  }
  const papersOf = (ranked: readonly Ranked[]) => ranked.flatMap(({ document }) => paperAt(document))
  const explained = (
    ranked: readonly Ranked[],
    wanted: readonly Wanted[],
    near: ReadonlySet<number> = new Set(),
  ): readonly SearchHit[] => {
    const documents = ranked.map(({ document }) => document)
    const reasons = reasonsFor(index, tracer, wanted, documents)
    return ranked.flatMap(({ document, score }, i) =>
      paperAt(document).flatMap(paper => {
        const reason = reasons[i]
        return reason ? hitOf(paper, score, near.has(document), reason) : []
      }),
    )
  }
  const firstOf = (documents: readonly number[], most: number, { by = () => 0, ties }: Order) => {
    const best = createBest(Math.min(most, documents.length), ties)
    for (const document of documents) best.offer(document, by(document))
    return { ranked: best.ranked(), total: documents.length, more: false, near: new Set<number>() }
  }

  return {
    add(added) {
      for (const paper of added) add(paper)
    },
    remove,
    keys: () => columns.documents().map(keys.word),
    get size() {
      return columns.count
    },
    search(query, { limit, offset = (query.page - 1) * limit }) {
      if (query.arxivIds.length > 0) {
        const named = query.arxivIds.map(keys.find).filter(columns.has)
        const hits = named.slice(offset, offset + limit).map(document => ({ document, score: 0 }))
        return { hits: explained(hits, []), total: named.length, more: false, near: 0, mended: [] }
      }
      const { asked, mended, wordless } = wantedBy(query, index, vocabulary, virtual)
      const { among, accepts } = selectionBy(query, index, columns, tracer)
      const order = orders[query.sort]
      const wish = { most: offset + limit, accepts }
      const { ranked, total, more, near } = wordless
        ? firstOf((among ?? columns.documents()).filter(accepts), wish.most, order)
        : query.sort === 'relevance'
          ? ranking.relevant(asked, order.ties, wish)
          : ranking.fullest(asked, order, wish)
      return {
        hits: explained(ranked.slice(offset), asked.wanted, near),
        total,
        more,
        near: near.size,
        mended,
      }
    },
    similar(paper, limit, after) {
      const asked = askedBy(paper, index)
      const itself = keys.find(paper.key)
      const last = after === undefined ? -1 : numberOfDay(after)
      const accepts = (document: number) => document !== itself && columns.day(document) > last
      const wish = { most: limit, accepts }
      return explained(ranking.relevant(asked, mostUpvoted, wish).ranked, asked.wanted)
    },
    ofTopic(topic, papers) {
      const documents = papers.map(keys.find).filter(columns.has)
      const { said, about } = topics.of(topic, documents)
      const named = (found: ReadonlySet<number>) => new Set(Array.from(found, keys.word))
      return { said: named(said), about: named(about) }
    },
    async rising({ periods, recent, most }) {
      const documents = periods.map(papers => papers.map(keys.find).filter(columns.has))
      const rising = await risingTopics({ periods: documents, recent, most }, { index, acronyms, paperAt })
      return rising.map(({ documents: its, ...topic }) => ({ ...topic, papers: its.map(keys.word) }))
    },
    knows: text => tokens(text).some(({ word }) => index.frequency(index.term(stem(word))) > 0),
    titles(typed, limit) {
      const start = typed.trim().toLowerCase()
      const all = columns.documents()
      if (start === '') return papersOf(firstOf(all, limit, { ties: newest }).ranked)
      const keyed = all.filter(document => keys.begins(document, start))
      const found = titled(start, index, vocabulary)
      const best = createBest(MOST_TITLES, mostUpvoted)
      for (const [document, score] of found) best.offer(document, score)
      const likely = best
        .ranked()
        .flatMap(({ document, score }) => paperAt(document).map(paper => ({ paper, score })))
      const place = closeness(
        start,
        likely.map(({ paper }) => paper),
      )
      const ranked = likely
        .map(hit => ({ ...hit, place: place(hit.paper) }))
        .sort((a, b) => b.score - a.score || a.place - b.place)
        .map(({ paper }) => paper)
      const first = papersOf(firstOf(keyed, limit, { ties: mostUpvoted }).ranked)
      return [...new Set([...first, ...ranked])].slice(0, limit)
    },
    saved: () => ({
      ...index.saved(keys.size),
      keys: keys.saved(),
      columns: columns.saved(keys.size),
      vocabulary: vocabulary.saved(),
      acronyms: acronyms.saved(keys.size),
      meaning: subjects.saved(),
    }),
  }
}

/** Apart from where hits are chosen: a getter keeps alive for long what is around it. */
function hitOf(paper: Paper, score: number, near: boolean, reason: (paper: Paper) => Excerpt): SearchHit {
  return {
    paper,
    score,
    near,
    get why() {
      return reason(paper)
    },
  }
}
