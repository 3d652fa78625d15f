import { isInputFault } from '../../data/read/input-fault.ts'
import { answers } from './answers/answers.ts'
import type { Evaluation } from './evaluation.ts'
import { intents } from './intents/intents.ts'
import { rationales } from './rationales/rationales.ts'
import { roles } from './roles/roles.ts'
import { search } from './search/search.ts'
import { sentences } from './sentences/sentences.ts'
import { summaries } from './summaries/summaries.ts'

/** By the name that follows `npm run eval --`. */
const EVALUATIONS: ReadonlyMap<string, Evaluation> = new Map([
  ['search', search],
  ['sentences', sentences],
  ['rationales', rationales],
  ['roles', roles],
  ['summaries', summaries],
  ['intents', intents],
  ['answers', answers],
])

const [name = '', ...flags] = process.argv.slice(2)
try {
  if (!EVALUATIONS.get(name)?.run(flags)) {
    for (const { usage } of EVALUATIONS.values()) console.error(usage)
    process.exitCode = 1
  }
} catch (error) {
  if (!isInputFault(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}
