import type { Reply } from '../chat.ts'
import type { Forgotten } from '../store/forgetting.ts'
import { sorry } from './mistakes.ts'
import { count } from './words.ts'

/** What is no longer known of a thread that talked about so many papers. */
export function forgottenReply(papers: number, { questions }: Forgotten): Reply {
  const said = `Forgotten: ${whatWas(papers, questions)}. The papers stay in the library.`
  return { summary: said, blocks: [{ kind: 'text', prose: [said] }] }
}

function whatWas(papers: number, questions: number): string {
  const asked = count(questions, 'question')
  if (papers === 0) return questions === 0 ? 'what this thread was about' : `${asked} asked in this thread`
  const about = `${papers === 1 ? 'which paper' : `which ${papers} papers`} this thread was about`
  return questions === 0 ? about : `${about}, and ${asked} asked about ${papers === 1 ? 'it' : 'them'}`
}

export const nothingToForgetReply = (): Reply =>
  sorry(['I remember nothing of this thread; the papers stay in the library.'])

export const noThreadReply = (): Reply =>
  sorry([
    'Say ',
    { code: 'forget this' },
    ' to me in the thread, or in reply to the message, that I am to forget.',
  ])
