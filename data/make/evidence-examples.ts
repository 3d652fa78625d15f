import { missingIn } from '../../src/answers/evidence/missing.ts'
import { readQuestion } from '../../src/answers/evidence/question.ts'
import { signalsOf } from '../../src/answers/evidence/signals.ts'
import { groundsOf } from '../../src/answers/evidence/sureness.ts'
import { type Weighing, worthOf } from '../../src/answers/evidence/worth.ts'
import { readMention } from '../../src/answers/hearing/mention.ts'
import { pointedAt } from '../../src/answers/hearing/which-paper.ts'
import { reading, readingOf } from '../../src/answers/reading.ts'
import type { Rationale } from '../read/rationales-file.ts'
import type { ThreadQuestion } from '../read/thread-questions.ts'
import type { Example } from './listwise.ts'

/** An example that must not be learned from where another of the same text is judged. */
export interface GroupedExample extends Example {
  readonly group: string
}

/** Of a claim whose abstract people have marked. */
export function rationaleExample(
  { said, text, title, sentences, gold }: Rationale,
  weight: number,
): GroupedExample {
  const read = readingOf({ key: text, title, abstract: sentences.join(' '), source: 'hub' }, sentences)
  const question = readQuestion({ question: said, rest: said, points: false })
  return { rows: signalsOf(question, read), gold, weight, group: text }
}

/** Of a question that a paper answers, the paper given. */
export function threadExample(asked: ThreadQuestion, weight: number): readonly GroupedExample[] {
  const { question, paper, papers, gold, answerable, thread } = asked
  if (!answerable || paper === undefined) return []
  const pointed = pointedAt(readMention(question), papers)
  const rest = pointed.kind === 'known' ? pointed.rest : question
  const read = reading(paper)
  return [
    {
      rows: signalsOf(readQuestion({ question, rest, points: false }), read),
      gold: read.sentences.map(({ text }) => gold.some(each => text.includes(each))),
      weight,
      group: `${papers[0]?.key} ${thread}`,
    },
  ]
}

/** A question of which it is known whether its paper answers it at all; its grounds, by what its sentences are weighed by. */
export interface SurenessExample extends GroupedExample {
  readonly answerable: boolean
  grounds(weighing: Weighing): readonly number[]
}

/** Where a known kind of thing is missing nothing is left to be learned: those are left out. */
export function surenessExample(asked: ThreadQuestion): readonly SurenessExample[] {
  const { question: said, paper, papers, answerable, thread, gold } = asked
  if (paper === undefined || missingIn(paper, said) !== undefined) return []
  const pointed = pointedAt(readMention(said), papers)
  const rest = pointed.kind === 'known' ? pointed.rest : said
  const read = reading(paper)
  const question = readQuestion({ question: said, rest, points: false })
  if (question.words.length === 0) return []
  const rows = signalsOf(question, read)
  return [
    {
      rows,
      gold: read.sentences.map(({ text }) => gold.some(each => text.includes(each))),
      weight: 1,
      group: `${papers[0]?.key} ${thread}`,
      answerable,
      grounds: weighing =>
        groundsOf(
          question,
          said,
          read,
          rows.map(signals => ({ signals, worth: worthOf(weighing, signals) })),
        ),
    },
  ]
}

/** Parts the groups into `count` folds, always alike: what is judged in one is learned from the others. */
export function folds<E extends GroupedExample>(examples: readonly E[], count: number) {
  const groups = [...new Set(examples.map(({ group }) => group))].sort()
  const foldOf = new Map(groups.map((group, at) => [group, at % count]))
  return Array.from({ length: count }, (_, fold) => ({
    learned: examples.filter(({ group }) => foldOf.get(group) !== fold),
    judged: examples.filter(({ group }) => foldOf.get(group) === fold),
  }))
}
