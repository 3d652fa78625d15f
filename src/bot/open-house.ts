import { type HostedModel, openModel } from '../answers/hosted/model.ts'
import { summaryLine } from '../answers/summary/summary.ts'
import type { Adapter, Log } from '../chat.ts'
import type { CoreSettings } from '../config.ts'
import type { Posting } from '../delivery/posting.ts'
import { createTick } from '../delivery/tick.ts'
import { TIMING } from '../delivery/timing.ts'
import { createArxiv } from '../feed/elsewhere/arxiv.ts'
import { createMirror } from '../feed/elsewhere/mirror.ts'
import { lastCompleteBefore } from '../feed/feed-day.ts'
import { loadSample } from '../feed/files/sample.ts'
import { createFullText } from '../feed/full-text/full-text.ts'
import { createHub } from '../feed/hub/hub.ts'
import { createIngest } from '../feed/ingest.ts'
import { createLibrary } from '../feed/library.ts'
import { createOutside } from '../feed/outside.ts'
import { createTrends } from '../feed/trends.ts'
import { createMetrics, type Metrics } from '../metrics.ts'
import { digestReply, digestRestReply } from '../present/digest.ts'
import { pausedByRefusalReply } from '../present/subscription.ts'
import { databaseFile } from '../store/engines/open-database.ts'
import { openStore } from '../store/store.ts'
import type { House } from './house.ts'
import { openIndex } from './kept-index.ts'
import { recallingStore } from './recalling.ts'

export interface Ground {
  readonly settings: Pick<
    CoreSettings,
    | 'ARXIV_ENDPOINT'
    | 'DATABASE_URL'
    | 'HF_ENDPOINT'
    | 'HF_TOKEN'
    | 'MIRROR_URL'
    | 'LLM_BASE_URL'
    | 'LLM_MODEL'
    | 'LLM_API_KEY'
  >
  /** Paperboy's own version, for the hub to see. */
  readonly version: string
  /** Where posts go, by name; they may be added until the house is started. */
  readonly adapters: ReadonlyMap<string, Adapter>
  readonly fetch: typeof fetch
  /** Unix milliseconds. */
  readonly now: () => number
  readonly newKey: () => string
  readonly log: Log
  /** Where everything is counted; a store of its own unless told. */
  readonly metrics?: Metrics
}

export interface OpenHouse extends House {
  /** From here on the hub is read and what is due is posted. */
  start(): void
  /** Begins nothing more; resolves when no delivery is under way. What people still ask is answered. */
  rest(): Promise<void>
  /** Rests, ends what else is under way and closes the store. */
  close(): Promise<void>
}

/**
 * Builds the rooms on each other and loads what is known. Rejects with one sentence for the operator when the
 * store cannot be used.
 */
export async function openHouse({
  settings,
  version,
  adapters,
  fetch,
  now,
  newKey,
  log,
  metrics = createMetrics(),
}: Ground): Promise<OpenHouse> {
  const opened = await openStore(settings.DATABASE_URL, now)
  const kept = openIndex({
    file: indexFileOf(settings.DATABASE_URL),
    paperOf: key => library.paper(key),
    log,
  })
  const { index } = kept
  const library = createLibrary({ shelf: opened.papers, index, sample: loadSample(), now })
  log('info', 'reading the papers')
  await library.load()
  log('info', 'papers read', { papers: library.size })
  const trends = createTrends({ library, index })
  const store = recallingStore(opened, library)
  kept.settle()
  const hub = createHub({
    endpoint: settings.HF_ENDPOINT,
    token: settings.HF_TOKEN,
    version,
    fetch: metrics.countingHub(fetch),
    now,
    log,
  })
  const fullText = createFullText({ ask: hub.text, shelf: store.fullTexts, now, log })
  const owner = newKey()
  const leaseOn = (name: 'feed' | 'arxiv') => ({
    hold: (forMs: number) => store.leases.hold(name, owner, forMs),
    release: () => store.leases.release(name, owner),
  })
  const endpoint = settings.ARXIV_ENDPOINT
  const arxiv = createArxiv({ endpoint, version, fetch, lease: leaseOn('arxiv'), now, log })
  const outside = createOutside({ hub, arxiv, library, now, log })
  const url = settings.MIRROR_URL
  const mirror = url === undefined ? undefined : createMirror({ url, version, fetch, now, log })
  const ingest = createIngest({ hub, library, mirror, lease: leaseOn('feed'), now, log })
  const site = settings.HF_ENDPOINT
  const posting: Posting = {
    store,
    adapters,
    choice: () => ({ library, index, trends, nowMs: now() }),
    upToDate: () => library.settled(lastCompleteBefore(now())),
    present: {
      message: (digest, late) => digestReply({ site, extract: summaryLine }, digest, late),
      rest: (picks, from) => digestRestReply(site, picks, from),
      refused: pausedByRefusalReply,
    },
    owner,
    timing: TIMING,
    log,
    metrics,
  }
  const tick = createTick(posting)
  const rest = async () => void (await Promise.all([ingest.stop(), tick.stop()]))
  return {
    library,
    index,
    trends,
    ingest,
    hubSearch: hub.search,
    fullText,
    outside,
    store,
    posting,
    tick,
    model: modelFrom(settings, version, fetch),
    site,
    now,
    newKey,
    log,
    metrics,
    start: () => {
      ingest.start()
      tick.start()
    },
    rest,
    close: async () => {
      await Promise.all([rest(), fullText.stop(), outside.stop()])
      kept.keep()
      await store.close()
    },
  }
}

/**
 * How long a hosted model may take, in milliseconds: people who ask wait ten seconds before their thoughts are
 * elsewhere (Nielsen 1993), and platforms bear that once the answer is deferred.
 */
export const MODEL_WITHIN_MS = 8_000

function modelFrom(
  { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: key }: Ground['settings'],
  version: string,
  fetch: Ground['fetch'],
): HostedModel | undefined {
  if (baseUrl === undefined || model === undefined) return undefined
  return openModel({ baseUrl, model, key, version, fetch, withinMs: MODEL_WITHIN_MS })
}

/** Beside the file of the database; none where there is no such file, so that the index is built at each start. */
function indexFileOf(databaseUrl: string): string | undefined {
  const file = databaseFile(databaseUrl)
  return file === undefined ? undefined : `${file}.index`
}
