import { z } from 'zod'
import { ROLES } from '../../src/answers/roles/role.ts'
import { inputFault } from '../../test/eval/input-fault.ts'
import { readRecords } from '../../test/eval/lines.ts'
import type { JudgedAbstract } from './role-training.ts'

const abstractShape = z
  .object({
    sentences: z.array(z.string()),
    labels: z.array(z.enum(ROLES)),
    confs: z.array(z.number().min(0).max(1)).optional(),
  })
  .refine(
    ({ sentences, labels, confs = labels }) =>
      labels.length === sentences.length && confs.length === labels.length,
    {
      error: 'not as many labels as sentences',
    },
  )

/** Reads abstracts in the form of CSAbstruct, a line each. Throws an input fault that names file and line. */
export function readJudgedAbstracts(file: string): readonly JudgedAbstract[] {
  const abstracts = readRecords(file, abstractShape)
  if (abstracts.length === 0) throw inputFault(file, ' has no abstracts')
  return abstracts
}
