import type { RoleLabel, RoleTable } from '../../src/answers/roles/table.ts'
import { writeTable } from './write-table.ts'

/** Writes the table and its label. The table: the cues (32-bit whole numbers), then the weights (8-bit). Tells its bytes. */
export function writeRoles(table: RoleTable, made: Pick<RoleLabel, 'made' | 'from'>): number {
  return writeTable('roles', roleBytes(table), (sha256): RoleLabel => {
    return { ...made, cues: table.cues.length, unit: table.unit, sha256 }
  })
}

/** The table as it is shipped. */
export function roleBytes({ cues, weights }: RoleTable): Buffer {
  return Buffer.concat([
    Buffer.from(cues.buffer, cues.byteOffset, cues.byteLength),
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
  ])
}
