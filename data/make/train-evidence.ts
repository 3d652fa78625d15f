/**
 * Makes data/evidence.json: `npm run evidence -- SCIFACT QUESTIONS PAPERS`, the answers.jsonl of SciFact with its corpus
 * beside it, questions in threads, and the papers of these. Our own questions are learned from as well. The same files
 * and seed give the same bytes. Before that it tells how well each kind is ranked when its texts were not learned from.
 */
import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { SIGNALS } from '../../src/answers/evidence/signals.ts'
import { GROUNDS } from '../../src/answers/evidence/sureness.ts'
import {
  type Sureness,
  surenessOf,
  type Weighing,
  type WorthTable,
  worthOf,
} from '../../src/answers/evidence/worth.ts'
import { loadSample } from '../../src/feed/files/sample.ts'
import { readPapersFile } from '../read/papers-file.ts'
import { readRationales } from '../read/rationales-file.ts'
import { readThreadQuestions } from '../read/thread-questions.ts'
import {
  folds,
  type GroupedExample,
  rationaleExample,
  type SurenessExample,
  surenessExample,
  threadExample,
} from './evidence-examples.ts'
import { learnClaims, learnQuestions, learnSureness } from './evidence-training.ts'
import { rankOf } from './listwise.ts'

const USAGE =
  'npm run evidence -- SCIFACT-ANSWERS.jsonl QUESTIONS.jsonl PAPERS.jsonl[.gz|.zst] [--seed 1] [--without SPLIT]'
const OURS = fileURLToPath(new URL('../judged-questions.jsonl', import.meta.url))
/** The split of our own that is kept to judge, and never learned from. */
const UNSEEN = 'unseen'
const TABLE = new URL('../evidence.json', import.meta.url)
/** What a claim counts beside a question, when questions are learned: it tells of words, not of asking. */
const CLAIM_WEIGHT = 0.2
const FOLDS = 8
/** Shares of answerable questions: with fewer of them more of what is not answered would pass for an answer. */
const UNANSWERED = 0.18
const UNSTATED = 0.27

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, without: { type: 'string' } },
})
const [scifact, theirs, papersFile] = positionals
const seed = Number(values.seed)
if (
  scifact === undefined ||
  theirs === undefined ||
  papersFile === undefined ||
  !Number.isSafeInteger(seed)
) {
  console.error(USAGE)
  process.exitCode = 1
} else {
  const papers = [...loadSample().papers, ...readPapersFile(papersFile)]
  const all = [...readThreadQuestions(theirs, papers), ...readThreadQuestions(OURS, papers)]
  const asked = all.filter(({ split }) => split !== UNSEEN && split !== values.without)
  const questions = asked.flatMap(each => threadExample(each, 1))
  const claims = readRationales(scifact).map(each => rationaleExample(each, 1))
  const beside = claims.map(claim => ({ ...claim, weight: CLAIM_WEIGHT }))
  const questionsOf = (learned: readonly GroupedExample[]) => learnQuestions([...learned, ...beside])
  tell('questions', questions, questionsOf)
  tell('claims', claims, learned => learnClaims(learned, seed))

  const doubtful = asked.flatMap(surenessExample)
  const model = {
    questions: questionsOf(questions),
    claims: learnClaims(claims, seed),
    sureness: calibrated(doubtful, learned => questionsOf(learned.filter(({ answerable }) => answerable))),
  }
  const table: WorthTable = {
    made: `npm run evidence -- ${positionals.map(file => basename(file)).join(' ')} --seed ${seed}`,
    from: `${claims.length} claims of SciFact (Wadden et al. 2020) and ${questions.length} questions about papers`,
    signals: SIGNALS.join(' '),
    grounds: GROUNDS.join(' '),
    model,
  }
  const text = `${JSON.stringify(table)}\n`
  writeFileSync(TABLE, text)
  console.log(`data/evidence.json: ${text.length} bytes`)
}

/**
 * Sureness learned of weighings that never saw the question, and the thresholds under which so many answerable
 * questions get no answer, or none that is stated.
 */
function calibrated(
  examples: readonly SurenessExample[],
  learn: (learned: readonly SurenessExample[]) => Weighing,
): Sureness {
  const judged = folds(examples, FOLDS).flatMap(({ learned, judged }) => {
    const weighing = learn(learned)
    return judged.map(({ grounds, ...each }) => ({ ...each, grounds: grounds(weighing) }))
  })
  const unseen = folds(judged, FOLDS).flatMap(({ learned, judged }) => {
    const sureness = { ...learnSureness(learned), closest: 0, stated: 0 }
    return judged.map(({ grounds, answerable }) => ({ answerable, sure: surenessOf(sureness, grounds) }))
  })
  const sure = unseen
    .filter(({ answerable }) => answerable)
    .map(({ sure }) => sure)
    .sort((a, b) => a - b)
  const below = (share: number) => Number((sure[Math.floor(share * sure.length)] ?? 0).toFixed(3))
  const [closest, stated] = [below(UNANSWERED), below(UNSTATED)]
  const others = unseen.filter(({ answerable }) => !answerable)
  const refused = others.filter(({ sure }) => sure < closest).length / others.length
  console.log(
    `${unseen.length} questions of which no known kind is missing: refused ${refused.toFixed(3)} of what is not answered`,
  )
  return { ...learnSureness(judged), closest, stated }
}

function tell(
  name: string,
  examples: readonly GroupedExample[],
  learn: (learned: readonly GroupedExample[]) => Weighing,
): void {
  const ranks = folds(examples, FOLDS).flatMap(({ learned, judged }) => {
    const weighing = learn(learned)
    return judged.map(example => rankOf(example, row => worthOf(weighing, row)))
  })
  const within = (first: number) =>
    (ranks.filter(rank => rank > 0 && rank <= first).length / ranks.length).toFixed(3)
  console.log(
    `${ranks.length} ${name}, of texts not learned from: first ${within(1)}, in two ${within(2)}, in three ${within(3)}`,
  )
}
