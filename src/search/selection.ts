import { type Columns, numberOfDay } from './index/columns.ts'
import type { Tracer } from './index/occurrences.ts'
import { postingsWithAll, saying } from './index/phrases.ts'
import { documentOf, type PostingLists } from './index/posting-lists.ts'
import { type Field, namesIn } from './index/sequences.ts'
import type { Query } from './query.ts'
import { isStopWord, stem, type Token, tokens } from './text.ts'

/** Which documents a query leaves in, whatever its free words say. */
export interface Selection {
  /** All that may pass; undefined when every document may. */
  readonly among: readonly number[] | undefined
  readonly accepts: (document: number) => boolean
}

/**
 * The same as `passes` and the phrases say, from numbers. Authors, organizations and phrases are looked up first,
 * so that days and upvotes are looked at for few documents only.
 */
export function selectionBy(
  { phrases, without, filters }: Query,
  index: PostingLists,
  columns: Columns,
  tracer: Tracer,
): Selection {
  const { authors, organizations, since, until, hasCode, minUpvotes } = filters
  const quoting = (phrase: string) => documentsSaying(phrase, index, columns, tracer)
  const named = (name: string, field: Field) => documentsNaming(name, field, index, columns)
  const required = [
    ...phrases.map(quoting),
    ...authors.map(name => named(name, 'authors')),
    ...organizations.map(name => named(name, 'organization')),
  ]
  const [smallest, ...larger] = required.toSorted((a, b) => a.length - b.length)
  const sets = larger.map(documents => new Set(documents))
  const among = smallest?.filter(document => sets.every(set => set.has(document)))
  const allowed = among && new Set(among)
  const refused = new Set(without.flatMap(quoting))
  const first = numberOfDay(since)
  const last = until === undefined ? Number.POSITIVE_INFINITY : numberOfDay(until)
  const dated = since !== undefined || until !== undefined
  return {
    among,
    accepts(document) {
      if (allowed && !allowed.has(document)) return false
      if (refused.size > 0 && refused.has(document)) return false
      if (minUpvotes !== undefined && columns.upvotes(document) < Math.max(0, minUpvotes)) return false
      if (hasCode !== undefined && hasCode !== columns.hasCode(document)) return false
      if (!dated) return true
      const day = columns.day(document)
      return day !== 0 && day >= first && day <= last
    },
  }
}

/** Documents in whose title or abstract the words of the phrase stand one after the other, inflection aside. */
function documentsSaying(
  phrase: string,
  index: PostingLists,
  columns: Columns,
  tracer: Tracer,
): readonly number[] {
  const words = tokens(phrase).filter(token => !token.compound)
  const terms = words.map(({ word }) => index.term(stem(word)))
  if (terms.length === 0 || terms.includes(0)) return []
  return saying(terms, documentsHaving(words, ['title', 'abstract'], index, columns), index, tracer)
}

/**
 * Documents of which one name in the field has all words of the wanted one, in any order; a single letter stands for
 * an initial.
 */
function documentsNaming(
  wanted: string,
  field: Field,
  index: PostingLists,
  columns: Columns,
): readonly number[] {
  const { lexicon, sequences } = index
  const words = tokens(wanted).filter(token => !token.compound)
  const parts = words.map(({ word }) => ({
    letter: word.length === 1 ? word : '',
    number: lexicon.find(word),
  }))
  if (parts.length === 0) return []
  return documentsHaving(words, [field], index, columns).filter(document =>
    namesIn(sequences.codes(document), field).some(name =>
      parts.every(({ letter, number }) =>
        name.some(word => (letter === '' ? word === number : lexicon.begins(word, letter))),
      ),
    ),
  )
}

/** Documents that have all words, each in one of the fields; stop words and initials are not looked up. */
function documentsHaving(
  words: readonly Token[],
  fields: readonly Field[],
  index: PostingLists,
  columns: Columns,
): readonly number[] {
  const terms = words
    .filter(({ word, compound }) => !compound && word.length > 1 && !isStopWord(word))
    .map(({ word }) => index.term(stem(word)))
  return terms.length === 0 ? columns.documents() : postingsWithAll(terms, fields, index).map(documentOf)
}
