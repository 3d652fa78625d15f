import type { PostingLists } from '../index/posting-lists.ts'
import { createPhraseTree } from './phrase-tree.ts'
import { eachPart, inTurns } from './reading.ts'

/** Where a phrase is said. */
export interface Count {
  /** Documents of each period whose title or abstract says it. */
  readonly byPeriod: readonly number[]
  /** Documents of all periods whose title says it. */
  readonly inTitle: number
  /** The documents of the recent periods that say it. */
  readonly recent: readonly number[]
}

/**
 * Counts phrases, given by their terms, in the documents of periods; those from number `recent` on are told one by
 * one. Keywords do not count, since only some papers have them. Lets others work in between.
 */
export async function countPhrases(
  phrases: readonly (readonly number[])[],
  periods: readonly (readonly number[])[],
  recent: number,
  index: Pick<PostingLists, 'lexicon' | 'sequences'>,
): Promise<readonly Count[]> {
  const { lexicon } = index
  const tree = createPhraseTree()
  const ends = phrases.map(terms => terms.reduce(tree.grow, 0))
  const counts = new Map(
    ends.map(end => [end, { byPeriod: periods.map(() => 0), inTitle: 0, recent: [] as number[] }]),
  )
  const longest = Math.max(0, ...phrases.map(({ length }) => length))
  const seen = new Uint32Array(tree.size + 1)
  const seenInTitle = new Uint32Array(tree.size + 1)

  const say = (end: number, document: number, period: number, isTitle: boolean): void => {
    const count = counts.get(end)
    if (!count) return
    if (isTitle && seenInTitle[end] !== document) {
      seenInTitle[end] = document
      count.inTitle += 1
    }
    if (seen[end] === document) return
    seen[end] = document
    count.byPeriod[period] = (count.byPeriod[period] ?? 0) + 1
    if (period >= recent) count.recent.push(document)
  }
  for (const [period, documents] of periods.entries()) {
    await inTurns(documents, document =>
      eachPart(document, index, (field, words) => {
        if (field !== 'title' && field !== 'abstract') return
        for (let from = 0; from < words.length; from += 1) {
          let phrase = 0
          for (let at = from; at < words.length && at < from + longest; at += 1) {
            phrase = tree.follow(phrase, lexicon.stem(words[at] ?? 0))
            if (phrase === 0) break
            say(phrase, document, period, field === 'title')
          }
        }
      }),
    )
  }
  return ends.map(end => counts.get(end) ?? { byPeriod: [], inTitle: 0, recent: [] })
}
