export type Row = Readonly<Record<string, string | number>>

/** Figures for people as a table, and on the last line once more as JSON for programs. */
export function print(rows: readonly Row[], figures: unknown): void {
  printTable(rows)
  console.log(JSON.stringify(figures))
}

export function printTable(rows: readonly Row[]): void {
  const names = Object.keys(rows[0] ?? {})
  const widths = names.map(name => Math.max(name.length, ...rows.map(row => String(row[name]).length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  console.log(line(names))
  console.log(line(widths.map(width => '-'.repeat(width))))
  for (const row of rows) console.log(line(names.map(name => String(row[name]))))
}

/** The value below which a share of the numbers lies (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
