import type { Paper } from '../papers.ts'
import type { Occurrences, Tracer } from './index/occurrences.ts'
import type { PostingLists } from './index/posting-lists.ts'
import { sentenceEnds } from './index/sequences.ts'
import { type Excerpt, excerptOf, weightiest } from './passage.ts'
import type { Wanted } from './wanted-terms.ts'

/**
 * Tells for documents why they are hits, as `excerpt` does for papers that are in no index: the sentence is chosen from
 * numbers at once, and only it is read, when the excerpt is.
 */
export function reasonsFor(
  index: PostingLists,
  tracer: Tracer,
  wanted: readonly Wanted[],
  documents: readonly number[],
): readonly ((paper: Paper) => Excerpt)[] {
  const weights = new Map<string, number>()
  for (const { stem, term, weight, virtual } of wanted) {
    const stems = virtual ? virtual.stems.filter(stem => !index.lexicon.isStopWord(index.term(stem))) : [stem]
    const worth = virtual ? virtual.worth / stems.length : weight * index.rarity(term)
    for (const one of stems) weights.set(one, worth + (weights.get(one) ?? 0))
  }
  const byId = new Map([...weights.values()].map((weight, i) => [i + 1, weight]))
  const inflections = [...weights.keys()].map(stem => index.lexicon.inflections(index.term(stem)))
  const reasons: ((paper: Paper) => Excerpt)[] = []
  tracer.trace(inflections, documents, (document, found) => {
    const idsByPart = partsOf(found)
    const sentences = [...idsByPart].filter(([part]) => part > 0)
    const [chosen = idsByPart.has(0) ? 0 : 1] = weightiest(sentences, ([, ids]) => ids, byId) ?? []
    const ends = sentenceEnds(index.sequences.codes(document))
    const [from = 0, end = 0] = [ends[chosen - 2], ends[chosen - 1]]
    reasons.push(paper => {
      const piece = paper.abstract.slice(from, end)
      const start = end - piece.trimStart().length
      return excerptOf(paper, chosen === 0 || piece === '' ? undefined : { start, end }, weights)
    })
  })
  return reasons
}

/** Which wanted words each part has, in order. */
function partsOf({ count, ids, parts }: Occurrences): ReadonlyMap<number, readonly number[]> {
  const byPart = new Map<number, number[]>()
  for (let at = 0; at < count; at += 1) {
    byPart.getOrInsertComputed(parts[at] ?? 0, () => []).push(ids[at] ?? 0)
  }
  return byPart
}
