import { z } from 'zod'
import { ROLES, type Role } from '../../src/answers/roles/role.ts'
import { inputFault } from './input-fault.ts'
import { readRecords } from './records.ts'

/** An abstract whose sentences people have told the roles of. */
export interface JudgedAbstract {
  readonly sentences: readonly string[]
  readonly labels: readonly Role[]
  /** The share of the people asked who agreed, 0 to 1; absent where nobody counted. */
  readonly confs?: readonly number[] | undefined
}

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
