import type { Reply } from '../chat.ts'
import type { Verdict } from '../store/feedback.ts'
import { sorry } from './mistakes.ts'

/** An answer with two buttons to say whether it helped; `key` names its question. */
export const withFeedback = (reply: Reply, key: string): Reply => ({
  ...reply,
  blocks: [
    ...reply.blocks,
    {
      kind: 'buttons',
      buttons: [
        { label: '👍 Helpful', says: `/found_helpful ${key}` },
        { label: '👎 Not helpful', says: `/found_unhelpful ${key}` },
      ],
    },
  ],
})

/** What whoever pressed a button is told. */
export const verdictReply = (verdict: Verdict): Reply => sorry([THANKS[verdict]])

const THANKS: Readonly<Record<Verdict, string>> = {
  helpful: 'Thank you, good to know that this helped.',
  unhelpful: 'Thank you; other words, or the number of the paper, may bring a better answer.',
}

/** Of an answer that was forgotten, or given elsewhere. */
export const unknownAnswerReply = (): Reply =>
  sorry(['I no longer know that answer; ask again, and tell me then whether it helped.'])
