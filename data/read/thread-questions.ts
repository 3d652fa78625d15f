import { z } from 'zod'
import type { Paper } from '../../src/papers.ts'
import { inputFault } from './input-fault.ts'
import { readLines, recordOf } from './records.ts'

/** A question in a thread under papers, and what answers it. */
export interface ThreadQuestion {
  /** The lines of one thread are one conversation, in their order. */
  readonly thread: string
  readonly papers: readonly Paper[]
  readonly question: string
  /** The paper that answers; for what no abstract answers, the one that was meant. */
  readonly paper?: Paper
  /** A text that contains any of these answers. */
  readonly gold: readonly string[]
  readonly answerable: boolean
  readonly split: string
}

const shape = z.object({
  thread: z.union([z.number(), z.string()]),
  papers: z.array(z.string()).min(1),
  question: z.string(),
  /** The place in `papers`, from 1. */
  paper: z.int().positive().nullish(),
  goldContains: z.array(z.string().min(1)),
  answerable: z.boolean(),
  split: z.string().nullish(),
})

/** Reads questions about papers of these, those of one split alone if it is named. Throws an input fault that names the line, also where a paper is missing. */
export function readThreadQuestions(
  file: string,
  papers: readonly Paper[],
  only?: string,
): readonly ThreadQuestion[] {
  const byKey = new Map(papers.map(paper => [paper.key, paper]))
  return readLines(file).flatMap(line => {
    const { thread, papers, question, paper, goldContains, answerable, split } = recordOf(file, shape, line)
    if (only !== undefined && split !== only) return []
    const fault = (why: string) => inputFault(file, `, line ${line.number}: ${why}`)
    const shown = papers.map(key => {
      const found = byKey.get(key)
      if (found === undefined) throw fault(`there is no paper ${key}`)
      return found
    })
    const meant = typeof paper === 'number' ? shown[paper - 1] : undefined
    if (answerable && (meant === undefined || goldContains.length === 0))
      throw fault('what is answerable has a paper of the list, and texts that answer')
    return {
      thread: String(thread),
      papers: shown,
      question,
      ...(meant && { paper: meant }),
      gold: goldContains,
      answerable,
      split: split ?? 'all',
    }
  })
}
