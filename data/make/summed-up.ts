import { z } from 'zod'
import { inputFault } from '../../test/eval/input-fault.ts'
import { readRecords } from '../../test/eval/lines.ts'
import type { SummedUp } from './summary-training.ts'

const paperShape = z.object({
  title: z.string(),
  sentences: z.array(z.string()).min(1),
  tldrs: z.array(z.string()).min(1),
})

/** Reads papers in the form of SciTLDR, a line each. Throws an input fault that names file and line. */
export function readSummedUp(file: string): readonly SummedUp[] {
  const papers = readRecords(file, paperShape)
  if (papers.length === 0) throw inputFault(file, ' has no papers')
  return papers
}
