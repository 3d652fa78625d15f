import type { Paper } from '../papers.ts'
import type { Quotation } from './evidence/bands.ts'
import { evidence } from './evidence/evidence.ts'
import { tellsAddress } from './evidence/tells-address.ts'
import type { Fact } from './intents/intents.ts'
import { reading } from './reading.ts'
import type { Role } from './roles/role.ts'
import { summarySentence } from './summary/summary.ts'

/** What a paper does, in its own words; nothing if it has no abstract. */
export function summaryOf(paper: Paper): readonly Quotation[] {
  const text = summarySentence(paper)
  return text === '' ? [] : [{ paper, text }]
}

/** What the paper is about, before what it does: the abstract opens for readers who are new to the matter. */
export function introductionOf(paper: Paper): readonly Quotation[] {
  const [first] = reading(paper).sentences
  return distinct([...(first ? [{ paper, text: first.text }] : []), ...summaryOf(paper)])
}

/** What an abstract says besides the sentence that a list and a summary show; all of it where that is all. */
export function restOf(paper: Paper): readonly Quotation[] {
  const { abstract } = paper
  const shown = summarySentence(paper)
  const at = shown === '' ? -1 : abstract.indexOf(shown)
  const around = at < 0 ? [abstract] : [abstract.slice(0, at), abstract.slice(at + shown.length)]
  const rest = around.map(text => text.trim()).filter(text => text !== '')
  return (rest.length > 0 ? rest : [shown].filter(text => text !== '')).map(text => ({ paper, text }))
}

/** The sentence that is likeliest there for this; nothing if there is no abstract. */
export function inRole(paper: Paper, role: Role): readonly Quotation[] {
  const { sentences, roles } = reading(paper)
  const share = (at: number) => roles[at]?.[role] ?? 0
  const best = sentences.reduce((best, _, at) => (share(at) > share(best) ? at : best), 0)
  const text = sentences[best]?.text
  return text === undefined ? [] : [{ paper, text }]
}

/** What a paper does and what came of it. */
export function outcomeOf(paper: Paper): readonly Quotation[] {
  const question = 'what results does it achieve'
  const [best] = evidence({ question, rest: question, points: false }, [paper])
  return distinct([...summaryOf(paper), ...(best ? [{ paper, text: best.text }] : [])])
}

/** That weights or a page are to be had tells nothing of code. */
const ofCode =
  /\bcode(?:base)?\b|\brepo(?:sitory)?\b|\bimplementations?\b|\bopen[- ]sourced?\b|github|gitlab/i

/** What an abstract tells of code and pages, for records that know of none; of other facts abstracts tell nothing. */
export function factsIn(paper: Paper, what: Fact): readonly Quotation[] {
  if (what !== 'code' && what !== 'link') return []
  const telling = reading(paper).sentences.filter(
    ({ text }) => tellsAddress.test(text) && (what === 'link' || ofCode.test(text)),
  )
  return telling.slice(0, 2).map(({ text }) => ({ paper, text }))
}

function distinct(quotations: readonly Quotation[]): readonly Quotation[] {
  return quotations.filter(({ text }, at) => quotations.findIndex(each => each.text === text) === at)
}
