import { createColumn, wholes } from '../index/column.ts'
import type { PostingLists } from '../index/posting-lists.ts'
import { walk } from '../index/sequences.ts'
import { createMeaning, type SavedMeaning } from './meaning.ts'
import type { WordVectors } from './word-vectors.ts'

/** What the documents of an index are about, see `Meaning`, made from the words that the index keeps of them. */
export interface Subjects {
  /** Notes a document that is in the index; again when it has changed. */
  put(document: number): void
  take(document: number): void
  /** From now on `likeness` is to words of these stems. Tells the share of them that has a meaning here, by rarity in the index: 0 to 1. */
  ask(stems: readonly string[]): number
  /** From now on `likeness` is to what was asked and to these documents, see `Meaning`. */
  follow(documents: readonly number[]): void
  /** −1 to 1; 0 for what has no known words. */
  likeness(document: number): number
  /** Calls `each` for all documents that are at least so alike, more than 0, in the order of their numbers. */
  near(least: number, each: (document: number, likeness: number) => void): void
  saved(): SavedMeaning
}

export function createSubjects(index: PostingLists, vectors: WordVectors, saved?: SavedMeaning): Subjects {
  const meaning = createMeaning(vectors, saved)
  /** By term: one more than the number its stem has among the vectors; 0 where that was not looked up yet. */
  const numbers = createColumn(wholes)
  const numberOf = (term: number): number => {
    const known = numbers.at(term)
    if (known > 0) return known - 1
    const number = vectors.find(index.lexicon.text(term))
    numbers.set(term, number + 1)
    return number
  }
  return {
    put(document) {
      const texts: Readonly<Record<'title' | 'abstract', number[]>> = { title: [], abstract: [] }
      let text: number[] | undefined
      walk(index.sequences.codes(document), {
        part(field) {
          text = field === 'title' || field === 'abstract' ? texts[field] : undefined
        },
        word(word) {
          if (text && !index.lexicon.isStopWord(word)) text.push(numberOf(index.lexicon.stem(word)))
        },
      })
      meaning.put(document, texts.title, texts.abstract)
    },
    take: meaning.take,
    ask(stems) {
      const said = stems.map(stem => ({ number: vectors.find(stem), rarity: index.rarity(index.term(stem)) }))
      meaning.ask(said.map(({ number }) => number))
      const sum = (all: typeof said) => all.reduce((total, { rarity }) => total + rarity, 0)
      return said.length === 0 ? 0 : sum(said.filter(({ number }) => number > 0)) / sum(said)
    },
    follow: meaning.follow,
    likeness: meaning.likeness,
    near: meaning.near,
    saved: meaning.saved,
  }
}
