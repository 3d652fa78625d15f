import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { RoleLabel, RoleTable } from '../../src/answers/roles/table.ts'

const TABLE = new URL('../roles.bin', import.meta.url)
const LABEL = new URL('../roles.json', import.meta.url)

/** Writes the table and its label. The table: the cues (32-bit whole numbers), then the weights (8-bit). Tells its bytes. */
export function writeRoles(table: RoleTable, made: Pick<RoleLabel, 'made' | 'from'>): number {
  const bytes = roleBytes(table)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const label: RoleLabel = { ...made, cues: table.cues.length, unit: table.unit, sha256 }
  writeFileSync(TABLE, bytes)
  writeFileSync(LABEL, `${JSON.stringify(label, null, 2)}\n`)
  return bytes.length
}

export function roleBytes({ cues, weights }: RoleTable): Buffer {
  return Buffer.concat([
    Buffer.from(cues.buffer, cues.byteOffset, cues.byteLength),
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
  ])
}
