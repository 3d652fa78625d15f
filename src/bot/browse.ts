import { summaryLine } from '../answers/summary/summary.ts'
import {
  closesAt,
  daysBetween,
  daysOf,
  FIRST_FEED_DAY,
  feedDayAt,
  isWeekend,
  monthOf,
  previousWeekday,
  type Span,
  standingBatchAt,
  weekOf,
} from '../feed/feed-day.ts'
import { parseDay } from '../feed/written-day.ts'
import type { FeedDay, Paper } from '../papers.ts'
import { type NoBatch, noBatchReply, standInProse } from '../present/days.ts'
import { freshnessProse } from '../present/freshness.ts'
import { type ListFrame, listReply, PAPERS_A_PAGE, type Shelf } from '../present/lists.ts'
import { unknownDayReply } from '../present/mistakes.ts'
import type { Asking, Decision, House } from './house.ts'

/** Everything a list needs besides its papers. */
export function frameFor(house: House, talkKey: string): ListFrame {
  return {
    site: house.site,
    talkKey,
    extract: summaryLine,
    freshness: freshnessProse(house.library.freshness(), house.now()),
  }
}

/** A list that can be followed up: its thread knows the papers of all pages so far, numbered throughout. */
export function listed(
  { house }: Asking,
  shelf: Shelf,
  papers: readonly Paper[],
  paging: { readonly page?: number | undefined; readonly says?: string },
): Decision {
  const key = house.newKey()
  const reply = listReply(frameFor(house, key), { shelf, papers, ...paging, nowMs: house.now() })
  const page = paging.page ?? 1
  const shown = paging.says === undefined ? papers : papers.slice(0, page * PAPERS_A_PAGE)
  const next =
    paging.says !== undefined && shown.length < papers.length
      ? { next: `${paging.says} page:${page + 1}` }
      : {}
  return { reply, talk: { key, papers: shown.map(paper => paper.key), ...next } }
}

/** The newest papers, the best of the week or the month, or what is trending. Without a hub: the sample, called so. */
export async function browse(
  asking: Asking,
  what: 'today' | 'week' | 'month' | 'trending',
  page: number | undefined,
): Promise<Decision> {
  const { house } = asking
  const { library, ingest, now } = house
  await ingest.freshen()
  const paging = { page, says: `/${what}` }
  if (library.days().length === 0)
    return listed(asking, { kind: 'sample', on: library.sample.on }, library.sample.papers, paging)
  switch (what) {
    case 'today': {
      const day = standingBatchAt(now())
      if (library.batch(day).length > 0)
        return listed(asking, batchShelf(house, day), library.batch(day), paging)
      const newest = library.days()[0] ?? day
      const shelf = { ...batchShelf(house, newest), instead: standInProse(day) }
      return listed(asking, shelf, library.batch(newest), paging)
    }
    case 'week':
    case 'month': {
      const spanOf = what === 'week' ? weekOf : monthOf
      // On the first morning of a week or a month nothing is there yet: then the one before is meant.
      const newest = library.days()[0] ?? feedDayAt(now())
      const span = spanOf(newest)
      const shelf = { kind: 'span', ...span, unread: unreadDays(house, span) } as const
      return listed(asking, shelf, library.between(span.from, span.to), paging)
    }
    case 'trending':
      return listed(asking, { kind: 'trending' }, library.trending(now()), paging)
    default:
      return what satisfies never
  }
}

/** The papers of one day, asked of the hub when the library lacks it; else why there are none, and the nearest day that has. */
export async function browseDay(asking: Asking, said: string, page?: number): Promise<Decision> {
  const { house } = asking
  const { library, ingest, now } = house
  const today = feedDayAt(now())
  const written = parseDay(said, today)
  switch (written.kind) {
    case 'unreadable':
      return { reply: unknownDayReply(said) }
    case 'impossible':
      return { reply: noBatchReply({ kind: 'impossible', said }) }
    case 'day': {
      const { day } = written
      const without = (kind: Exclude<NoBatch['kind'], 'impossible'>): Decision => ({
        reply: noBatchReply({ kind, day, nearest: nearestBatch(house, day) }),
      })
      if (day > today) return without('future')
      if (day < FIRST_FEED_DAY) return without('before_first')
      if (!isWeekend(day)) await ingest.want(day)
      if (day === today) await ingest.freshen()
      const papers = library.batch(day)
      if (papers.length === 0 && isWeekend(day)) return without('weekend')
      if (papers.length === 0 && !library.holds(day)) return without('unread')
      if (papers.length === 0) return without(day === today ? 'open' : 'empty')
      return listed(asking, batchShelf(house, day), papers, { page, says: `/day ${day}` })
    }
    default:
      return written satisfies never
  }
}

function batchShelf({ library, now }: House, day: FeedDay): Extract<Shelf, { readonly kind: 'batch' }> {
  const closesMs = closesAt(day)
  return closesMs > now()
    ? { kind: 'batch', day, closesMs }
    : { kind: 'batch', day, isUnread: !isWeekend(day) && !library.settled(day) }
}

/** How many closed weekdays of a span have not been read since they closed. */
function unreadDays({ library, now }: House, span: Span): number {
  return daysOf(span).filter(
    day => !isWeekend(day) && day >= FIRST_FEED_DAY && closesAt(day) <= now() && !library.settled(day),
  ).length
}

/** The stored batch within a week of a day, or of a day to come the newest; else the weekday before it, of which the hub can be asked. */
function nearestBatch({ library, now }: House, day: FeedDay): FeedDay {
  if (day < FIRST_FEED_DAY) return FIRST_FEED_DAY
  const distance = (other: FeedDay): number => Math.abs(daysBetween(other, day))
  const days = library.days()
  const [nearest] = days.toSorted((a, b) => distance(a) - distance(b))
  const [newest = day] = days
  if (nearest !== undefined && (distance(nearest) <= 7 || day > newest)) return nearest
  const before = day > feedDayAt(now()) ? standingBatchAt(now()) : previousWeekday(day)
  return before < FIRST_FEED_DAY ? FIRST_FEED_DAY : before
}
