import { type Columns, numberOfDay } from './columns.ts'
import type { Occurrences, Tracer } from './occurrences.ts'
import { documentOf, type PostingLists, seek, standsIn } from './posting-lists.ts'
import type { Query } from './query.ts'
import { type Field, namesIn } from './sequences.ts'
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
  const saying = (phrase: string) => documentsSaying(phrase, index, columns, tracer)
  const named = (name: string, field: Field) => documentsNaming(name, field, index, columns)
  const required = [
    ...phrases.map(saying),
    ...authors.map(name => named(name, 'authors')),
    ...organizations.map(name => named(name, 'organization')),
  ]
  const [smallest, ...larger] = required.toSorted((a, b) => a.length - b.length)
  const sets = larger.map(documents => new Set(documents))
  const among = smallest?.filter(document => sets.every(set => set.has(document)))
  const allowed = among && new Set(among)
  const refused = new Set(without.flatMap(saying))
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
  const distinct = [...new Set(terms)]
  const ids = terms.map(term => distinct.indexOf(term) + 1)
  const inflections = distinct.map(index.lexicon.inflections)
  const documents: number[] = []
  const likely = documentsHaving(words, ['title', 'abstract'], index, columns)
  tracer.trace(inflections, likely, (document, found) => {
    for (let at = 0; at < found.count; at += 1) {
      if (!standsAt(found, at, ids)) continue
      documents.push(document)
      return
    }
  })
  return documents
}

/** Whether these words stand one after the other, the first of them at an occurrence. */
function standsAt({ count, ids, places }: Occurrences, first: number, wanted: readonly number[]): boolean {
  let at = first
  for (const [i, id] of wanted.entries()) {
    while (i > 0 && at < count && places[at] === -1) at += 1
    if (at >= count || ids[at] !== id || places[at] !== (places[first] ?? 0) + i) return false
    at += 1
  }
  return places[first] !== -1
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
  const stands = (posting: number) => fields.some(field => standsIn(posting, field))
  const [rarest, ...others] = words
    .filter(({ word, compound }) => !compound && word.length > 1 && !isStopWord(word))
    .map(({ word }) => index.postings(index.term(stem(word))))
    .sort((a, b) => a.length - b.length)
  if (!rarest) return columns.documents()
  const places = others.map(() => 0)
  const documents: number[] = []
  for (const posting of rarest) {
    const document = documentOf(posting)
    const everywhere = others.every((postings, i) => {
      const at = seek(postings, document, places[i])
      places[i] = at
      const other = postings[at] ?? 0
      return documentOf(other) === document && stands(other)
    })
    if (everywhere && stands(posting)) documents.push(document)
  }
  return documents
}
