import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { z } from 'zod'

/** Where tables are shipped. */
export const DATA = new URL('../data/', import.meta.url)

export interface Shipped<Label> {
  /** What the `.json` beside the table says of it. */
  readonly label: Label
  /** Begins with the first number of the table, so that numbers of any size can be read from it. */
  readonly bytes: ArrayBuffer
}

/**
 * Reads `name.bin` and its label. Throws an error that says what to do where the table is not the one that its label
 * tells of; `remake` is the command that makes both.
 */
export function readShipped<Label extends { readonly sha256: string }>(
  name: string,
  labelShape: z.ZodType<Label>,
  remake: string,
  folder: URL,
): Shipped<Label> {
  const file = new URL(`${name}.bin`, folder)
  try {
    const label = labelShape.parse(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')))
    const table = readFileSync(file)
    const found = createHash('sha256').update(table).digest('hex')
    if (found !== label.sha256)
      throw new Error(`the SHA-256 of ${table.length} bytes is ${found}, not ${label.sha256}`)
    return { label, bytes: new Uint8Array(table).buffer }
  } catch (cause) {
    throw new Error(
      `${file.pathname} is damaged or not the table that ${name}.json beside it tells of: restore both, or make them anew by ${remake}`,
      { cause },
    )
  }
}
