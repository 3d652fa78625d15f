import type { Answer } from '../answers/answer.ts'
import { sourceOf } from '../answers/hosted/source.ts'
import type { Paper } from '../papers.ts'
import type { ModelBudget } from '../store/model-use.ts'
import type { Asking } from './house.ts'

/**
 * What a hosted model may be asked a day. A person who reads papers all day asks fewer than fifty questions; a
 * thousand of at most 4,000 tokens each are a dollar where a million tokens cost a quarter.
 */
export const MODEL_BUDGET: ModelBudget = Object.freeze({ person: 50, workspace: 1_000 })

/** Papers whose abstracts are sent where the question names none: 8 take some 3,000 tokens. */
const MOST_PAPERS = 8

/**
 * The answer that a hosted model gives instead of the extract `found`, with a quotation for every claim; the
 * extract itself where none is configured, where nothing is to be phrased, where the day's budget is spent,
 * and where the model fails, is slow, makes no sense or leaves out a paper of a comparison. `papers` are the
 * thread's, in the order of their numbers.
 */
export async function generated(
  { house, bound, request }: Asking,
  question: string,
  papers: readonly Paper[],
  found: Answer,
): Promise<Answer> {
  const { model, store, now, log, metrics } = house
  const about = papersToTell(found, papers)
  if (!model || about.length === 0) return found
  const asker = { adapter: bound.adapter, tenant: bound.tenant, author: request.author }
  const spent = await store.modelUse.spend(asker, MODEL_BUDGET, now())
  if (spent.kind === 'over') return spent.first ? { ...found, budgetSpent: spent.whose } : found

  const quoted = 'quotations' in found ? found.quotations : []
  const numbers = new Map(papers.map(({ key }, at) => [key, at + 1]))
  const sources = about.map(paper => sourceOf(paper, numbers.get(paper.key) ?? 0, quoted))
  const told = await model.tell(question, sources)
  metrics.modelAsked(told.kind === 'failed' ? told.why : told.kind)
  const facts = { id: request.id, model: model.name }
  switch (told.kind) {
    case 'failed':
      log('warn', 'hosted model not used', { ...facts, why: told.why, detail: told.detail })
      return found
    case 'unstated':
      log('info', 'hosted model found nothing', facts)
      return found
    case 'claims': {
      const { claims, dropped } = told
      const spokenOf = new Set(claims.map(({ quotation }) => quotation.paper.key))
      if (found.kind === 'compare' && spokenOf.size < about.length) {
        log('info', 'hosted model left out a paper', { ...facts, claims: claims.length, dropped })
        return found
      }
      log('info', 'hosted model answered', { ...facts, claims: claims.length, dropped })
      const [only] = spokenOf
      const focus = found.focus ?? (spokenOf.size === 1 ? only : undefined)
      return { kind: 'generated', model: model.name, claims, focus }
    }
    default:
      return told satisfies never
  }
}

/** The papers that a model is to speak of; none where the answer is no matter of phrasing. */
function papersToTell(found: Answer, papers: readonly Paper[]): readonly Paper[] {
  switch (found.kind) {
    case 'stated':
    case 'closest':
      return papers.filter(({ key }) => found.quotations.some(each => each.paper.key === key))
    case 'unstated':
      return found.paper ? [found.paper] : papers.slice(0, MOST_PAPERS)
    case 'summary':
      return [found.paper]
    case 'compare':
      return found.papers
    // A line for each of many papers would take longer to write than anybody waits; it is quoted already.
    case 'overview':
    case 'facts':
    case 'several':
    case 'list':
    case 'which':
    case 'wish':
    case 'feedback':
    case 'unknownPaper':
    case 'unknownName':
    case 'generated':
    case 'silent':
      return []
    default:
      return found satisfies never
  }
}
