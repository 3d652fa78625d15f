import type { Log } from '../chat.ts'
import type { Paper, PaperKey } from '../papers.ts'
import { readIndex, writeIndex } from '../search/index/saved-index.ts'
import { createSearchIndex, type SearchIndex } from '../search/search.ts'

export interface KeptIndex {
  readonly index: SearchIndex
  /**
   * To be called when all papers were added: what is in the index and not among them goes, and an index that was
   * built anew is kept for the next start.
   */
  settle(): void
  /** Keeps the index as it is now. That it could not be kept is said and costs the next start its time. */
  keep(): void
}

export interface KeptIndexParts {
  /** The file it is kept in; absent where nothing outlives the process. */
  readonly file: string | undefined
  /** The paper of a key as it was last added, see `SearchIndex`. */
  readonly paperOf: (key: PaperKey) => Paper | undefined
  readonly log: Log
}

/** Opens the search index as it was kept, so that a start need not read every paper; without that, an empty one. */
export function openIndex({ file, paperOf, log }: KeptIndexParts): KeptIndex {
  const read = file === undefined ? undefined : readIndex(file)
  if (read?.kind === 'unusable') log('warn', 'the search index is built anew', { file, why: read.why })
  const saved = read?.kind === 'read' ? read.index : undefined
  const index = createSearchIndex({ paperOf, saved })
  const keep = (): void => {
    if (file === undefined) return
    try {
      writeIndex(file, index.saved())
    } catch (error) {
      log('warn', 'the search index could not be kept', { file, error })
    }
  }
  return {
    index,
    settle() {
      for (const key of index.keys()) if (paperOf(key)?.key !== key) index.remove(key)
      if (!saved) keep()
    },
    keep,
  }
}
