import { createColumn, wholes } from '../index/column.ts'
import type { PostingLists } from '../index/posting-lists.ts'
import { createPhraseTree, type PhraseTree } from './phrase-tree.ts'
import { eachPart, inTurns } from './reading.ts'

/** What may be a topic: a phrase that papers have as a keyword of the hub's, or in their titles. */
export interface Candidate {
  readonly terms: readonly number[]
  /** Papers that have it as a keyword, and those of which a longer keyword ends with it. */
  readonly keyed: number
  readonly heads: number
}

export interface Vocabulary {
  readonly candidates: readonly Candidate[]
  /** Papers that have keywords at all. */
  readonly keyed: number
}

/** Words of a phrase in a title, of a keyword. */
const LONGEST = Object.freeze({ title: 3, keyword: 4 })
/** Papers that have it so. */
const LEAST = Object.freeze({ titles: 3, keywords: 2 })

/** The phrases that several of the documents name themselves by, inflections folded. Lets others work in between. */
export async function vocabularyOf(
  documents: Iterable<number>,
  index: Pick<PostingLists, 'lexicon' | 'sequences'>,
): Promise<Vocabulary> {
  const { lexicon } = index
  const tree = createPhraseTree()
  const [titles, keyed, heads] = [createTally(), createTally(), createTally()]
  const withKeywords = new Set<number>()

  const inTitle = (words: readonly number[], document: number): void => {
    for (let from = 0; from < words.length; from += 1) {
      let phrase = 0
      for (const word of words.slice(from, from + LONGEST.title)) {
        if (lexicon.isStopWord(word)) break
        phrase = tree.grow(phrase, lexicon.stem(word))
        titles.note(phrase, document)
      }
    }
  }
  const asKeyword = (words: readonly number[], document: number): void => {
    const last = words.at(-1)
    withKeywords.add(document)
    if (last === undefined || words.length > LONGEST.keyword) return
    keyed.note(
      words.reduce((phrase, word) => tree.grow(phrase, lexicon.stem(word)), 0),
      document,
    )
    if (words.length > 1) heads.note(tree.grow(0, lexicon.stem(last)), document)
  }
  await inTurns(documents, document =>
    eachPart(document, index, (field, words) => {
      if (field === 'title') inTitle(words, document)
      else if (field === 'keywords') asKeyword(words, document)
    }),
  )

  const found: Candidate[] = []
  await inTurns(numbersOf(tree), phrase => {
    if (titles.of(phrase) < LEAST.titles && keyed.of(phrase) < LEAST.keywords) return
    found.push({ terms: tree.terms(phrase), keyed: keyed.of(phrase), heads: heads.of(phrase) })
  })
  return { candidates: found, keyed: withKeywords.size }
}

/** Counts documents by phrase, each once, as long as they come one after the other. */
function createTally() {
  const counts = createColumn(wholes)
  const last = createColumn(wholes)
  return {
    note(phrase: number, document: number): void {
      if (last.at(phrase) === document) return
      last.set(phrase, document)
      counts.set(phrase, counts.at(phrase) + 1)
    },
    of: counts.at,
  }
}

function* numbersOf({ size }: PhraseTree): Iterable<number> {
  for (let phrase = 1; phrase <= size; phrase += 1) yield phrase
}
