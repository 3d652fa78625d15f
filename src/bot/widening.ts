import { readQuery } from '../search/query.ts'
import type { SearchIndex } from '../search/search.ts'

/** A search that finds papers where one with a filter more finds none. */
export interface Wider {
  /** All that is searched for, as typed. */
  readonly words: string
  /** The filter that is left out, as typed. */
  readonly without: string
  readonly total: number
  /** There are more than `total`, which were not counted. */
  readonly more: boolean
}

/** The filter whose absence lets most papers be found; undefined where no single one is in the way. */
export function widerSearch(
  index: SearchIndex,
  words: string,
  literal: boolean,
  today: string,
): Wider | undefined {
  const candidates = readQuery(words, today).filters.flatMap(without => {
    const left = words.replace(without, '').replace(/\s+/g, ' ').trim()
    if (left === '') return []
    const { total, more } = index.search({ ...readQuery(left, today).query, literal }, { limit: 1 })
    return total > 0 ? [{ words: left, without, total, more }] : []
  })
  return candidates.toSorted((a, b) => b.total - a.total)[0]
}
