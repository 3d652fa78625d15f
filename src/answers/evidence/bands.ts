import type { Paper } from '../../papers.ts'
import { fold, stem, tokens } from '../../search/text.ts'
import { ofTheField } from '../names.ts'
import { reading } from '../reading.ts'
import { type Evidence, evidence } from './evidence.ts'
import { missingIn } from './missing.ts'
import { type Asked, readQuestion } from './question.ts'
import { confirms, groundsOf, unknownWord } from './sureness.ts'
import { shippedWorth, surenessOf, worthOf } from './worth.ts'

/** Words quoted exactly as they stand in the abstract of their paper, or in a section of its full text. */
export interface Quotation {
  readonly paper: Paper
  readonly text: string
  /** The section's heading, which may be empty. */
  readonly section?: string
}

/**
 * How sure the abstracts answer: they state it, they come close, or they are silent; then `nearest` is what came
 * nearest, too far to be shown as an answer.
 */
export type Band =
  | { readonly kind: 'stated'; readonly quotations: readonly Quotation[] }
  | {
      readonly kind: 'closest'
      readonly quotations: readonly Quotation[]
      /** What of an answer is not in the first of them. */
      readonly missing?: string
    }
  | {
      readonly kind: 'unstated'
      /** The paper that is silent; where none is meant for certain, those whose abstracts were read. */
      readonly paper?: Paper
      readonly among?: readonly Paper[]
      /** What the abstracts do not give, and the word of the question that they do not have. */
      readonly missing?: string
      readonly unmentioned?: string
      readonly nearest: readonly Quotation[]
    }

/** A second sentence is worth its place until it is so much less likely an answer, by the logarithm. */
const SECOND = 5
/** All words of a question, but for what is rounded. */
const WHOLLY = 0.99
/** Where things are to be had: a second sentence of that kind answers no question but one for it. */
const AVAILABLE = /https?:|\b(?:code|repo(?:sitory)?|weights|links?|available)\b/i

/** Answers from the abstracts of `among`; the others of the talk tell which words are rare. */
export function fromAbstracts(asked: Asked, among: readonly Paper[], all: readonly Paper[]): Band {
  const found = evidence(asked, among)
  const best = found[0]
  if (best === undefined) return { kind: 'unstated', among, nearest: [] }
  const quotations = [best, secondTo(best, asked, found)].flatMap(each =>
    each ? [{ paper: each.paper, text: each.text }] : [],
  )
  const missing = missingIn(best.paper, asked.question)
  const name = missing === undefined ? unknownName(asked.rest, all) : undefined
  const kind = missing === undefined && name === undefined ? bandOf(asked, found, best) : 'unstated'
  if (kind === 'stated') return { kind, quotations }
  if (kind === 'closest') return { kind, quotations, ...(best.fit.lacks && { missing: best.fit.lacks }) }
  const paper = lackingOf(asked, among, missing) ?? meantBy(asked, among, best)
  const lacking = missing ?? (name === undefined && paper ? best.fit.lacks : undefined)
  const unmentioned =
    name ?? (lacking === undefined ? unmentionedIn(paper ? [paper] : among, asked) : undefined)
  return unstated({ missing: lacking, unmentioned, paper, among, nearest: quotations })
}

const spellsOut =
  /^(?:specifically|concretely|in particular|namely|first|these (?:are|include)|\W*(?:1|i|a)\))/i

/** What is told beside the best sentence: the next one where that spells out the list that is asked for, else the second best. */
function secondTo(best: Evidence, asked: Asked, found: readonly Evidence[]): Evidence | undefined {
  const { sentences } = reading(best.paper)
  const next = sentences[sentences.findIndex(({ text }) => text === best.text) + 1]?.text
  if (next !== undefined && spellsOut.test(next) && readQuestion(asked).asks.list)
    return found.find(({ paper, text }) => paper === best.paper && text === next)
  const second = found.find(
    each =>
      each !== best &&
      each.paper === best.paper &&
      !(AVAILABLE.test(each.text) && !AVAILABLE.test(asked.question)),
  )
  return second && second.score >= best.score - SECOND ? second : undefined
}

const ofAny = /\b(?:any|none|all|each|either|which|both) of\b/i

/** The paper last spoken of, where it lacks what is missing, whichever other has more words of the question. */
function lackingOf(
  { focus, question }: Asked,
  among: readonly Paper[],
  missing: string | undefined,
): Paper | undefined {
  const paper = among.find(({ key }) => key === focus)
  if (paper === undefined || missing === undefined || ofAny.test(question)) return undefined
  return missingIn(paper, question) === undefined ? undefined : paper
}

function meantBy({ focus }: Asked, among: readonly Paper[], best: Evidence): Paper | undefined {
  return among.length === 1 || best.coverage > 0 || best.paper.key === focus ? best.paper : undefined
}

function bandOf(asked: Asked, found: readonly Evidence[], best: Evidence): Band['kind'] {
  const question = readQuestion(asked)
  const stated = best.fit.lacks === undefined ? 'stated' : 'closest'
  if (best.fit.uncounted) return 'unstated'
  if (question.words.length === 0) return best.shows || best.fit.meets ? stated : 'closest'
  const { questions, sureness } = shippedWorth()
  // Sureness was learned of what weighs questions, so that claims are weighed as such here.
  const ofPaper = found
    .filter(({ paper }) => paper === best.paper)
    .map(({ signals }) => ({ signals, worth: worthOf(questions, signals) }))
  const sure = surenessOf(sureness, groundsOf(question, asked.question, reading(best.paper), ofPaper))
  // Whether something holds cannot be stated by who has no word for it.
  const unheard = confirms.test(asked.question) && unknownWord(reading(best.paper), question) !== undefined
  if (best.fit.meets || (sure >= sureness.stated && !unheard)) return stated
  // Who finds all the words together wants to see where, whatever is asked of them.
  if (question.words.length > 1 && best.coverage > WHOLLY) return 'closest'
  return sure >= sureness.closest ? 'closest' : 'unstated'
}

/** That nothing is stated, without what is not known of it. */
export function unstated(
  told: Readonly<Record<'missing' | 'unmentioned', string | undefined>> & {
    readonly paper?: Paper | undefined
    readonly among: readonly Paper[]
    readonly nearest: readonly Quotation[]
  },
): Band {
  const { missing, unmentioned, paper, among, nearest } = told
  return {
    kind: 'unstated',
    ...(paper ? { paper } : { among }),
    ...(missing !== undefined && { missing }),
    ...(unmentioned !== undefined && { unmentioned }),
    nearest,
  }
}

/** The rarest word of the question that none of the papers has anything like, as it was typed. */
function unmentionedIn(papers: readonly Paper[], asked: Asked): string | undefined {
  const question = readQuestion(asked)
  const [word, ...others] = new Set(papers.map(paper => unknownWord(reading(paper), question)))
  if (word === undefined || others.length > 0) return undefined
  const typed = asked.rest.match(/[\p{L}\p{N}][\p{L}\p{N}.+-]*/gu) ?? []
  return typed.find(each => tokens(each).some(token => stem(token.word) === word))
}

/** A name in the question that none of the papers knows; where most words are capitals, none is a name. */
export function unknownName(question: string, papers: readonly Paper[]): string | undefined {
  const names = question.match(/(?<=[^.!?\s]\s)(?:\p{Lu}[\p{L}\d.-]{2,}|\p{Ll}*\p{Lu}[\p{L}\d-]+)/gu) ?? []
  if (names.length * 2 > question.split(/\s+/).length) return undefined
  const known = (word: string) => papers.some(paper => reading(paper).words.has(word))
  return names.find(
    name => !ofTheField.test(name) && !known(fold(name)) && !tokens(name).some(({ word }) => known(word)),
  )
}
