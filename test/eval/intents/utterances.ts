import { z } from 'zod'
import { readRecords } from '../../../data/read/records.ts'

/** Everything an utterance may want, under the labels of the judged files. */
export const LABELS = [
  ...['summarize', 'overview', 'explain_simple', 'method', 'results', 'dataset', 'limitation', 'novelty'],
  ...['motivation', 'authors', 'date', 'link', 'code', 'popularity', 'compare', 'similar', 'filter', 'sort'],
  ...[
    'more',
    'abstract',
    'define',
    'which_paper',
    'search',
    'cite',
    'question',
    'help',
    'feedback',
    'silent',
  ],
] as const

/** What an utterance wants, and of which paper: `paper` n, `papers`, or `ref`, which is "focus" or title words. */
export interface Meaning {
  readonly intent: string
  readonly args: Readonly<Record<string, unknown>>
}

/** An utterance in a thread about papers, judged by a person. */
export interface Utterance extends Meaning {
  readonly text: string
  /** The half of its file it belongs to, where the file is parted. */
  readonly set?: string | undefined
}

const utterance = z.object({
  text: z.string(),
  intent: z.enum(LABELS),
  args: z.record(z.string(), z.unknown()),
  set: z.string().optional(),
})

/** The judged utterances of a file, in order. Throws an input fault. */
export function readUtterances(file: string): readonly Utterance[] {
  return readRecords(file, utterance)
}
