import type { Paper } from '../../papers.ts'
import { fold, tokens } from '../../search/text.ts'
import { ofTheField } from '../names.ts'
import { reading } from '../reading.ts'
import { type Asked, type Evidence, evidence, subject } from './evidence.ts'
import { missingFrom } from './missing.ts'

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
  | { readonly kind: 'stated' | 'closest'; readonly quotations: readonly Quotation[] }
  | {
      readonly kind: 'unstated'
      readonly paper?: Paper
      readonly missing?: string
      readonly nearest: readonly Quotation[]
    }

/**
 * Shares of the question's words that its best sentence must have, set by the judged questions: on them
 * the first sentence of what counts as stated is right four times in five, one of the two nine times in
 * ten. `SHOWN` suffices with what such an answer shows.
 */
const STATED = 0.45
const SHOWN = 0.3
const CLOSEST = 0.2
/** A second sentence is worth its place down to this share of the first one's score. */
const SECOND = 0.4
const MOST_PAPERS = 3
/** Where things are to be had: a second sentence of that kind answers no question but one for it. */
const AVAILABLE = /https?:|\b(?:code|repo(?:sitory)?|weights|links?|available)\b/i
/** A topic of more words does not read as the name of what is missing. */
const LONGEST_MISSING = 3

/** Answers from the abstracts of `among`; the others of the talk tell which words are rare. */
export function fromAbstracts(asked: Asked, among: readonly Paper[], all: readonly Paper[]): Band {
  const found = evidence(asked, all).filter(({ paper }) => among.includes(paper))
  const best = found[0]
  if (best === undefined) return { kind: 'unstated', nearest: [] }
  const kind = bandOf(best, subject(asked.rest).length === 0)
  const missing = missingFrom(best.paper.abstract, asked.question) ?? unknownName(asked.rest, all)
  const second = found.find(
    each =>
      each !== best &&
      each.paper === best.paper &&
      !(AVAILABLE.test(each.text) && !AVAILABLE.test(asked.question)),
  )
  const quoted = second && second.score >= SECOND * best.score ? [best, second] : [best]
  const quotations = quoted.map(({ paper, text }) => ({ paper, text }))
  if (kind === 'unstated' || missing !== undefined) {
    const known = among.length === 1 || best.coverage > 0 || best.paper.key === asked.focus
    return unstated(missing, known ? best.paper : undefined, quotations)
  }
  return { kind, quotations }
}

/** The papers that tell of a topic, each by its best sentence. */
export function tellingOf(asked: Asked, among: readonly Paper[], all: readonly Paper[]): Band {
  const found = evidence(asked, all)
  const missing =
    missingFrom(among.map(({ abstract }) => abstract).join('\n'), asked.question) ??
    unknownName(asked.rest, all)
  const telling = among
    .flatMap(paper => found.find(each => each.paper === paper) ?? [])
    .filter(each => bandOf(each, false) === 'stated')
    .toSorted((a, b) => b.coverage - a.coverage)
  const [best] = telling
  if (best === undefined || missing !== undefined) {
    const topic = asked.question.split(' ').length <= LONGEST_MISSING ? asked.question : undefined
    const nearest = found.filter(({ paper }) => among.includes(paper)).slice(0, 2)
    return unstated(
      missing ?? topic,
      undefined,
      nearest.map(({ paper, text }) => ({ paper, text })),
    )
  }
  const alike = telling.filter(({ coverage }) => coverage >= 0.7 * best.coverage).slice(0, MOST_PAPERS)
  return { kind: 'stated', quotations: alike.map(({ paper, text }) => ({ paper, text })) }
}

function unstated(
  missing: string | undefined,
  paper: Paper | undefined,
  nearest: readonly Quotation[],
): Band {
  return { kind: 'unstated', ...(paper && { paper }), ...(missing !== undefined && { missing }), nearest }
}

function bandOf({ coverage, shows }: Evidence, wordless: boolean): Band['kind'] {
  if (coverage >= STATED || (shows && (wordless || coverage >= SHOWN))) return 'stated'
  return coverage >= CLOSEST || wordless ? 'closest' : 'unstated'
}

/** A name in the question that none of the papers knows; where most words are capitals, none is a name. */
function unknownName(question: string, papers: readonly Paper[]): string | undefined {
  const names = question.match(/(?<=[^.!?\s]\s)(?:\p{Lu}[\p{L}\d.-]{2,}|\p{Ll}*\p{Lu}[\p{L}\d-]+)/gu) ?? []
  if (names.length * 2 > question.split(/\s+/).length) return undefined
  const known = (word: string) => papers.some(paper => reading(paper).words.has(word))
  return names.find(
    name => !ofTheField.test(name) && !known(fold(name)) && !tokens(name).some(({ word }) => known(word)),
  )
}
