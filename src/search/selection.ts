import type { Paper } from '../papers.ts'
import { passes } from './filters.ts'
import { documentOf, type Field, type PostingLists, timesIn } from './posting-lists.ts'
import type { Query } from './query.ts'
import { isStopWord, stem, type Token, tokens } from './text.ts'

/** Which documents a query leaves in, whatever its free words say. */
export interface Selection {
  /** All that may pass; undefined when every document may. */
  readonly among: readonly number[] | undefined
  readonly accepts: (document: number) => boolean
}

/**
 * Authors, organizations and phrases are looked up first, so that names are compared, and days and
 * upvotes looked at, for few papers only.
 */
export function selectionBy(
  { phrases, without, filters }: Query,
  index: PostingLists,
  paperOf: (document: number) => Paper | undefined,
): Selection {
  const { authors, organizations, ...others } = filters
  const required = [
    ...phrases.map(phrase => saying(phrase, index)),
    ...authors.map(name => having(tokens(name), ['authors'], index)),
    ...organizations.map(name => having(tokens(name), ['organization'], index)),
  ]
  const [smallest, ...larger] = required.toSorted((a, b) => a.length - b.length)
  const sets = larger.map(documents => new Set(documents))
  const among = smallest?.filter(document => sets.every(set => set.has(document)))
  const allowed = among && new Set(among)
  const refused = new Set(without.flatMap(phrase => saying(phrase, index)))
  const asked = required.length + refused.size + Object.keys(others).length > 0
  if (!asked) return { among: undefined, accepts: () => true }
  return {
    among,
    accepts(document) {
      if (refused.has(document) || (allowed && !allowed.has(document))) return false
      const paper = paperOf(document)
      return paper !== undefined && passes(paper, filters)
    },
  }
}

/** Documents in whose title or abstract the words of the phrase stand one after the other, inflection aside. */
function saying(phrase: string, index: PostingLists): readonly number[] {
  const words = tokens(phrase).filter(token => !token.compound)
  const terms = words.map(({ word }) => index.term(stem(word)))
  if (terms.length === 0 || terms.includes(0)) return []
  return having(words, ['title', 'abstract'], index).filter(document => {
    const sequence = index.sequence(document)
    for (let at = sequence.indexOf(terms[0] ?? 0); at >= 0; at = sequence.indexOf(terms[0] ?? 0, at + 1)) {
      if (terms.every((term, i) => sequence[at + i] === term)) return true
    }
    return false
  })
}

/** Documents that have all words, each in one of the fields; stop words and initials are not looked up. */
function having(words: readonly Token[], fields: readonly Field[], index: PostingLists): readonly number[] {
  const stands = (posting: number) => fields.some(field => timesIn(posting, field) > 0)
  const [rarest, ...others] = words
    .filter(({ word, compound }) => !compound && word.length > 1 && !isStopWord(word))
    .map(({ word }) => index.term(stem(word)))
    .sort((a, b) => index.frequency(a) - index.frequency(b))
  if (rarest === undefined) return Array.from({ length: index.highest + 1 }, (_, document) => document)
  const found = Array.from(index.postings(rarest)).filter(stands).map(documentOf)
  return found.filter(document => others.every(term => stands(index.posting(term, document))))
}
