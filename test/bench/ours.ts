import { statSync } from 'node:fs'
import type { Paper } from '../../src/papers.ts'
import { readIndex, type SavedIndex, writeIndex } from '../../src/search/index/saved-index.ts'
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
export function createOurs({ table }: EngineParts, saved?: SavedIndex): Engine {
  const index = createSearchIndex({ paperOf: table.paper, saved })
  return {
    add: papers => index.add(papers),
    settle() {},
    search(text, limit) {
      const { hits } = index.search(readQuery(text, TODAY).query, { limit })
      for (const hit of hits.slice(0, SHOWN)) void hit.why
      return hits.map(({ paper }) => paper.key)
    },
    save(file) {
      writeIndex(file, index.saved())
      return statSync(file).size
    },
  }
}

/** The same as a bot has it that starts again: from the snapshot that `save` wrote. */
export function loadOurs(parts: EngineParts): Engine {
  const read = readIndex(parts.snapshot)
  if (read.kind !== 'read') throw new Error(`${parts.snapshot} is ${read.kind}`)
  return createOurs(parts, read.index)
}
