import { z } from 'zod'
import type { FeedDay, Paper } from '../papers.ts'
import type { Database } from './database.ts'
import { keepBatch, keepTold, type StoredBatch } from './papers.ts'

/** How the list of a month goes on after a page of it: with another, not at all, or better day by day. */
export type AfterPage = 'more' | 'last' | 'by_day'

/** A page, from 0, of what the hub lists for a month (`YYYY-MM`), as it was read for the backfill. */
export interface MonthPage {
  readonly month: string
  readonly page: number
  readonly readMs: number
  readonly after: AfterPage
}

/** How far the backfill has come in months that are read whole. */
export interface MonthPages {
  /** Keeps a page with its papers, both or neither. */
  save(page: MonthPage, papers: readonly Paper[]): Promise<void>
  /** Every page that is kept, in order. */
  all(): Promise<readonly MonthPage[]>
  /** Of each day from one to another that has papers, how many are kept. */
  counts(from: FeedDay, to: FeedDay): Promise<ReadonlyMap<FeedDay, number>>
  /** Keeps when the batches of a whole month were read. */
  settle(batches: readonly StoredBatch[]): Promise<void>
}

const pageShape = z
  .object({
    month: z.string(),
    page: z.number(),
    read_ms: z.number(),
    next: z.enum(['more', 'last', 'by_day']),
  })
  .transform(({ month, page, read_ms: readMs, next: after }) => ({ month, page, readMs, after }))

export function monthPages(database: Database): MonthPages {
  return {
    save: ({ month, page, readMs, after }, papers) =>
      database.atomically(async inside => {
        await keepTold(inside, papers, readMs)
        await inside.run(
          `insert into month_page (month, page, read_ms, next) values (?, ?, ?, ?)
           on conflict (month, page) do update set read_ms = excluded.read_ms, next = excluded.next`,
          month,
          page,
          readMs,
          after,
        )
      }),

    all: () =>
      database.rows(pageShape, 'select month, page, read_ms, next from month_page order by month, page'),

    counts: async (from, to) => {
      const rows = await database.rows(
        z.object({ day: z.string(), papers: z.coerce.number() }),
        `select feed_day as day, count(*) as papers from paper where feed_day between ? and ? group by feed_day`,
        from,
        to,
      )
      return new Map(rows.map(row => [row.day, row.papers]))
    },

    settle: batches =>
      database.atomically(async inside => {
        for (const batch of batches) await keepBatch(inside, batch)
      }),
  }
}
