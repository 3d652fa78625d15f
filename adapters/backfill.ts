import { parseArgs } from 'node:util'
import about from '../package.json' with { type: 'json' }
import { coreSettings } from '../src/config.ts'
import { backfill } from '../src/feed/backfill.ts'
import { FIRST_FEED_DAY, feedDayAt, type Span } from '../src/feed/feed-day.ts'
import { createHub } from '../src/feed/hub/hub.ts'
import { parseDay } from '../src/feed/written-day.ts'
import { createLog } from '../src/log.ts'
import { pace, progressBar } from '../src/progress.ts'
import { databaseFile } from '../src/store/engines/open-database.ts'
import { openStore } from '../src/store/store.ts'
import { complain, refuse, say, settingsOf } from './operator.ts'
import { sentenceOf } from './sentence.ts'

/** `npm run backfill -- [--from DAY] [--to DAY]`: every batch of Daily Papers that the database lacks. */

const USAGE =
  'Write it like: npm run backfill -- --from 2026-01-01 --to 2026-06-30. Without days it reads all there is.'
/** Requests of each five minutes that are left to a Paperboy that runs beside, and to whoever asks the hub besides. */
const SPARED = 25
const RECENT_MS = 5 * 60_000
/** What a shell tells of a process that Ctrl-C has ended. */
const INTERRUPTED = 130

function spanAsked(): Span {
  const today = feedDayAt(Date.now())
  const dayOf = (option: string, said: string): string => {
    const written = parseDay(said, today)
    return written.kind === 'day' ? written.day : refuse(`${option} is no day: ${said}. ${USAGE}`)
  }
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
    const from = dayOf('--from', values.from ?? FIRST_FEED_DAY)
    const to = dayOf('--to', values.to ?? today)
    if (to < from) refuse(`--from ${from} is after --to ${to}. ${USAGE}`)
    if (to < FIRST_FEED_DAY) refuse(`Daily Papers began on ${FIRST_FEED_DAY}. ${USAGE}`)
    if (from > today) refuse(`The feed day is ${today}: --from ${from} is still to come. ${USAGE}`)
    return { from: from < FIRST_FEED_DAY ? FIRST_FEED_DAY : from, to: to > today ? today : to }
  } catch (error) {
    return refuse(`${sentenceOf(error)} ${USAGE}`)
  }
}

const span = spanAsked()
const {
  DATABASE_URL: url,
  HF_ENDPOINT: endpoint,
  HF_TOKEN: token,
  LOG_LEVEL: level,
} = settingsOf(coreSettings)
if (url.startsWith('sqlite:') && databaseFile(url) === undefined)
  refuse('DATABASE_URL is sqlite::memory:, which nothing outlives: name a file or a server.')

const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort())
process.once('SIGTERM', () => stopping.abort())

try {
  const store = await openStore(url)
  const startMs = Date.now()
  const reads = [...(await store.papers.batches()), ...(await store.monthPages.all())].map(
    ({ readMs }) => readMs,
  )
  const log = createLog({
    least: level ?? 'error',
    write: complain,
    now: Date.now,
    secrets: token === undefined ? [] : [token],
  })
  const hub = createHub({
    ...{ endpoint, token, version: about.version, fetch, now: Date.now, log },
    spared: SPARED,
    // Days that were read as one list were read at the same moment.
    sentBefore: [...new Set(reads)].filter(readMs => readMs > startMs - RECENT_MS),
  })
  say(
    `Reading Daily Papers from ${span.from} to ${span.to}. Ctrl-C stops it; started again, it goes on there.`,
  )
  let resumesMs = 0
  const ended = await backfill(
    {
      ...{ hub, shelf: store.papers, pages: store.monthPages, now: Date.now, log, signal: stopping.signal },
      told: progressBar(process.stderr, 'days read', pace('days', startMs, Date.now)),
      waits: ms => {
        const isTold = Date.now() < resumesMs
        resumesMs = Math.max(resumesMs, Date.now() + ms)
        if (!isTold && ms >= 10_000)
          complain(`\nThe hub allows no more requests for ${Math.ceil(ms / 1000)} s; then it goes on.`)
      },
    },
    span,
  )
  const counts = await store.monthPages.counts(span.from, span.to)
  await store.close()
  const papers = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const kept = `${papers.toLocaleString('en-US')} papers of ${counts.size.toLocaleString('en-US')} days are kept`
  switch (ended.kind) {
    case 'done':
      say(`Done: ${kept}. The days between had no batch.`)
      process.exit(0)
      break
    case 'stopped':
      say(`Stopped: ${kept} so far. Start the same command again, and it goes on there.`)
      process.exit(INTERRUPTED)
      break
    case 'failed':
      refuse(
        `${kept}, but ${ended.what} could not be read: ${ended.why}. Start the same command again later, and it goes on there.`,
      )
      break
    default:
      ended satisfies never
  }
} catch (error) {
  refuse(`The backfill has stopped: ${sentenceOf(error)} Start the same command again, and it goes on there.`)
}
