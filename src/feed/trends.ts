import { setImmediate as othersWork } from 'node:timers/promises'
import type { FeedDay, PaperKey } from '../papers.ts'
import type { RisingTopic, SearchIndex } from '../search/search.ts'
import { dayAfter, type Span } from './feed-day.ts'
import type { Library } from './library.ts'

export const TREND_SPANS = ['week', 'month', 'year'] as const
export type TrendSpan = (typeof TREND_SPANS)[number]

/** What rises in the papers of a span, against those of the time before it. */
export interface Trend {
  readonly span: Span
  readonly before: Span
  readonly papers: number
  readonly papersBefore: number
  /** Days of which the course of a topic has one share. */
  readonly step: number
  /** The surest first; undefined when there are too few papers to tell. */
  readonly topics: readonly RisingTopic[] | undefined
}

export interface Trends {
  /** Of the span that ends with the day. Made once for as long as the library stays as it is; lets others work in between. */
  of(span: TrendSpan, to: FeedDay): Promise<Trend>
}

/**
 * Eight steps each, of which the last are the span: a week against the seven before, 30 days against 90, a year, of 52
 * weeks, against another. A single week before would have too few papers to tell chance from change.
 */
const STEPS = 8
const COURSES: Readonly<Record<TrendSpan, { readonly step: number; readonly recent: number }>> = {
  week: { step: 7, recent: 1 },
  month: { step: 15, recent: 2 },
  year: { step: 91, recent: 4 },
}
/** With fewer papers on either side nothing can rise surely. */
const LEAST = Object.freeze({ papers: 30, before: 60 })
const MOST_TOPICS = 8

export function createTrends({
  library,
  index,
}: {
  readonly library: Pick<Library, 'batch' | 'revision'>
  readonly index: Pick<SearchIndex, 'rising'>
}): Trends {
  const made = new Map<string, { readonly revision: number; readonly trend: Promise<Trend> }>()

  const make = async (span: TrendSpan, to: FeedDay): Promise<Trend> => {
    const { step, recent } = COURSES[span]
    const firstOf = (period: number): FeedDay => dayAfter(to, 1 - (STEPS - period) * step)
    const periods: (readonly PaperKey[])[] = []
    for (let period = 0; period < STEPS; period += 1) {
      const days = Array.from({ length: step }, (_, at) => dayAfter(firstOf(period), at))
      periods.push(days.flatMap(day => library.batch(day).map(({ key }) => key)))
      await othersWork()
    }
    const begins = periods.findIndex(papers => papers.length > 0)
    const told = periods.slice(Math.max(0, begins))
    const split = Math.max(0, told.length - recent)
    const papers = told.slice(split).flat().length
    const papersBefore = told.slice(0, split).flat().length
    const isEnough = papers >= LEAST.papers && papersBefore >= LEAST.before
    return {
      span: { from: firstOf(STEPS - recent), to },
      before: { from: firstOf(STEPS - told.length), to: dayAfter(firstOf(STEPS - recent), -1) },
      papers,
      papersBefore,
      step,
      topics: isEnough ? await index.rising({ periods: told, recent: split, most: MOST_TOPICS }) : undefined,
    }
  }

  return {
    of(span, to) {
      const name = `${span} ${to}`
      const known = made.get(name)
      const { revision } = library
      if (known?.revision === revision) return known.trend
      // What was made of an earlier state is asked for no more.
      for (const [other, { revision: its }] of made) if (its !== revision) made.delete(other)
      const trend = make(span, to)
      made.set(name, { revision, trend })
      trend.catch(() => made.delete(name))
      return trend
    },
  }
}
