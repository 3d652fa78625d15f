import { z } from 'zod'
import { inputFault } from './input-fault.ts'
import { readRecords } from './records.ts'

const paperShape = z.object({
  title: z.string(),
  sentences: z.array(z.string()).min(1),
  tldrs: z.array(z.string()).min(1),
})

/** A paper of which people have said in one line what it does. */
export interface SummedUp {
  readonly title: string
  readonly sentences: readonly string[]
  readonly tldrs: readonly string[]
}

/** Reads papers in the form of SciTLDR, a line each. Throws an input fault that names file and line. */
export function readSummedUp(file: string): readonly SummedUp[] {
  const papers = readRecords(file, paperShape)
  if (papers.length === 0) throw inputFault(file, ' has no papers')
  return papers
}
