import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { DATA } from '../../src/shipped-table.ts'

/** Writes `name.bin` and the label that `readShipped` holds it against. Tells the bytes of the table. */
export function writeTable<Label extends { readonly sha256: string }>(
  name: string,
  table: Buffer,
  labelOf: (sha256: string) => Label,
): number {
  const label = labelOf(createHash('sha256').update(table).digest('hex'))
  writeFileSync(new URL(`${name}.bin`, DATA), table)
  writeFileSync(new URL(`${name}.json`, DATA), `${JSON.stringify(label, null, 2)}\n`)
  return table.length
}
