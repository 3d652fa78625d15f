import type { Log } from '../chat.ts'
import type { Day, FeedDay } from '../papers.ts'
import type { AfterPage, MonthPage, MonthPages } from '../store/month-pages.ts'
import type { PaperShelf } from '../store/papers.ts'
import { closesAt, daysOf, isWeekend, monthOf, type Span } from './feed-day.ts'
import type { Hub, HubBatch } from './hub/hub.ts'
import type { HubTrouble } from './hub/request.ts'
import { createPersistence, type PersistenceParts } from './persisting.ts'

export interface BackfillParts extends PersistenceParts {
  readonly hub: Pick<Hub, 'batch' | 'month'>
  readonly shelf: PaperShelf
  readonly pages: MonthPages
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
  /** So many of all days of the span are known; called with numbers that do not fall. */
  readonly told: (days: number, all: number) => void
}

export type BackfillEnd =
  | { readonly kind: 'done' | 'stopped' }
  /** The hub could not be read, however often it was asked. */
  | { readonly kind: 'failed'; readonly what: string; readonly why: string }

const PACE = Object.freeze({
  /** Side by side, so that one request that hangs holds up no others; the hub's allowance is kept all the same. */
  lanes: 6,
  /** Up to so many days of a month are asked for one by one: a list takes some six requests, and two to be checked. */
  fewDays: 8,
})

type Portion =
  | { readonly kind: 'day'; readonly day: FeedDay }
  | { readonly kind: 'month'; readonly month: string }
type Told = Exclude<HubBatch, HubTrouble>

/**
 * Reads every batch of a span that is not known to be complete, newest first, and keeps each page as it comes, so that
 * it goes on from there whenever it ends. A month that is over is read as one list, where the hub tells the day of each
 * paper and days that are asked for by themselves bear the list out; else each of its weekdays is asked for. What
 * turns out to have no batch is kept too, and not asked for again. Rejects when the store cannot be used.
 */
export async function backfill(parts: BackfillParts, span: Span): Promise<BackfillEnd> {
  const { hub, shelf, pages, now, signal, told } = parts
  const { persist, gaveUp } = createPersistence(parts)
  const days = daysOf(span)
  const owed = new Set(days)
  for (const { day, settled } of await shelf.batches()) if (settled) owed.delete(day)
  const readBefore = Map.groupBy(await pages.all(), ({ month }) => month)
  const portions = portionsOf([...owed], now())

  const known = (some: readonly FeedDay[]): void => {
    for (const day of some) owed.delete(day)
    told(days.length - owed.size, days.length)
  }

  /** What the day's batch is, kept; undefined when it could not be had. */
  async function readDay(day: FeedDay): Promise<Told | undefined> {
    const readMs = now()
    const said = await persist<Told>(day, (withinMs, stopping) => hub.batch(day, stopping, withinMs))
    if (said === undefined) return undefined
    const papers = said.kind === 'batch' ? said.papers : []
    await shelf.saveBatch({ day, readMs, settled: readMs >= closesAt(day) }, papers)
    known([day])
    return said
  }

  async function readMonth(month: string): Promise<void> {
    const read = readBefore.get(month) ?? []
    let last = read.at(-1)
    while (last === undefined || last.after === 'more') {
      const next = await readPage(month, (last?.page ?? -1) + 1)
      if (next === undefined) return
      last = next
    }
    if (last.after === 'last') {
      const isBorneOut = await bearsOut(month)
      if (isBorneOut === undefined) return
      if (isBorneOut) return settle(month, last.readMs)
      await pages.save({ ...last, after: 'by_day' }, [])
    }
    for (const day of weekdaysOf(month)) if (owed.has(day) && !(await readDay(day))) return
    await settle(month, last.readMs)
  }

  async function readPage(month: string, page: number): Promise<MonthPage | undefined> {
    const readMs = now()
    const what = `page ${page} of ${month}`
    const said = await persist(what, (withinMs, stopping) => hub.month(month, page, stopping, withinMs))
    if (said === undefined) return undefined
    const dated = said.papers.filter(({ feedDay }) => feedDay !== undefined)
    const after: AfterPage = dated.length < said.papers.length ? 'by_day' : said.more ? 'more' : 'last'
    await pages.save({ month, page, readMs, after }, dated)
    return { month, page, readMs, after }
  }

  /**
   * Whether days asked for by themselves have nothing that the month's list lacks: the first that it has papers of, since
   * a list that is cut off lacks the oldest, and one of the weekdays of which it has none. Undefined when not both could
   * be asked.
   */
  async function bearsOut(month: string): Promise<boolean | undefined> {
    const { from, to } = monthOf(`${month}-01`)
    const counts = await pages.counts(from, to)
    const [first] = [...counts.keys()].sort()
    const without = weekdaysOf(month).filter(day => !counts.has(day))
    for (const day of [first, without[without.length >> 1]]) {
      if (day === undefined) continue
      const said = await readDay(day)
      if (said === undefined) return undefined
      const papers = said.kind === 'batch' ? said.papers.length : 0
      if (papers > (counts.get(day) ?? 0)) return false
    }
    return true
  }

  async function settle(month: string, readMs: number): Promise<void> {
    const rest = daysOf(monthOf(`${month}-01`)).filter(day => owed.has(day))
    await pages.settle(rest.map(day => ({ day, readMs, settled: true })))
    known(rest)
  }

  async function lane(): Promise<void> {
    for (let portion = portions.shift(); portion; portion = portions.shift()) {
      if (signal.aborted || gaveUp()) return
      await (portion.kind === 'day' ? readDay(portion.day) : readMonth(portion.month))
    }
  }

  known([])
  await Promise.all(Array.from({ length: PACE.lanes }, lane))
  const lost = gaveUp()
  if (lost) return { kind: 'failed', ...lost }
  return { kind: signal.aborted ? 'stopped' : 'done' }
}

function portionsOf(owed: readonly FeedDay[], nowMs: number): Portion[] {
  const months = Map.groupBy(owed, day => day.slice(0, 7))
  return [...months].reverse().flatMap(([month, days]): readonly Portion[] => {
    const isOver = closesAt(monthOf(`${month}-01`).to) <= nowMs
    if (isOver && days.length > PACE.fewDays) return [{ kind: 'month', month }]
    return days.toReversed().map(day => ({ kind: 'day', day }))
  })
}

function weekdaysOf(month: string): readonly Day[] {
  return daysOf(monthOf(`${month}-01`)).filter(day => !isWeekend(day))
}
