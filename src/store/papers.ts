import { z } from 'zod'
import type { FeedDay, Paper, PaperKey } from '../papers.ts'
import type { Database } from './database.ts'
import { jsonText, marks } from './rows.ts'

const text = z.string()
const strings = z.array(text).readonly()

const paperShape = z.object({
  key: text,
  title: text,
  abstract: text,
  source: z.enum(['hub', 'sample']),
  arxivId: text.exactOptional(),
  authors: strings.exactOptional(),
  organization: text.exactOptional(),
  publishedOn: text.exactOptional(),
  feedDay: text.exactOptional(),
  upvotes: z.number().exactOptional(),
  comments: z.number().exactOptional(),
  codeUrl: text.exactOptional(),
  codeStars: z.number().exactOptional(),
  projectUrl: text.exactOptional(),
  keywords: strings.exactOptional(),
  hubSummary: text.exactOptional(),
  imageUrl: text.exactOptional(),
}) satisfies z.ZodType<Paper>

/** A batch as it was last read. `settled`: its day was over by then, so that it does not grow any more. */
export interface StoredBatch {
  readonly day: FeedDay
  readonly readMs: number
  readonly settled: boolean
}

export interface PaperShelf {
  /** Keeps a batch whole: its papers, newest telling wins, and when it was read. */
  saveBatch(batch: StoredBatch, papers: readonly Paper[]): Promise<void>
  /** Keeps papers that came in no batch; one that is kept already stays as it is. */
  savePapers(papers: readonly Paper[], readMs: number): Promise<void>
  /** Every paper, in slices, so that the reader can let others work in between. */
  slices(size: number): AsyncIterable<readonly Paper[]>
  /** Those of these papers that are kept. */
  byKeys(keys: readonly PaperKey[]): Promise<readonly Paper[]>
  /** Those of a batch. */
  ofDay(day: FeedDay): Promise<readonly Paper[]>
  batches(): Promise<readonly StoredBatch[]>
}

export function paperShelf(database: Database): PaperShelf {
  return {
    saveBatch: (batch, papers) =>
      database.atomically(async inside => {
        await keepTold(inside, papers, batch.readMs)
        await keepBatch(inside, batch)
      }),

    savePapers: (papers, readMs) =>
      database.atomically(async inside => {
        for (const paper of papers) {
          await inside.run(
            `insert into paper (key, feed_day, told, read_ms) values (?, ?, ?, ?) on conflict (key) do nothing`,
            paper.key,
            paper.feedDay ?? null,
            JSON.stringify(paper),
            readMs,
          )
        }
      }),

    async *slices(size) {
      let after = ''
      while (true) {
        const rows = await database.rows(
          z.object({ key: text, told: jsonText.pipe(paperShape) }),
          'select key, told from paper where key > ? order by key limit ?',
          after,
          size,
        )
        if (rows.length > 0) yield rows.map(row => row.told)
        const last = rows.at(-1)
        if (rows.length < size || !last) return
        after = last.key
      }
    },

    byKeys: async keys => {
      if (keys.length === 0) return []
      const rows = await database.rows(
        z.object({ told: jsonText.pipe(paperShape) }),
        `select told from paper where key in (${marks(keys)}) order by key`,
        ...keys,
      )
      return rows.map(row => row.told)
    },

    ofDay: async day => {
      const rows = await database.rows(
        z.object({ told: jsonText.pipe(paperShape) }),
        'select told from paper where feed_day = ? order by key',
        day,
      )
      return rows.map(row => row.told)
    },

    batches: () =>
      database.rows(
        z
          .object({ day: text, read_ms: z.number(), settled: z.number() })
          .transform(row => ({ day: row.day, readMs: row.read_ms, settled: row.settled === 1 })),
        'select day, read_ms, settled from batch order by day desc',
      ),
  }
}

/** Within a transaction: keeps papers as they were told last. */
export async function keepTold(inside: Database, papers: readonly Paper[], readMs: number): Promise<void> {
  for (const paper of papers) {
    await inside.run(
      `insert into paper (key, feed_day, told, read_ms) values (?, ?, ?, ?)
       on conflict (key) do update set feed_day = excluded.feed_day, told = excluded.told, read_ms = excluded.read_ms`,
      paper.key,
      paper.feedDay ?? null,
      JSON.stringify(paper),
      readMs,
    )
  }
}

/** Within a transaction: keeps when a batch was read. */
export async function keepBatch(inside: Database, { day, readMs, settled }: StoredBatch): Promise<void> {
  await inside.run(
    `insert into batch (day, read_ms, settled) values (?, ?, ?)
     on conflict (day) do update set read_ms = excluded.read_ms, settled = excluded.settled`,
    day,
    readMs,
    settled ? 1 : 0,
  )
}
