import { isStopWord, stem, tokens } from '../../search/text.ts'
import type { PhrasedLabel } from './intent-phrases.ts'

/** Words that give an intent away where hardly anything else is said; what is told by the text stands behind what the record tells. */
const cues: readonly (readonly [PhrasedLabel, ReadonlySet<string>])[] = (
  [
    ['cite', 'bibtex citation cite'],
    ['code', 'code github repo repository implementation checkpoint sourced'],
    ['popularity', 'upvotes likes votes popular trending comments'],
    ['authors', 'author authors wrote affiliation lab university company institute'],
    ['date', 'date year published'],
    ['link', 'link url pdf arxiv website homepage'],
    ['similar', 'similar related alike resembles'],
    [
      'explain_simple',
      'simple simply simpler simplify simplified layman beginner understandable eli5 jargon plain',
    ],
    [
      'limitation',
      'limitation limits limited weakness weak drawback downside shortcoming caveat fails failure problem issues bad flaw',
    ],
    ['dataset', 'dataset benchmark corpus corpora data'],
    ['results', 'results finding outcome performance accuracy scores improvement gains outperform beat sota'],
    ['novelty', 'novel novelty new contribution different innovation innovative original unique'],
    ['motivation', 'motivation motivated goal purpose matter important'],
    ['method', 'method methodology approach architecture technique algorithm pipeline'],
    ['summarize', 'summary summarize gist tldr overview takeaway synopsis'],
  ] as const
).map(([label, words]) => [label, new Set(words.split(' ').map(stem))])

/** Words that shape a request and tell nothing of its subject. */
const shaping = new Set(
  (
    'paper one article work works thing things tell give show get got make makes made use used find found come comes main say says claim claims admit ' +
    'report reports mention mentions really actually please explain describe know look see want need like kind sort type good set training train test ' +
    'list name quick short brief own use overall exactly anything something any first second third last authors there'
  )
    .split(' ')
    .map(stem),
)
/** More words of other things make it a question about these. */
const MOST_OTHERS = 1

/** Questions with a subject of their own, though cue words stand in them. */
const ownSubject = /^(?:how (?:do|does|did|is|are|was|were|can|could)|why|who|when)\b/i

/** The intent whose cue words stand in an utterance that says little else; undefined where none does. */
export function cuedIntent(text: string): PhrasedLabel | undefined {
  if (ownSubject.test(text)) return undefined
  const said = tokens(text).flatMap(({ word, compound }) => (compound ? [] : [word]))
  const stems = said.filter(word => !isStopWord(word)).map(stem)
  for (const [label, words] of cues) {
    const cued = stems.filter(word => words.has(word)).length
    const others = stems.filter(word => !words.has(word) && !shaping.has(word)).length
    if (cued > 0 && others <= MOST_OTHERS) return label
  }
  return undefined
}
