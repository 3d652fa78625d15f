import type { Reply } from '../chat.ts'
import type { Forgotten } from '../store/forgetting.ts'
import { sorry } from './mistakes.ts'
import { count } from './words.ts'

/** What is no longer known of a thread that talked about so many papers. */
export function forgottenReply(papers: number, { questions }: Forgotten): Reply {
  const asked = questions === 0 ? '' : `, and ${count(questions, 'question')} asked about them`
  const about = papers === 1 ? 'which paper' : `which ${papers} papers`
  const said = `Forgotten: ${about} this thread was about${asked}. The papers stay in the library.`
  return { summary: said, blocks: [{ kind: 'text', prose: [said] }] }
}

export const nothingToForgetReply = (): Reply =>
  sorry(['I remember nothing of this thread; the papers stay in the library.'])

export const noThreadReply = (): Reply =>
  sorry([
    'Say ',
    { code: 'forget this' },
    ' to me in the thread, or in reply to the message, that I am to forget.',
  ])
