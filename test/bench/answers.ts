import MiniSearch from 'minisearch'
import { readPapersFile } from '../../data/read/papers-file.ts'
import { answer } from '../../src/answers/answering.ts'
import type { Paper } from '../../src/papers.ts'
import { sentences } from '../../src/sentences.ts'
import { percentile, print } from './table.ts'

const IN_A_THREAD = 8
const THREADS = 25
/** Questions of many kinds, about papers pointed at and about any. */
const QUESTIONS = [
  'how much faster is it than the baseline?',
  'which datasets was #2 evaluated on',
  'what is the learning rate of the last one',
  'why does the training become unstable?',
  'does any of them handle long videos',
  'how many parameters does the model have',
  'what are the limitations of earlier approaches',
  'how do they keep the memory small in #5?',
]

/**
 * How long an answer takes in a thread of eight papers that were read before, beside the peer that is nearest: a search
 * of MiniSearch in the same sentences, its index standing ready. First also with papers nobody read yet.
 */
export function benchAnswers(papersFile: string): void {
  const papers = readPapersFile(papersFile)
  const threads = Array.from({ length: THREADS }, (_, thread) =>
    papers.slice(thread * IN_A_THREAD, (thread + 1) * IN_A_THREAD),
  )
  const ours = (thread: readonly Paper[]) => (question: string) =>
    answer(question, { papers: thread, focus: thread[0]?.key }, { addressed: true, today: '2026-11-23' })
  // A thread of other papers warms up.
  timed([papers.slice(-IN_A_THREAD)], ours)
  const unread = timed(threads, ours)
  const read = timed(threads, ours)
  const peer = timed(threads, miniSearch)
  const figures = Object.entries({ 'ours, papers unread': unread, ours: read, minisearch: peer }).map(
    ([name, times]) => ({
      name,
      answers: times.length,
      p50: Number(percentile(times, 0.5).toFixed(3)),
      p99: Number(percentile(times, 0.99).toFixed(3)),
    }),
  )
  print(
    figures.map(({ name, p50, p99, ...row }) => ({ engine: name, ...row, 'p50 ms': p50, 'p99 ms': p99 })),
    Object.fromEntries(figures.map(({ name, ...of }) => [name, of])),
  )
}

/** How long each question takes in each thread, in milliseconds; making ready what asks is not counted. */
function timed(
  threads: readonly (readonly Paper[])[],
  asking: (thread: readonly Paper[]) => (question: string) => unknown,
): readonly number[] {
  return threads.flatMap(thread => {
    const ask = asking(thread)
    return QUESTIONS.map(question => {
      const began = performance.now()
      ask(question)
      return performance.now() - began
    })
  })
}

/** The options of its README. */
function miniSearch(thread: readonly Paper[]): (question: string) => unknown {
  const index = new MiniSearch<{ readonly id: number; readonly text: string }>({
    fields: ['text'],
    searchOptions: { prefix: true, fuzzy: 0.2 },
  })
  index.addAll(thread.flatMap(({ abstract }) => sentences(abstract)).map(({ text }, id) => ({ id, text })))
  return question => index.search(question)
}
