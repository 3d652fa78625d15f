import type { Paper } from '../../src/papers.ts'
import { readQuery } from '../../src/search/query.ts'
import { createSearchIndex, type SearchIndex } from '../../src/search/search.ts'
import type { Engine, EngineParts } from './engines.ts'

/** Only `since:` with a span of days looks at it. */
const TODAY = '2026-11-25'
/** A page of hits; of no more is it said why. */
const SHOWN = 5

/** Our index over papers that are all in memory. */
export function indexOver(papers: readonly Paper[]): SearchIndex {
  const byKey = new Map(papers.map(paper => [paper.key, paper]))
  const index = createSearchIndex({ paperOf: key => byKey.get(key) })
  index.add(papers)
  return index
}

/** Our whole chain: what was typed is read, mended, searched and ordered, and of each hit shown it is said why. */
export function createOurs({ table }: EngineParts): Engine {
  const index = createSearchIndex({ paperOf: table.paper })
  return {
    add: papers => index.add(papers),
    settle() {},
    search(text, limit) {
      const { hits } = index.search(readQuery(text, TODAY).query, { limit })
      for (const hit of hits.slice(0, SHOWN)) void hit.why
      return hits.map(({ paper }) => paper.key)
    },
  }
}
