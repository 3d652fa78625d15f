import type { Paper } from '../papers.ts'
import { alwaysTold, isGeneral } from './always-told.ts'
import type { Answer, Talk, Told } from './answer.ts'
import { fromAbstracts, type Quotation } from './evidence/bands.ts'
import { type Asked, subject } from './evidence/question.ts'
import { tellingOf } from './evidence/telling.ts'
import { pointsBackTo } from './hearing/points-back.ts'
import type { Pointed } from './hearing/which-paper.ts'
import { keeping } from './intents/conditions.ts'
import type { Intent } from './intents/intents.ts'
import { sorted } from './intents/order.ts'
import { mendedQuestion } from './mended.ts'
import { factsIn, introductionOf, outcomeOf, restOf, summaryOf } from './quoting.ts'

/** More papers than these cannot be held side by side. */
const MOST_COMPARED = 4

/** What was said, without courtesies, and what it points at. */
export type Said = Extract<Pointed, { kind: 'known' }> & { readonly heard: string; readonly points: boolean }

/** Carries out what is wanted of the papers of a thread; what other rooms have to do comes back as a wish. */
export function answerTo(intent: Intent, said: Said, talk: Talk): Answer {
  switch (intent.label) {
    case 'question':
    case 'method':
    case 'results':
    case 'dataset':
    case 'limitation':
    case 'novelty':
    case 'motivation':
    case 'define':
    case 'which_paper':
      return fromText(intent, said, talk)
    case 'authors':
    case 'date':
    case 'popularity':
    case 'cite':
    case 'abstract':
    case 'link':
    case 'code': {
      const what = intent.label
      return ofEach(said, talk, paper => ({ kind: 'facts', paper, what, quotations: factsIn(paper, what) }))
    }
    case 'summarize':
      if (meansList(said, talk)) return overviewOf(talk.papers)
      return summed(said, talk, 'short', summaryOf)
    case 'explain_simple':
      return summed(said, talk, 'simple', introductionOf)
    case 'details':
      return summed(said, talk, 'long', restOf)
    case 'overview':
      return overviewOf(said.named.length > 1 ? said.named : talk.papers)
    case 'compare':
      return compared(said, talk)
    case 'similar':
    case 'newer': {
      const { label } = intent
      return ofOne(said, talk, paper => ({ kind: 'wish', wish: { do: label, paper } }))
    }
    case 'save': {
      const papers = askedOf(said, talk)
      if (papers.length > 1) return { kind: 'wish', wish: { do: 'save', papers } }
      return ofOne(said, talk, paper => ({ kind: 'wish', wish: { do: 'save', papers: [paper] } }))
    }
    case 'search': {
      const { query, period } = intent
      return { kind: 'wish', wish: { do: 'search', query, ...(period && { period }) } }
    }
    case 'more':
      return { kind: 'wish', wish: { do: 'more', ...(intent.count && { count: intent.count }) } }
    case 'help':
    case 'silent':
      return { kind: 'wish', wish: { do: 'help' } }
    case 'filter': {
      const { keep, unread } = intent
      const { papers, untold } = keeping(talk.papers, keep)
      return { kind: 'list', papers, selection: { kind: 'kept', keep, unread, untold } }
    }
    case 'sort': {
      const { order } = intent
      const { papers, untold } = sorted(talk.papers, order)
      return { kind: 'list', papers, selection: { kind: 'sorted', order, untold } }
    }
    case 'feedback': {
      const paper = said.named[0] ?? (/\bother\b/i.test(said.heard) ? theOther(talk) : undefined)
      return { kind: 'feedback', says: intent.says, ...(paper && { paper, focus: paper.key }) }
    }
    default:
      return intent satisfies never
  }
}

function fromText(intent: Intent, said: Said, talk: Talk): Answer {
  const { points, named, fitting } = said
  const [heard, rest] = [mendedQuestion(said.heard), mendedQuestion(said.rest)]
  const only = theOne(said, talk)
  const wordless = subject(rest).length === 0
  if (talk.papers.length === 0 || (wordless && !only)) return { kind: 'which', papers: talk.papers }
  const together = /#\s*(?:,|&|and|or)\s*#/.test(rest)
  const pointed = [...named.slice(0, together ? named.length : 1), ...fitting]
  const topic = intent.label === 'which_paper' && named.length === 0 ? intent.topic : undefined
  const back =
    topic === undefined && only && (isGeneral(intent, rest) || pointsBackTo(only, rest, talk.papers))
  const spokenOf = only && (wordless || back) ? [only] : talk.papers
  const among = pointed.length > 0 ? pointed : spokenOf
  const term = intent.label === 'define' ? { term: intent.term } : {}
  const asked: Asked = { question: topic ?? heard, rest: topic ?? rest, points, focus: talk.focus, ...term }
  const telling = topic !== undefined || together ? tellingOf : fromAbstracts
  const band = alwaysTold(intent, rest, telling(asked, among, talk.papers))
  const paper = band.kind === 'unstated' ? (band.paper ?? named[0]) : band.quotations[0]?.paper
  const known = band.kind !== 'stated' && (among.length === 1 || paper?.key === talk.focus)
  return { ...band, ...(paper && { focus: paper.key, ...(known && { further: { asked, paper } }) }) }
}

/** The one paper meant: named, the only one there is, or the one last spoken of. */
function theOne({ named }: Said, { papers, focus }: Talk): Paper | undefined {
  return named[0] ?? (papers.length === 1 ? papers[0] : papers.find(({ key }) => key === focus))
}

/** `tl;dr` under a list, where none of its papers was spoken of yet, is for all of them. */
const meansList = (said: Said, talk: Talk): boolean =>
  said.named.length + said.fitting.length === 0 &&
  !said.points &&
  talk.papers.length > 1 &&
  !theOne(said, talk)

function theOther({ papers, focus }: Talk): Paper | undefined {
  return papers.length === 2 ? papers.find(({ key }) => key !== focus) : undefined
}

const ofAll = new RegExp(
  [
    String.raw`\b(?:for|of|to|save|bookmark|remember|cite) (?:(?:them|these|those) )?(?:all|both|each|everything)\b`,
    String.raw`\b(?:save|bookmark|remember|cite) (?:them|these|those)\b`,
    String.raw`\b(?:all|each|every|both)(?: one)?(?: of)?(?: the)? (?:them|these|those|papers?|ones)\b`,
    String.raw`\ball (?:the )?(?:links|urls|pdfs|abstracts|citations|repos)\b`,
  ].join('|'),
  'i',
)

/** The papers that are named, or all where all are meant. */
const askedOf = ({ named, heard }: Said, { papers }: Talk): readonly Paper[] =>
  named.length === 0 && ofAll.test(heard) ? papers : named

/** "Who wrote 1 and 3" is told of each, and so is "bibtex for all". */
function ofEach(said: Said, talk: Talk, told: (paper: Paper) => Told): Answer {
  const asked = askedOf(said, talk)
  if (asked.length < 2) return ofOne(said, talk, told)
  return { kind: 'several', parts: asked.map(told), focus: asked.at(-1)?.key }
}

function ofOne(said: Said, talk: Talk, answered: (paper: Paper) => Answer): Answer {
  const { named, fitting } = said
  if (named.length > 1 || fitting.length > 0) return { kind: 'which', papers: [...named, ...fitting] }
  const paper = theOne(said, talk)
  return paper ? { ...answered(paper), focus: paper.key } : { kind: 'which', papers: talk.papers }
}

type Manner = Extract<Told, { kind: 'summary' }>['manner']

function summed(
  said: Said,
  talk: Talk,
  manner: Manner,
  quote: (paper: Paper) => readonly Quotation[],
): Answer {
  return ofEach(said, talk, paper => ({ kind: 'summary', paper, manner, quotations: quote(paper) }))
}

function overviewOf(papers: readonly Paper[]): Answer {
  return { kind: 'overview', papers, quotations: papers.flatMap(summaryOf) }
}

function compared({ named, fitting }: Said, { papers, focus }: Talk): Answer {
  const pointed = new Set([
    ...fitting,
    ...(named.length === 1 ? papers.filter(({ key }) => key === focus) : []),
    ...named,
  ])
  const among = pointed.size > 1 ? [...pointed] : papers
  if (among.length < 2 || among.length > MOST_COMPARED) return { kind: 'which', papers }
  return { kind: 'compare', papers: among, quotations: among.flatMap(outcomeOf) }
}
