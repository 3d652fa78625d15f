import type { Paper } from '../src/papers.ts'
import type { SavedIndex } from '../src/search/index/saved-index.ts'
import { createSearchIndex, type SearchIndex } from '../src/search/search.ts'

/** An index that has its papers from whoever adds them, as the library does for the bot. */
export function createOwnIndex(papers: Iterable<Paper> = [], saved?: SavedIndex): SearchIndex {
  const known = new Map<string, Paper>()
  const index = createSearchIndex({ paperOf: key => known.get(key), saved })
  const add = (added: Iterable<Paper>): void => {
    const all = [...added]
    for (const paper of all) known.set(paper.key, paper)
    index.add(all)
  }
  add(papers)
  return {
    ...index,
    get size() {
      return index.size
    },
    add,
  }
}
