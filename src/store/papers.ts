import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { FeedDay, Paper, PaperKey } from '../papers.ts'
import type { Database, Value } from './database.ts'
import { type Merged, merged, type Telling } from './merging.ts'
import { paperShape } from './paper-shape.ts'
import { jsonText, marks } from './rows.ts'

const text = z.string()
/** A batch as it was last read. `settled`: its day was over by then, so that it does not grow any more. */
export interface StoredBatch {
  readonly day: FeedDay
  readonly readMs: number
  readonly settled: boolean
}

export interface PaperShelf {
  /** Keeps a batch whole: its papers, and when it was read. Gives back what is known of them now, see `merged`. */
  saveBatch(batch: StoredBatch, papers: readonly Paper[]): Promise<readonly Paper[]>
  /** Keeps papers that came in no batch. Otherwise as `saveBatch`. */
  savePapers(papers: readonly Paper[], readMs: number): Promise<readonly Paper[]>
  /** Every paper, in slices, so that the reader can let others work in between. */
  slices(size: number): AsyncIterable<readonly Paper[]>
  /** Those of these papers that are kept. */
  byKeys(keys: readonly PaperKey[]): Promise<readonly Paper[]>
  /** Those that have come or changed since an instant of the database's clock, in Unix milliseconds. */
  keptSince(ms: number): Promise<readonly Paper[]>
  /** Those of a batch. */
  ofDay(day: FeedDay): Promise<readonly Paper[]>
  batches(): Promise<readonly StoredBatch[]>
}

export function paperShelf(database: Database): PaperShelf {
  return {
    saveBatch: (batch, papers) =>
      database.atomically(async inside => {
        const known = await keepTold(inside, papers, batch.readMs)
        await keepBatch(inside, batch)
        return known
      }),

    savePapers: (papers, readMs) => database.atomically(inside => keepTold(inside, papers, readMs)),

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

    byKeys: async keys =>
      keys.length === 0 ? [] : papersWhere(database, `key in (${marks(keys)})`, ...keys),

    ofDay: day => papersWhere(database, 'feed_day = ?', day),

    keptSince: ms => papersWhere(database, 'kept_ms >= ?', ms),

    batches: () =>
      database.rows(
        z
          .object({ day: text, read_ms: z.number(), settled: z.number() })
          .transform(row => ({ day: row.day, readMs: row.read_ms, settled: row.settled === 1 })),
        'select day, read_ms, settled from batch order by day desc',
      ),
  }
}

async function papersWhere(
  database: Database,
  where: string,
  ...values: readonly Value[]
): Promise<readonly Paper[]> {
  const rows = await database.rows(
    z.object({ told: jsonText.pipe(paperShape) }),
    `select told from paper where ${where} order by key`,
    ...values,
  )
  return rows.map(row => row.told)
}

const tellingsShape = z.array(z.object({ paper: paperShape, readMs: z.number() }))
const keptShape = z
  .object({
    told: jsonText.pipe(paperShape),
    read_ms: z.number(),
    tellings: jsonText.pipe(tellingsShape).nullable(),
  })
  .transform(({ told, read_ms: readMs, tellings }): Merged => {
    const [first, ...others] = tellings ?? []
    return { paper: told, tellings: first ? [first, ...others] : [{ paper: told, readMs }] }
  })

/** Within a transaction: merges papers into what is kept of them. Gives back what is known of them now. */
export async function keepTold(
  inside: Database,
  papers: readonly Paper[],
  readMs: number,
): Promise<readonly Paper[]> {
  const known: Paper[] = []
  const keptMs = await inside.now()
  for (const paper of papers) known.push(await keepOne(inside, { paper, readMs }, keptMs))
  return known
}

async function keepOne(inside: Database, telling: Telling, keptMs: number): Promise<Paper> {
  const { paper, readMs } = telling
  // What is there is locked and read by one statement, so that nobody's telling is lost between reading and writing.
  const [kept] = await inside.rows(
    keptShape,
    `insert into paper (key, feed_day, told, read_ms, kept_ms) values (?, ?, ?, ?, ?)
     on conflict (key) do update set key = excluded.key returning told, read_ms, tellings`,
    paper.key,
    paper.feedDay ?? null,
    JSON.stringify(paper),
    readMs,
    keptMs,
  )
  if (!kept) throw new Error(`store: the paper ${paper.key} was not kept`)
  const now = merged([...kept.tellings, telling])
  if (isDeepStrictEqual(kept, now)) return kept.paper
  const [first, ...others] = now.tellings
  await inside.run(
    'update paper set feed_day = ?, told = ?, read_ms = ?, tellings = ?, kept_ms = ? where key = ?',
    now.paper.feedDay ?? null,
    JSON.stringify(now.paper),
    first.readMs,
    others.length > 0 ? JSON.stringify(now.tellings) : null,
    keptMs,
    paper.key,
  )
  return now.paper
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
