import type { Occurrences, Tracer } from './occurrences.ts'
import { documentOf, type PostingLists, seek, standsIn } from './posting-lists.ts'
import type { Field } from './sequences.ts'

/** The postings of the rarest term in the documents that have all terms, each in one of the fields. */
export function postingsWithAll(
  terms: readonly number[],
  fields: readonly Field[],
  index: PostingLists,
): readonly number[] {
  const stands = (posting: number) => fields.some(field => standsIn(posting, field))
  const [rarest = new Uint32Array(0), ...others] = [...new Set(terms)]
    .map(index.postings)
    .sort((a, b) => a.length - b.length)
  const places = others.map(() => 0)
  const found: number[] = []
  for (let row = 0; row < rarest.length; row += 1) {
    const posting = rarest[row] ?? 0
    const document = documentOf(posting)
    const everywhere = others.every((postings, i) => {
      const at = seek(postings, document, places[i])
      places[i] = at
      const other = postings[at] ?? 0
      return documentOf(other) === document && stands(other)
    })
    if (everywhere && stands(posting)) found.push(posting)
  }
  return found
}

/** Which of the documents have the terms one after the other in title or abstract. */
export function saying(
  terms: readonly number[],
  documents: readonly number[],
  index: PostingLists,
  tracer: Tracer,
): readonly number[] {
  const distinct = [...new Set(terms)]
  const ids = terms.map(term => distinct.indexOf(term) + 1)
  const found: number[] = []
  tracer.trace(distinct.map(index.lexicon.inflections), documents, (document, occurrences) => {
    for (let at = 0; at < occurrences.count; at += 1) {
      if (!standsAt(occurrences, at, ids)) continue
      found.push(document)
      return
    }
  })
  return found
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
