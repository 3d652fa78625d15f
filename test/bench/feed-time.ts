import { backfill } from '../../src/feed/backfill.ts'
import { closesAt, dayAfter, FIRST_FEED_DAY } from '../../src/feed/feed-day.ts'
import { loadSample } from '../../src/feed/files/sample.ts'
import { createHub } from '../../src/feed/hub/hub.ts'
import { createIngest } from '../../src/feed/ingest.ts'
import { createLibrary } from '../../src/feed/library.ts'
import { openStore } from '../../src/store/store.ts'
import { hubRecord, openHub } from '../emulators/hub.ts'
import { createChance } from './chance.ts'
import { type Archive, compared, serveArchive } from './feed-archive.ts'

/** What takes hours, on a clock that goes on with each pause. */
const MINUTE = 60_000
const silent = (): void => undefined

/** The archive as a hub lists it whose records tell no days, and which refuses more than 500 requests in five minutes without a word before. */
export async function allowanceFigures(archive: Archive) {
  let nowMs = Date.parse('2026-08-21T12:00:00Z')
  const now = () => nowMs
  const [hub, store] = await Promise.all([openHub(now), openStore('sqlite::memory:', now)])
  // Nobody can tell of weekends there.
  const weekdays = new Map([...archive].filter(([day]) => Temporal.PlainDate.from(day).dayOfWeek < 6))
  serveArchive(hub, weekdays, true)
  hub.allow(500, 'silent')
  const startMs = nowMs
  const client = createHub({ endpoint: hub.endpoint, version: '0', fetch, now, log: silent })
  const { kind } = await backfill(
    {
      ...{
        hub: client,
        shelf: store.papers,
        pages: store.monthPages,
        now,
        log: silent,
        told: silent,
        waits: silent,
      },
      signal: new AbortController().signal,
      pause: async ms => {
        nowMs += ms
      },
    },
    { from: FIRST_FEED_DAY, to: '2026-08-21' },
  )
  const { missing } = await compared(store, weekdays)
  const figures = {
    ...{ ended: kind, requests: hub.requests.length, refused: hub.refused, missing },
    minutes: Math.round((nowMs - startMs) / MINUTE),
  }
  await Promise.all([hub.stop(), store.close()])
  return figures
}

/**
 * A day from one rollover to the next: a paper comes to the hub at random some hundred times, and somebody who searches
 * ten minutes later should find it.
 */
export async function dayFigures() {
  const day = '2026-08-19'
  const opensMs = closesAt(dayAfter(day, -1))
  let nowMs = opensMs - MINUTE
  const now = () => nowMs
  const [hub, store] = await Promise.all([openHub(now), openStore('sqlite::memory:', now)])
  const chance = createChance(6)
  const papers = Array.from({ length: 100 }, (_, number) => ({
    key: `2608.${10_000 + number}`,
    comesMs: opensMs + chance.below(24 * 60) * MINUTE,
    knownMs: Number.POSITIVE_INFINITY,
  }))
  // Nobody searches around the clock.
  const searched = papers.filter(({ comesMs }, number) => comesMs < opensMs + 8 * 60 * MINUTE || number < 20)
  const index = { add: silent, remove: silent }
  const library = createLibrary({ shelf: store.papers, index, sample: loadSample(), now })
  const ending = new AbortController()
  const ingest = createIngest({
    hub: createHub({ endpoint: hub.endpoint, version: '0', fetch, now, log: silent }),
    ...{ library, now, log: silent },
    lease: { hold: async () => true, release: async () => undefined },
    pause: async (ms, signal) => {
      if (signal.aborted) return
      nowMs += ms
      const there = papers.filter(({ comesMs }) => comesMs <= nowMs)
      hub.serve(
        day,
        there.map(({ key }) => hubRecord({ key, title: `Paper ${key}`, abstract: key }, day)),
      )
      if (searched.some(({ comesMs, knownMs }) => knownMs > nowMs && nowMs >= comesMs + 9.5 * MINUTE))
        await ingest.freshen()
      for (const paper of there) if (library.paper(paper.key)) paper.knownMs = Math.min(paper.knownMs, nowMs)
      if (nowMs >= opensMs + 24 * 60 * MINUTE) ending.abort()
    },
  })
  // The first start, which reads thirty days, is not of the day that is measured.
  ingest.start()
  await new Promise(resolve => ending.signal.addEventListener('abort', resolve))
  await ingest.stop()
  const waits = searched.map(({ comesMs, knownMs }) => (knownMs - comesMs) / MINUTE)
  const first = hub.requests.findIndex(({ date }) => date === day)
  const figures = {
    requests: hub.requests.length - first,
    searched: searched.length,
    longestMinutes: Number(Math.max(...waits).toFixed(1)),
  }
  await Promise.all([hub.stop(), store.close()])
  return figures
}
