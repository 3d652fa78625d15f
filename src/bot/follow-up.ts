import type { Answer } from '../answers/answer.ts'
import { answer } from '../answers/answering.ts'
import { clip } from '../chat.ts'
import { asksToForget } from '../commands/forget.ts'
import { read, type Wish } from '../commands/read.ts'
import { feedDayAt } from '../feed/feed-day.ts'
import { mentionsIn } from '../feed/references.ts'
import type { Paper } from '../papers.ts'
import { answerReply } from '../present/answer.ts'
import { withFeedback } from '../present/feedback.ts'
import { HITS_A_PAGE } from '../present/lists.ts'
import { lostTalkReply, nothingMoreReply, nothingShownReply } from '../present/mistakes.ts'
import { readQuery } from '../search/query.ts'
import type { StoredTalk } from '../store/talks.ts'
import { fuller } from './fuller-answer.ts'
import { generated } from './generated-answer.ts'
import type { Asking, Decision } from './house.ts'
import { withMentioned } from './mentioned.ts'
import { save } from './saving.ts'
import { newerThan } from './search-papers.ts'

/** As much of a question as is kept for its feedback, in UTF-16 units: questions are a line long. */
const LONGEST_QUESTION = 500

/** What talk in a thread comes to: an answer, a wish that other rooms carry out, or nothing. */
export type Heard = { readonly decision: Decision | undefined } | { readonly wish: Wish }

/** Talk in a thread that knows its papers. What is overheard and not meant for the bot gets no answer. */
export async function followUp(asking: Asking, words: string, talk: StoredTalk): Promise<Heard> {
  const { house, request } = asking
  const papers = papersOf(house.library, talk)
  const today = feedDayAt(house.now())
  const { named } = house.library
  const about = { papers, focus: talk.focus, named }
  const how = { addressed: request.addressed, today }
  const mentioned = await withMentioned(house, words, about, how)
  if ('reply' in mentioned) return { decision: mentioned }
  const { said, joins } = mentioned
  const among = joins ? { ...about, papers: [...papers, joins] } : about
  const told = await generated(asking, said, among.papers, await fuller(house, answer(said, among, how)))
  const found = joins && told.kind !== 'wish' && told.kind !== 'silent' ? { ...told, joins } : told
  switch (found.kind) {
    case 'silent':
      return { decision: undefined }
    case 'wish':
      return wishOf(asking, found.wish, talk)
    default: {
      const reply = answerReply({ site: house.site, papers }, found)
      const decision = { reply, talk: after(talk, found) }
      return { decision: isJudged(found) ? judged(decision, words, house.newKey()) : decision }
    }
  }
}

/**
 * A question from a command or a form: about the talk it names, that of its thread, or what was shown here
 * last; where nothing was, about the papers that the question itself names or finds.
 */
export async function askAnew(asking: Asking, question: string, key: string | undefined): Promise<Heard> {
  const { house, bound, request, talk } = asking
  const { store, index, now, newKey } = house
  if (question.trim() === '') return { wish: { do: 'help' } }
  if (asksToForget(question)) return { wish: { do: 'forget' } }
  const named = key === undefined ? undefined : await store.talks.under(bound, key)
  if (key !== undefined && !named) return { decision: { reply: lostTalkReply() } }
  const known = named ?? talk ?? (await store.talks.latest(bound, request.author))
  if (known) return followUp(asking, question, known)
  if (mentionsIn(question).length > 0) return followUp(asking, question, { key: newKey(), papers: [] })
  const { query } = readQuery(question, new Date(now()).toISOString().slice(0, 10))
  const { hits } = index.search(query, { limit: HITS_A_PAGE, offset: 0 })
  if (hits.length === 0) return { decision: { reply: nothingShownReply() } }
  return followUp(asking, question, { key: newKey(), papers: hits.map(hit => hit.paper.key) })
}

function papersOf(library: Asking['house']['library'], talk: StoredTalk): readonly Paper[] {
  return talk.papers.map(key => library.paper(key)).filter(paper => paper !== undefined)
}

type AnswerWish = Extract<Answer, { kind: 'wish' }>['wish']

async function wishOf(asking: Asking, wish: AnswerWish, talk: StoredTalk): Promise<Heard> {
  switch (wish.do) {
    case 'similar':
      return { wish: { do: wish.do, paper: wish.paper.key } }
    case 'newer':
      return { decision: newerThan(asking, wish.paper, talk) }
    case 'save':
      return { decision: await save(asking, wish.papers) }
    case 'search': {
      const { from, until } = wish.period ?? {}
      const words = [wish.query, from && `since:${from}`, until && `until:${until}`].filter(Boolean).join(' ')
      return { wish: { do: 'search', words, private: false } }
    }
    case 'more':
      return talk.next === undefined
        ? { decision: { reply: nothingMoreReply() } }
        : { wish: read(talk.next, () => false) }
    case 'help':
      return { wish: { do: 'help' } }
    default:
      return wish satisfies never
  }
}

/** What was looked for in the papers may be found helpful or not; facts and lists are what they are. */
const isJudged = (found: Answer): boolean =>
  found.kind === 'several' ? found.parts.some(isJudged) : isJudgedKind(found.kind)

const isJudgedKind = (kind: Answer['kind']): boolean =>
  kind === 'stated' ||
  kind === 'closest' ||
  kind === 'unstated' ||
  kind === 'summary' ||
  kind === 'compare' ||
  kind === 'generated'

/** The same answer with buttons to say whether it helped, and its question to be kept under their key. */
function judged(decision: Decision & { readonly talk: StoredTalk }, words: string, key: string): Decision {
  const { reply, talk } = decision
  const question = clip(words.trim(), LONGEST_QUESTION)
  return { ...decision, reply: withFeedback(reply, key), answered: { key, talk: talk.key, question } }
}

/** What the thread is about after an answer. */
function after(talk: StoredTalk, found: Exclude<Answer, { kind: 'wish' | 'silent' }>): StoredTalk {
  if (found.kind === 'list' && found.papers.length > 0) {
    return { key: talk.key, papers: found.papers.map(paper => paper.key), quiet: talk.quiet ?? false }
  }
  const papers = found.joins ? [...talk.papers, found.joins.key] : talk.papers
  const quiet = talk.quiet || (found.kind === 'feedback' && found.says === 'quiet')
  return { ...talk, papers, focus: found.focus ?? talk.focus, quiet }
}
