import type { Day, Paper } from '../../papers.ts'
import { isStopWord, stem, tokens } from '../../search/text.ts'
import { RAREST, rarityInField } from '../evidence/rarity.ts'
import { type Intent, readIntent } from '../intents/intents.ts'
import { mended } from '../mended.ts'
import { reading } from '../reading.ts'
import { readMention } from './mention.ts'
import { pointedAt } from './which-paper.ts'

/** Whom an utterance is about that is not in the list: a paper of the library, or a name that nobody knows. */
export type Outsider =
  | { readonly kind: 'paper'; readonly paper: Paper; readonly said: string }
  | { readonly kind: 'stranger'; readonly said: string }

/** Who asks for the paper of a name by it, and not who names a thing besides. */
const before =
  /(?:^|\s)(?:of|for|about|in|does|do|did|is|are|was|has|have|can|wrote|made|built|behind|summari[sz]e|explain|describe|cite|save|compare|between|and|with|to|than|like|vs|versus|tldr|abstract|against)\s+(?:the\s+)?$/i
/** What a paper is held against stands behind these, and so does what it is made with. */
const heldAgainst = /\b(?:with|to|than|and|vs|versus|like|against)\s+(?:the\s+)?$/i
/** Names of titles have no more words. */
const LONGEST_NAME = 5
/**
 * A word as rare as this names a paper where a title begins with it and a colon. Of 13,610 such titles commoner words are
 * `Position`, `Script`, `Lens` and some twenty others, which people use for what they mean. Several words name one whose
 * record or summary is asked for, however common they are.
 */
const NAMING = 6.5
const SHORTEST_STRANGER = 4

/** What is said of one paper or two; the list, a search or a topic are no paper. */
const ofPaper: Readonly<Partial<Record<Intent['label'], 'facts' | 'text'>>> = {
  authors: 'facts',
  date: 'facts',
  link: 'facts',
  code: 'facts',
  popularity: 'facts',
  cite: 'facts',
  abstract: 'facts',
  summarize: 'facts',
  details: 'facts',
  explain_simple: 'facts',
  similar: 'facts',
  newer: 'facts',
  save: 'facts',
  compare: 'facts',
  question: 'text',
  define: 'text',
  method: 'text',
  results: 'text',
  dataset: 'text',
  limitation: 'text',
  novelty: 'text',
  motivation: 'text',
}

/**
 * Reads `what does grokfast do?`, in small letters too, where no paper of the list bears or mentions the name. `named`
 * knows the papers of the library by their names. What abstracts could tell of a stranger is left to them.
 */
export function outsiderIn(
  heard: string,
  papers: readonly Paper[],
  named: (name: string) => Paper | undefined,
  today: Day,
): Outsider | undefined {
  const mention = readMention(heard)
  const pointed = pointedAt(mention, papers)
  if (pointed.kind === 'unknown') return undefined
  const { rest } = pointed
  if (ofPaper[readIntent(rest, today).label] === undefined) return undefined
  const said = tokens(rest).filter(token => !token.compound)
  const isKnown = (word: string) => papers.some(paper => reading(paper).words.has(word))
  const rarity = (word: string) => (isStopWord(word) ? 0 : rarityInField(stem(word)))
  const besides = mention.points || pointed.named.length > 0
  for (const [at, { start }] of said.entries()) {
    const leading = rest.slice(0, start)
    if (!before.test(leading)) continue
    for (let count = Math.min(LONGEST_NAME, said.length - at); count > 0; count -= 1) {
      const run = said.slice(at, at + count)
      const end = run.at(-1)?.end ?? start
      const typed = rest.slice(start, end)
      const rarest = Math.max(...run.map(({ word }) => rarity(word)))
      const paper = named(typed)
      const isStrange =
        count === 1 && rarest >= RAREST && typed.length >= SHORTEST_STRANGER && mended(typed) === typed
      if ((!paper && !isStrange) || run.every(({ word }) => isKnown(word))) continue
      const { label } = readIntent(`${leading}#${rest.slice(end)}`, today)
      const isMeant = label === 'compare' || (!besides && (label === 'similar' || !heldAgainst.test(leading)))
      if (!isMeant) continue
      const matter = ofPaper[label]
      if (paper && (rarest >= NAMING || (matter === 'facts' && count > 1)))
        return papers.some(({ key }) => key === paper.key) ? undefined : { kind: 'paper', paper, said: typed }
      if (!paper && !besides && matter === 'facts') return { kind: 'stranger', said: typed }
    }
  }
  return undefined
}
