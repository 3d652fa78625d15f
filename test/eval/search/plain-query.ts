import { MOST_WORDS, type Query, queryOf } from '../../../src/search/query.ts'
import { tokens } from '../../../src/search/text.ts'

/**
 * The query that a text is when all of it is words: quotes, colons and a minus part words and mean nothing, a
 * number that looks like an arXiv id is a number. As many words count as in a query that is typed.
 */
export function plainQuery(text: string): Query {
  const words: string[] = []
  let room = MOST_WORDS
  for (const piece of text.split(/\s+/)) {
    const kept = tokens(piece)
      .filter(token => !token.compound)
      .slice(0, room)
    room -= kept.length
    if (kept.length > 0) words.push(piece.slice(kept[0]?.start, kept.at(-1)?.end))
  }
  return queryOf(words)
}
