import { documentOf, type PostingLists, seek, standsIn } from '../index/posting-lists.ts'
import { stem } from '../text.ts'
import type { Company } from './mending.ts'

/** Of words that are both in more papers it is not looked up how many have both: it would tell little. */
const MOST_LOOKED_AT = 1000
/** What papers with both words in the title count: those are the words that people remember. */
const IN_TITLE = 5

/** The company that the words of an index keep, looked up where the rarer of two stands. */
export function companyIn(index: PostingLists): Company {
  const postingsOf = (word: string) => index.postings(index.term(stem(word)))
  return {
    size: index.count,
    papers: word => index.frequency(index.term(stem(word))),
    together(word, other) {
      const [rare, frequent] = [postingsOf(word), postingsOf(other)].sort((a, b) => a.length - b.length)
      if (!rare || !frequent) return 0
      if (rare.length > MOST_LOOKED_AT) return (rare.length * frequent.length) / index.count
      let [together, place] = [0, 0]
      for (let row = 0; row < rare.length; row += 1) {
        const posting = rare[row] ?? 0
        place = seek(frequent, documentOf(posting), place)
        const beside = frequent[place] ?? 0
        if (documentOf(beside) !== documentOf(posting)) continue
        together += standsIn(posting, 'title') && standsIn(beside, 'title') ? IN_TITLE : 1
      }
      return together
    },
  }
}
