/** The one way in: what is said in a thread about papers, and what it calls for. */
import type { Day } from '../papers.ts'
import { stem, tokens } from '../search/text.ts'
import type { Answer, Talk, Told } from './answer.ts'
import { answerTo, type Said } from './answer-to.ts'
import { greeting, howAreYou } from './hearing/courtesy.ts'
import { isForeign } from './hearing/foreign.ts'
import { readMention } from './hearing/mention.ts'
import { outsiderIn } from './hearing/outside.ts'
import { meantForBot } from './hearing/overheard.ts'
import { pointedAt } from './hearing/which-paper.ts'
import { type Intent, readIntent } from './intents/intents.ts'
import { partsOf } from './intents/parts.ts'
import { readPart } from './phrases.ts'
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
/**
 * Answers what is said in a thread from its papers alone. What is addressed to the bot always gets an
 * answer; what is overheard only when it is meant for it. Every quotation is an exact part of its
 * paper's abstract. Only the first 1,000 characters are read. What is asked of a paper of the library by its name makes
 * it one of the thread's. Never throws.
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
  const outsider = talk.named && outsiderIn(heard, talk.papers, talk.named, how.today)
  if (outsider?.kind === 'stranger') return { kind: 'unknownName', said: outsider.said, focus }
  const joins = outsider?.paper
  const among = joins ? { ...talk, papers: [...talk.papers, joins] } : talk
  const said = joins ? heard.replace(outsider.said, `#${among.papers.length}`) : heard
  const parts = partsOf(said, how.today)
  const found =
    parts.length > 1 ? answerParts(parts, among, how.today) : answerOne(parts[0] ?? said, among, how.today)
  return joins && found.kind !== 'wish' ? { ...found, joins } : found
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
