import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readPapersFile } from '../../../data/read/papers-file.ts'
import { readThreadQuestions, type ThreadQuestion } from '../../../data/read/thread-questions.ts'
import { loadSample } from '../../../src/feed/files/sample.ts'
import { print } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'
import { type Answered, converse } from './conversations.ts'
import { figuresOf, rowOf } from './figures.ts'

const PAPERS = '../shared/data/hf-daily.jsonl.gz'
const QUESTIONS = '../shared/bench/thread-questions.jsonl'
/** Questions of our own, most of them about the bundled papers. */
const OURS = fileURLToPath(new URL('../../../data/judged-questions.jsonl', import.meta.url))

/** Those of them whose papers come with the project. */
const BUNDLED = 'sample'

/** How well questions in threads are answered, and how honestly. */
export const answers: Evaluation = {
  usage: `npm run eval -- answers                                           our own questions, and those at hand
npm run eval -- answers --papers F --questions F [--run OUT]      each line of OUT: the question, its band, what is quoted`,
  run(flags) {
    const file = { type: 'string' } as const
    const { papers, questions, run } = parseArgs({
      args: [...flags],
      options: { papers: file, questions: file, run: file },
    }).values
    if (papers === undefined && questions === undefined && run === undefined) {
      judge(questionsAtHand())
      return true
    }
    const asked = readThreadQuestions(questions ?? QUESTIONS, readPapersFile(papers ?? PAPERS))
    judge(new Map([['all', asked]]), run)
    return true
  },
}

/** Ours, of papers that are here, and the others where they are here. */
function questionsAtHand(): ReadonlyMap<string, readonly ThreadQuestion[]> {
  const sample = loadSample().papers
  if (!existsSync(PAPERS) || !existsSync(QUESTIONS)) {
    return new Map([['ours', readThreadQuestions(OURS, sample, BUNDLED)]])
  }
  const papers = readPapersFile(PAPERS)
  return new Map([
    ['theirs', readThreadQuestions(QUESTIONS, papers)],
    ['ours', readThreadQuestions(OURS, [...sample, ...papers])],
  ])
}

function judge(sets: ReadonlyMap<string, readonly ThreadQuestion[]>, run?: string): void {
  const judged = [...sets].map(([name, questions]) => {
    // By the second time all papers were read once, so that the times are those of a bot that has been running.
    converse(questions)
    return { name, all: converse(questions) }
  })
  if (run !== undefined) writeFileSync(run, judged.flatMap(({ all }) => all.map(runLine)).join(''))
  const rows = judged.flatMap(({ name, all }) => [
    ...[...Map.groupBy(all, ({ asked }) => asked.split)].map(([split, of]) => rowOf(`${name}, ${split}`, of)),
    rowOf(name, all),
  ])
  const [only, ...others] = judged.map(({ name, all }) => [name, figuresOf(all)] as const)
  print(
    rows,
    others.length === 0 ? only?.[1] : Object.fromEntries([only, ...others].filter(one => one !== undefined)),
  )
}

function runLine({ asked, band, quotations }: Answered): string {
  const sentences = quotations.map(({ paper, text }) => ({ paper: paper.key, text }))
  return `${JSON.stringify({ question: asked.question, band, sentences })}\n`
}
