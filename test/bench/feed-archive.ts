import { readPapersFile } from '../../data/read/papers-file.ts'
import { dayAfter, isWeekend } from '../../src/feed/feed-day.ts'
import { loadSample } from '../../src/feed/files/sample.ts'
import type { FeedDay, Paper } from '../../src/papers.ts'
import type { Store } from '../../src/store/store.ts'
import { type HubEmulator, hubRecord } from '../emulators/hub.ts'

/** The papers of each feed day. */
export type Archive = ReadonlyMap<FeedDay, readonly Paper[]>

/** What the real archive of 2024 to 2026 has, of which no copy comes with the source. */
const LIKE_THE_REAL = Object.freeze({
  from: '2024-05-27',
  to: '2026-08-21',
  papers: 13_610,
  batches: 662,
  weekendsFrom: '2025-04-26',
})
/** Since then the hub's records tell the day of their batch. */
const TOLD_FROM = '2025-03-17'

/** The archive of a file; without one, as many made-up papers in as many batches, in the words of the sample. */
export function archiveOf(file: string | undefined): Archive {
  const papers = file === undefined ? madeUp() : readPapersFile(file)
  return Map.groupBy(
    papers.filter(({ feedDay }) => feedDay !== undefined),
    ({ feedDay = '' }) => feedDay,
  )
}

function* madeUpDays(): Generator<FeedDay> {
  const { from, to, weekendsFrom } = LIKE_THE_REAL
  for (let day: FeedDay = from; day <= to; day = dayAfter(day, 1)) {
    if (!isWeekend(day) || (day >= weekendsFrom && Temporal.PlainDate.from(day).dayOfWeek === 6)) yield day
  }
}

function madeUp(): readonly Paper[] {
  const { papers } = loadSample()
  // The newest are kept, so that the archive ends where it should.
  const days = [...madeUpDays()].slice(-LIKE_THE_REAL.batches)
  return Array.from({ length: LIKE_THE_REAL.papers }, (_, number) => {
    const feedDay = days[number % days.length] ?? ''
    const key = `${feedDay.slice(2, 4)}${feedDay.slice(5, 7)}.${String(number).padStart(5, '0')}`
    const { title = '', abstract = '' } = papers[number % papers.length] ?? {}
    const authors = Array.from({ length: 7 }, (_, index) => `Author ${number + index}`)
    return {
      key,
      arxivId: key,
      title: `${title} ${number}`,
      abstract,
      source: 'hub',
      feedDay,
      authors,
      upvotes: number % 90,
    }
  })
}

/** Has the hub serve the archive; `bare`: no record tells its day, as those before March 2025. */
export function serveArchive(hub: HubEmulator, archive: Archive, bare = false): void {
  for (const [day, papers] of archive) {
    const records = papers.map(paper => {
      const record = hubRecord(paper, day)
      const { submittedOnDailyAt: _told, ...older } = Object(record.paper)
      return bare || day < TOLD_FROM ? { ...record, paper: older } : record
    })
    hub.serve(day, records)
  }
}

/** What of the archive is in a store: what is missing, what is there twice, and what stands on another day or is none of it. */
export async function compared(
  store: Store,
  archive: Archive,
): Promise<{
  readonly papers: number
  readonly missing: number
  readonly twice: number
  readonly wrong: number
}> {
  const dayOf = new Map([...archive].flatMap(([day, papers]) => papers.map(({ key }) => [key, day] as const)))
  const seen = new Set<string>()
  let [papers, wrong] = [0, 0]
  for await (const slice of store.papers.slices(1_000)) {
    for (const { key, feedDay } of slice) {
      papers += 1
      seen.add(key)
      if (dayOf.get(key) !== feedDay) wrong += 1
    }
  }
  const missing = [...dayOf.keys()].filter(key => !seen.has(key)).length
  return { papers, missing, twice: papers - seen.size, wrong }
}
