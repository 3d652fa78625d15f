import type { ThreadQuestion } from '../../../data/read/thread-questions.ts'
import { answer } from '../../../src/answers/answering.ts'
import type { PaperKey } from '../../../src/papers.ts'
import { type Banded, banded } from './banded.ts'

/** A question and what became of it. */
export interface Answered extends Banded {
  readonly asked: ThreadQuestion
  /** How long the answer took, in milliseconds. */
  readonly ms: number
}

/** Any day later than the papers: the questions ask of no time. */
const TODAY = '2026-11-23'

/** Holds each thread's conversation with the bot, every question addressed to it. */
export function converse(questions: readonly ThreadQuestion[]): readonly Answered[] {
  const focus = new Map<string, PaperKey | undefined>()
  return questions.map(asked => {
    const talk = { papers: asked.papers, focus: focus.get(asked.thread) }
    const began = performance.now()
    const found = answer(asked.question, talk, { addressed: true, today: TODAY })
    const ms = performance.now() - began
    focus.set(asked.thread, found.focus)
    return { asked, ms, ...banded(found) }
  })
}
