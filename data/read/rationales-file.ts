import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { inputFault } from './input-fault.ts'
import { readRecords } from './records.ts'

/** Something said of a text, and the sentences of the text that tell of it. */
export interface Rationale {
  readonly said: string
  /** It asserts something. */
  readonly claims: boolean
  readonly text: string
  readonly title: string
  readonly sentences: readonly string[]
  /** By sentence. */
  readonly gold: readonly boolean[]
}

const documentShape = z.object({ _id: z.string(), title: z.string(), sentences: z.array(z.string()) })
const answerShape = z.union([
  /** SciFact (Wadden et al. 2020): a claim, and one or more sets of sentences each of which decides it. */
  z.object({
    claim: z.string(),
    doc_id: z.string().nullable(),
    rationales: z.array(z.array(z.int().min(0))),
  }),
  /** ArgSciChat (Ruggeri et al. 2023): a question, and the sentences that its answer drew on. */
  z.object({ question: z.string(), doc_id: z.string(), gold_sentences: z.array(z.int().min(0)) }),
])

/**
 * Reads `answers.jsonl` of SciFact or ArgSciChat, with the texts in `corpus.jsonl` beside it, which may be gzipped.
 * What no sentence tells of is left out. Throws an input fault.
 */
export function readRationales(file: string): readonly Rationale[] {
  const plain = join(dirname(file), 'corpus.jsonl')
  const corpus = existsSync(plain) ? plain : `${plain}.gz`
  const documents = new Map(readRecords(corpus, documentShape).map(document => [document._id, document]))
  return readRecords(file, answerShape).flatMap(answer => {
    const [said, told] =
      'claim' in answer ? [answer.claim, answer.rationales.flat()] : [answer.question, answer.gold_sentences]
    if (answer.doc_id === null || told.length === 0) return []
    const document = documents.get(answer.doc_id)
    if (document === undefined) throw inputFault(file, `: ${corpus} has no document ${answer.doc_id}`)
    const { _id: text, title, sentences } = document
    return [
      {
        said,
        claims: 'claim' in answer,
        text,
        title,
        sentences,
        gold: sentences.map((_, at) => told.includes(at)),
      },
    ]
  })
}
