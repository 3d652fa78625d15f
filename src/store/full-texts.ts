import { z } from 'zod'
import type { PaperKey, Section } from '../papers.ts'
import type { Database } from './database.ts'
import { jsonText } from './rows.ts'

/** A paper that had no full text may have one a day later. */
const NONE_HOLDS_MS = 24 * 60 * 60_000
/** In characters: some two thousand papers of a hundred thousand each, in a file that people back up. */
const MOST_KEPT = 200_000_000

const sectionsShape = z.array(z.object({ heading: z.string(), text: z.string() }).readonly()).readonly()

/** The full texts of papers as they were read, section by section. */
export interface FullTexts {
  /** Keeps what was read of a paper; no sections mean that there is no full text. */
  keep(paper: PaperKey, sections: readonly Section[], nowMs: number): Promise<void>
  /** No sections when there was no full text within the last day; undefined when nothing is known. */
  of(paper: PaperKey, nowMs: number): Promise<readonly Section[] | undefined>
  /** Forgets what was missing a day ago, and of the rest what was read first, down to `most` characters. */
  sweep(nowMs: number, most?: number): Promise<void>
}

/** Full texts in a database. */
export function fullTexts(database: Database): FullTexts {
  return {
    keep: async (paper, sections, nowMs) => {
      const told = JSON.stringify(sections)
      await database.run(
        `insert into full_text (paper, read_ms, size, sections) values (?, ?, ?, ?)
         on conflict (paper) do update set read_ms = excluded.read_ms, size = excluded.size, sections = excluded.sections`,
        paper,
        nowMs,
        sections.length === 0 ? 0 : told.length,
        told,
      )
    },
    of: async (paper, nowMs) => {
      const [row] = await database.rows(
        z.object({ sections: jsonText.pipe(sectionsShape) }),
        'select sections from full_text where paper = ? and (size > 0 or read_ms > ?)',
        paper,
        nowMs - NONE_HOLDS_MS,
      )
      return row?.sections
    },
    sweep: async (nowMs, most = MOST_KEPT) => {
      await database.run('delete from full_text where size = 0 and read_ms <= ?', nowMs - NONE_HOLDS_MS)
      await database.run(
        `delete from full_text where paper in (select paper from
         (select paper, sum(size) over (order by read_ms desc, paper) as held from full_text) as counted where held > ?)`,
        most,
      )
    },
  }
}
