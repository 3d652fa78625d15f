import { DatabaseSync } from 'node:sqlite'
import type { Paper, PaperKey } from '../../src/papers.ts'

/** Papers in a file of SQLite, so that a process that measures an index need not hold their texts. */
export interface PaperTable {
  /** All, in the order they were written in. */
  slices(size: number): Iterable<readonly Paper[]>
  paper(key: PaperKey): Paper | undefined
}

/** Writes a new file; of two papers with one key the later stays. */
export function writePaperTable(file: string, papers: readonly Paper[]): void {
  const database = new DatabaseSync(file)
  database.exec('create table paper (number integer primary key, key text unique, told text); begin')
  const insert = database.prepare('insert or replace into paper (key, told) values (?, ?)')
  for (const paper of papers) insert.run(paper.key, JSON.stringify(paper))
  database.exec('commit')
  database.close()
}

export function openPaperTable(file: string): PaperTable {
  const database = new DatabaseSync(file, { readOnly: true })
  const all = database.prepare('select told from paper order by number')
  const one = database.prepare('select told from paper where key = ?')
  return {
    *slices(size) {
      let slice: Paper[] = []
      for (const row of all.iterate()) {
        slice.push(paperOf(row.told))
        if (slice.length < size) continue
        yield slice
        slice = []
      }
      if (slice.length > 0) yield slice
    },
    paper(key) {
      const row = one.get(key)
      return row && paperOf(row.told)
    },
  }
}

function paperOf(told: unknown): Paper {
  return JSON.parse(String(told))
}
