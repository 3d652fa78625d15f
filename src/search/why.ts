import type { Paper } from '../papers.ts'
import type { Occurrences, Tracer } from './index/occurrences.ts'
import type { PostingLists } from './index/posting-lists.ts'
import { sentenceEnds } from './index/sequences.ts'
import { type Excerpt, excerptOf } from './passage.ts'
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
  const byId = [0, ...weights.values()]
  const inflections = [...weights.keys()].map(stem => index.lexicon.inflections(index.term(stem)))
  const reasons: ((paper: Paper) => Excerpt)[] = []
  tracer.trace(inflections, documents, (document, found) => {
    const chosen = weightiestPart(found, byId)
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

/**
 * The first sentence whose words, each counted once, weigh most; 0 for the title where only that has any, and the first
 * sentence where nothing has.
 */
function weightiestPart({ count, ids, parts }: Occurrences, weights: readonly number[]): number {
  let chosen = count > 0 && parts[0] === 0 ? 0 : 1
  let most = 0
  for (let at = 0; at < count; ) {
    const part = parts[at] ?? 0
    const first = at
    let weight = 0
    for (; at < count && parts[at] === part; at += 1) {
      const id = ids[at] ?? 0
      if (ids.indexOf(id, first) === at) weight += weights[id] ?? 0
    }
    if (part > 0 && weight > most) [chosen, most] = [part, weight]
  }
  return chosen
}
