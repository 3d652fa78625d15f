import type { Answer } from '../answers/answer.ts'
import type { Quotation } from '../answers/evidence/bands.ts'
import type { Claim } from '../answers/hosted/claims.ts'
import { summaryLine } from '../answers/summary/summary.ts'
import { type Block, type Button, clip, type Prose, type Reply } from '../chat.ts'
import type { Paper } from '../papers.ts'
import { factBlocks } from './facts.ts'
import { noNumberWords } from './mistakes.ts'
import { oneLine, paperItem } from './paper.ts'
import { type AnswerFrame, note, quoted, text, titled } from './quoted.ts'
import { selectionHeading } from './selection.ts'
import { listed, plainText } from './words.ts'

/** Answers that are words; the others are carried out elsewhere. */
export type Spoken = Exclude<Answer, { kind: 'wish' | 'silent' }>

/** An answer in the thread. Each quotation stands with a link to its paper. */
export function answerReply(frame: AnswerFrame, answer: Spoken): Reply {
  const { joins, budgetSpent } = answer
  const reply = saying(joins ? { ...frame, papers: [...frame.papers, joins] } : frame, answer)
  const notes = [
    ...(joins && frame.papers.length > 0
      ? [note(`It was not in this list; from now on it is #${frame.papers.length + 1} here.`)]
      : []),
    ...(budgetSpent === undefined ? [] : [note(BUDGET_SPENT[budgetSpent])]),
  ]
  return { ...reply, blocks: [...reply.blocks, ...notes] }
}

function saying(frame: AnswerFrame, answer: Spoken): Reply {
  switch (answer.kind) {
    case 'stated':
      return replyOf([...quoted(frame, answer.quotations), ...sourceNote(answer.quotations)])
    case 'closest':
      return replyOf([
        text(
          `${answer.missing ? `No ${answer.missing} is stated` : 'Not stated directly'}; the closest passage:`,
        ),
        ...quoted(frame, answer.quotations),
        ...sourceNote(answer.quotations),
      ])
    case 'unstated':
      return replyOf(
        [
          text(...unstatedProse(frame, answer)),
          ...(answer.fully ? [note('Its figures and larger tables I cannot read.')] : []),
        ],
        // None of these papers has it; another may.
        answer.paper === undefined && answer.unmentioned !== undefined
          ? [{ label: `Search for ${answer.unmentioned}`, says: `/search ${answer.unmentioned}` }]
          : [],
      )
    case 'facts':
      return replyOf(factBlocks(frame, answer))
    case 'summary':
      return replyOf([
        ...(answer.manner === 'simple'
          ? [note('In the paper’s own words; I quote and do not rewrite.')]
          : []),
        ...(answer.quotations.length === 0
          ? [text('The source gives no abstract of ', titled(frame, answer.paper), '.')]
          : quoted(frame, answer.quotations)),
        ...(answer.manner === 'long' ? [note('The rest of its abstract; the full paper tells more.')] : []),
      ])
    case 'overview':
      return replyOf(
        answer.papers.flatMap(paper => [text(titled(frame, paper)), text(...oneLine(paper, summaryLine))]),
      )
    case 'compare':
      return replyOf(quoted(frame, answer.quotations))
    case 'several':
      return replyOf(answer.parts.flatMap(part => answerReply(frame, part).blocks))
    case 'list':
      return listReply(frame, answer)
    case 'which':
      return whichReply(frame, answer.papers)
    case 'unknownPaper':
      return replyOf([text(noNumberWords(answer.said, answer.count))])
    case 'unknownName':
      return replyOf(
        [text('I know no paper called ', { quote: answer.said }, ', neither here nor in the library.')],
        [{ label: 'Search for it', says: `/search ${answer.said}` }],
      )
    case 'feedback':
      return replyOf([text(...feedbackProse(frame, answer))])
    case 'generated':
      return replyOf([
        ...generated(frame, answer.claims),
        note(`Written by ${answer.model} from these quotations.`),
      ])
    default:
      return answer satisfies never
  }
}

/** As much as a notification shows. */
const LONGEST_SUMMARY = 200

/** The words of an answer are what a screen reader and a notification say. */
function replyOf(blocks: readonly Block[], buttons: readonly Button[] = []): Reply {
  const said = blocks.flatMap(block => (block.kind === 'text' ? [plainText(block.prose)] : []))
  const summary = clip(said.join(' '), LONGEST_SUMMARY) || 'An answer'
  return { summary, blocks: buttons.length === 0 ? blocks : [...blocks, { kind: 'buttons', buttons }] }
}

/** Each claim over the quotation that bears it out; claims in a row may share one, or the name of its paper. */
function generated(frame: AnswerFrame, claims: readonly Claim[]): readonly Block[] {
  let above: Quotation | undefined
  return claims.flatMap(({ text: claim, quotation }, at) => {
    const next = claims[at + 1]?.quotation
    if (next?.paper === quotation.paper && next.text === quotation.text) return [text(claim)]
    const isNamed = above?.paper === quotation.paper && above.section === quotation.section
    above = quotation
    return [text(claim), ...(isNamed ? [text({ quote: quotation.text })] : quoted(frame, [quotation]))]
  })
}

function sourceNote(quotations: readonly Quotation[]): readonly Block[] {
  const isFull = quotations.some(({ section }) => section !== undefined)
  return isFull ? [note('From the full paper; its abstract does not say.')] : []
}

function unstatedProse(
  frame: AnswerFrame,
  { paper, among = frame.papers, missing, unmentioned, fully }: Extract<Spoken, { kind: 'unstated' }>,
): Prose {
  if (!paper) return [`${noneOf(frame, among)} ${faultOf(missing, unmentioned, false)}.`]
  // Where it is not known what would show the answer, not to find it proves nothing.
  if (fully && missing === undefined)
    return ['I find nothing on that in the abstract or the full text of ', titled(frame, paper), '.']
  if (fully)
    return ['Neither the abstract nor the full text of ', titled(frame, paper), ` gives any ${missing}.`]
  return [
    'The abstract of ',
    titled(frame, paper),
    ` ${faultOf(missing, unmentioned, true)}. The full paper may.`,
  ]
}

/** What one abstract fails to do; where none of several does it, that is what they fail to do. */
function faultOf(missing: string | undefined, unmentioned: string | undefined, alone: boolean): string {
  if (missing !== undefined) return alone ? `gives no ${missing}` : `gives any ${missing}`
  if (unmentioned !== undefined) return `${alone ? 'does not mention' : 'mentions'} “${unmentioned}”`
  return alone ? 'does not say' : 'says'
}

/** `None of the abstracts of #1 to #5` */
function noneOf({ papers }: AnswerFrame, among: readonly Paper[]): string {
  const numbers = among.map(({ key }) => papers.findIndex(other => other.key === key) + 1).filter(Boolean)
  const [first = 0, ...others] = numbers.toSorted((a, b) => a - b)
  const last = others.at(-1) ?? first
  if (others.length === 0) return 'None of the abstracts here'
  if (others.length === 1) return `Neither the abstract of #${first} nor that of #${last}`
  const inARow = last - first === others.length
  const named = inARow ? `#${first} to #${last}` : listed([first, ...others].map(number => `#${number}`))
  return `None of the abstracts of ${named}`
}

/** A filtered or sorted list has numbers of its own; the thread goes by them from now on. */
function listReply({ site }: AnswerFrame, { papers, selection }: Extract<Spoken, { kind: 'list' }>): Reply {
  const { heading, notes } = selectionHeading(selection, papers.length)
  const blocks: Block[] = [text({ bold: heading })]
  for (const [index, paper] of papers.entries()) {
    blocks.push(paperItem(site, paper, { number: index + 1, lines: [] }))
  }
  blocks.push(...notes.map(words => note(words)))
  return { summary: heading, blocks }
}

function whichReply(frame: AnswerFrame, papers: readonly Paper[]): Reply {
  if (papers.length === 0) return replyOf([text('There are no papers here to ask about. Search first.')])
  const names = papers.map((paper): Block => text(titled(frame, paper)))
  return replyOf([text('More than one paper could be meant. Which one? Its number will do.'), ...names])
}

function feedbackProse(frame: AnswerFrame, { says, paper }: Extract<Spoken, { kind: 'feedback' }>): Prose {
  if (says === 'wrong' && paper)
    return ['Sorry. Now it is about ', titled(frame, paper), '; please ask again.']
  return [FEEDBACK[says]]
}

const FEEDBACK = {
  wrong: 'Sorry. Name the paper by its number, or ask in other words.',
  quiet: 'I will be quiet; mention me when you need me.',
  thanks: 'You are welcome.',
  hello: 'Hello. Ask about any paper here, by its number or its name.',
  english: 'I read English only. Please ask in English; the papers are in English too.',
} as const

/** Said once a day, so that nobody wonders why answers look otherwise. */
const BUDGET_SPENT = {
  person: 'You have had all answers that the model writes for one person a day; until midnight UTC I quote.',
  workspace: 'The model has written all answers of this workspace for today; until midnight UTC I quote.',
} as const
