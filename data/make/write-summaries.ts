import type { SummaryLabel, SummaryTable } from '../../src/answers/summary/table.ts'
import { writeTable } from './write-table.ts'

/**
 * Writes the table and its label. The table: bounds of the trees and what their leaves add (32-bit floats), cues (32-bit
 * whole numbers), what the trees ask and the weights of the cues (8-bit ones), see `SummaryTable`. Tells its bytes.
 */
export function writeSummaries(table: SummaryTable, made: Pick<SummaryLabel, 'made' | 'from'>): number {
  const { phrases, trees } = table
  return writeTable('summaries', summaryBytes(table), (sha256): SummaryLabel => {
    return {
      ...made,
      trees: trees.asks.length / 2 ** trees.depth,
      depth: trees.depth,
      cues: phrases.cues.length,
      unit: phrases.unit,
      sha256,
    }
  })
}

/** The table as it is shipped. */
export function summaryBytes({ phrases, trees }: SummaryTable): Buffer {
  const parts = [trees.bounds, trees.adds, phrases.cues, phrases.weights, trees.asks]
  return Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  )
}
