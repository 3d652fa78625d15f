import { z } from 'zod'
import { readRecords } from '../../../data/read/records.ts'

/** 100 abstracts whose sentences a person has marked, reading them before any splitter had. */
export const KEPT = 'test/judged/sentences.jsonl'

const span = z.tuple([z.int().nonnegative(), z.int().positive()])
const shape = z.object({ id: z.string(), abstract: z.string(), sentences: z.array(span).min(1) })

/** A text and where its sentences stand, [start, end) in UTF-16 units, in order and without the blanks around them. */
export type JudgedText = z.infer<typeof shape>

/** Throws an input fault that names the line. */
export const readJudgedTexts = (file: string): readonly JudgedText[] => readRecords(file, shape)

/** Where one sentence ends and the next begins, and what a splitter made of it. */
export interface Fault {
  readonly id: string
  readonly kind: 'missed' | 'extra'
  /** The words on either side, with a bar where the boundary is. */
  readonly around: string
}

/** Where the sentences of a text end, in order. */
export type Splitter = (text: string) => readonly number[]

/** The places between two sentences that were judged; the end of a text is none, since nobody can miss it. */
export const boundariesOf = ({ sentences }: JudgedText): readonly number[] =>
  sentences.slice(0, -1).map(([, end]) => end)

/** Every boundary a splitter missed or made up, in the order of the text. */
export function faultsOf(judged: JudgedText, split: Splitter): readonly Fault[] {
  const { id, abstract } = judged
  const wanted = new Set(boundariesOf(judged))
  const found = new Set(split(abstract).slice(0, -1))
  return [...wanted.symmetricDifference(found)]
    .sort((a, b) => a - b)
    .map(at => ({
      id,
      kind: wanted.has(at) ? 'missed' : 'extra',
      around: `${abstract.slice(Math.max(0, at - 40), at)}|${abstract.slice(at, at + 30)}`,
    }))
}
