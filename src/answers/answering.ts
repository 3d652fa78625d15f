/** The one way in: what is said in a thread about papers, and what it calls for. */
import type { Day, Paper } from '../papers.ts'
import { stem, tokens } from '../search/text.ts'
import { alwaysTold, isGeneral } from './always-told.ts'
import type { Answer, Talk, Told } from './answer.ts'
import { fromAbstracts, type Quotation } from './evidence/bands.ts'
import { type Asked, subject } from './evidence/question.ts'
import { tellingOf } from './evidence/telling.ts'
import { greeting, howAreYou } from './hearing/courtesy.ts'
import { isForeign } from './hearing/foreign.ts'
import { readMention } from './hearing/mention.ts'
import { meantForBot } from './hearing/overheard.ts'
import { pointsBackTo } from './hearing/points-back.ts'
import { type Pointed, pointedAt } from './hearing/which-paper.ts'
import { keeping } from './intents/conditions.ts'
import { type Intent, readIntent } from './intents/intents.ts'
import { sorted } from './intents/order.ts'
import { partsOf } from './intents/parts.ts'
import { readPart } from './phrases.ts'
import { factsIn, introductionOf, outcomeOf, restOf, summaryOf } from './quoting.ts'
import { reading } from './reading.ts'

function isTold(found: Answer): found is Told {
  switch (found.kind) {
    case 'stated':
    case 'closest':
    case 'unstated':
    case 'facts':
    case 'summary':
      return true
    default:
      return false
  }
}

/** Something is said besides the bot's name. */
const courteous = /(?<!@\S*)[\p{L}\p{Extended_Pictographic}]/u
/** More papers than these cannot be held side by side. */
const MOST_COMPARED = 4

/**
 * Answers what is said in a thread from its papers alone. What is addressed to the bot always gets an
 * answer; what is overheard only when it is meant for it. Every quotation is an exact part of its
 * paper's abstract. Only the first 1,000 characters are read. Never throws.
 */
export function answer(
  question: string,
  talk: Talk,
  how: { readonly addressed: boolean; readonly today: Day },
): Answer {
  const { focus } = talk
  const heard = meantForBot(readPart(question), how.addressed, talk.papers)
  if (heard === undefined) return { kind: 'silent', focus }
  if (courteous.test(question) && (heard === '' || howAreYou.test(heard)))
    return { kind: 'feedback', says: heard !== '' || greeting.test(question) ? 'hello' : 'thanks', focus }
  if (how.addressed && isForeign(heard)) return { kind: 'feedback', says: 'english', focus }
  const parts = partsOf(heard, how.today)
  return parts.length > 1
    ? answerParts(parts, talk, how.today)
    : answerOne(parts[0] ?? heard, talk, how.today)
}

/** Each part goes on from the one before; a first one that names no paper is about the one named after it. */
function answerParts(parts: readonly string[], talk: Talk, today: Day): Answer {
  const mentions = parts.map(readMention)
  const named = mentions
    .map(each => pointedAt(each, talk.papers))
    .flatMap(each => (each.kind === 'known' ? each.named : []))
  const ahead = mentions[0]?.points && talk.focus !== undefined ? talk.focus : named[0]?.key
  let focus = ahead ?? talk.focus
  const found: Told[] = []
  for (const part of parts) {
    const one = answerOne(part, { papers: talk.papers, focus }, today)
    const told = one.kind === 'several' ? one.parts : isTold(one) ? [one] : undefined
    if (!told) return one
    found.push(...told)
    focus = one.focus
  }
  return { kind: 'several', parts: found, focus }
}

function answerOne(heard: string, talk: Talk, today: Day): Answer {
  const { papers, focus } = talk
  const mention = readMention(heard)
  const pointed = pointedAt(mention, papers)
  if (pointed.kind === 'unknown')
    return { kind: 'unknownPaper', said: pointed.said, count: papers.length, focus }
  const said: Said = { ...pointed, heard, points: mention.points }
  const intent = ofNamed(readIntent(pointed.rest, today), said)
  // "Which one is about XOR?" asks for the paper, though its words name it.
  const unnamed =
    intent.label === 'question' && mention.places.length === 0 ? readIntent(mention.rest, today) : intent
  if (unnamed.label !== 'which_paper') return { focus, ...answerTo(intent, said, talk) }
  return { focus, ...answerTo(unnamed, { ...said, named: [], fitting: [], rest: mention.rest }, talk) }
}

/** What was said, without courtesies, and what it points at. */
type Said = Extract<Pointed, { kind: 'known' }> & { readonly heard: string; readonly points: boolean }

/** "What is X", "what does X do": X names a paper, but where its title lacks it X is a part of the paper, to be defined. */
const naming =
  /^(?:(?:so|and|ok) )?what(?:['’]?s| is| are| does| do) (?<term>[\p{L}\p{N}.+-]{2,30})(?: do| mean)?(?: in .{2,30})?\s*\??$/iu

function ofNamed(intent: Intent, { heard, named }: Said): Intent {
  const term = naming.exec(heard)?.groups?.term
  const [paper] = named
  if (
    (intent.label !== 'summarize' && intent.label !== 'question') ||
    term === undefined ||
    paper === undefined
  )
    return intent
  const titled = tokens(term).every(({ word }) => reading(paper).title.has(stem(word)))
  return titled ? intent : { label: 'define', term }
}

function answerTo(intent: Intent, said: Said, talk: Talk): Answer {
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
  const { heard, rest, points, named, fitting } = said
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
