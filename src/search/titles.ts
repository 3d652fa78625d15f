import Fuse from 'fuse.js'
import type { Paper } from '../papers.ts'
import { documentOf, type PostingLists, standsIn } from './index/posting-lists.ts'
import type { Vocabulary } from './spelling/spelling.ts'
import { isStopWord, stem, tokens } from './text.ts'

/** A word that is being typed may become so many, the most frequent ones. */
const MOST_ENDINGS = 50
/** More letters than this do not tell titles apart any better. */
const LONGEST_TYPED = 100

/**
 * Documents whose title has words of what is being typed, by how many: any word may be unfinished or
 * mistyped, a finished one counts half as much again.
 */
export function titled(
  typed: string,
  index: PostingLists,
  vocabulary: Vocabulary,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  const words = tokens(typed.slice(0, LONGEST_TYPED)).filter(token => !token.compound)
  for (const [place, { word }] of words.entries()) {
    if (isStopWord(word) && place < words.length - 1) continue
    const endings = vocabulary.beginning(word, MOST_ENDINGS)
    const meant = endings.length > 0 ? endings : [vocabulary.mend(word) ?? word]
    const itself = index.term(stem(word))
    const counted = new Map<number, number>()
    for (const term of new Set([...meant.map(ending => index.term(stem(ending))), itself])) {
      for (const posting of index.postings(term)) {
        const document = documentOf(posting)
        if (standsIn(posting, 'title') && counted.get(document) !== 1.5)
          counted.set(document, term === itself ? 1.5 : 1)
      }
    }
    for (const [document, count] of counted) found.set(document, (found.get(document) ?? 0) + count)
  }
  return found
}

/** Which of these titles comes how soon, as fuse.js ranks them; it takes some 40 µs a title. */
export function closeness(typed: string, papers: readonly Paper[]): (paper: Paper) => number {
  const fuse = new Fuse(papers, { keys: ['title'], useTokenSearch: true, ignoreLocation: true })
  const places = new Map(fuse.search(typed.slice(0, LONGEST_TYPED)).map(({ item }, place) => [item, place]))
  return paper => places.get(paper) ?? papers.length
}
