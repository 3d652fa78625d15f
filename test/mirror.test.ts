import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineStandIns } from '../adapters/surroundings.ts'
import { coreSettings } from '../src/config.ts'
import { createMirror } from '../src/feed/elsewhere/mirror.ts'
import { readRss } from '../src/feed/files/rss.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { createHub } from '../src/feed/hub/hub.ts'
import { createIngest, type Ingest } from '../src/feed/ingest.ts'
import { createLibrary, type Library } from '../src/feed/library.ts'
import { pause } from '../src/feed/patience.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type HubEmulator, hubRecord, openHub } from './emulators/hub.ts'

/** In the shape of huangboming/huggingface-daily-paper-feed: HTML within XML, the day of arXiv as each item's own. */
const feed = (built: string, ...items: readonly string[]): string =>
  `<?xml version='1.0' encoding='UTF-8'?><rss version="2.0"><channel><title>Hugging Face Daily Papers</title>
  <lastBuildDate>${built}</lastBuildDate>${items.join('')}</channel></rss>`
const item = (id: string, title: string, upvotes: number): string => `<item><title>${title}</title>
  <link>https://arxiv.org/abs/${id}</link><description>&lt;p&gt;&lt;img src="https://cdn.example/${id}.png" /&gt;&lt;/p&gt;&lt;p&gt;&lt;b&gt;Authors:&lt;/b&gt; Ada Lovelace, Alan Turing&lt;/p&gt;&lt;p&gt;&lt;b&gt;Upvotes:&lt;/b&gt; ${upvotes}&lt;/p&gt;&lt;p&gt;&lt;b&gt;Summary:&lt;/b&gt; Water flows
  where A &amp;lt; B.&lt;/p&gt;</description><pubDate>Wed, 08 Apr 2026 00:00:00 +0000</pubDate></item>`

const FRIDAY = '2026-08-21'
/** Friday evening in New York, before the page is turned. */
const BUILT = 'Sat, 22 Aug 2026 00:21:29 +0000'
const nowMs = Date.parse('2026-08-22T00:30:00Z')

describe('a mirror', () => {
  let hub: HubEmulator
  let store: Store
  let library: Library
  let ingest: Ingest
  let server: Server
  let body: string
  let asked = 0
  beforeEach(async () => {
    asked = 0
    hub = await openHub()
    store = await openStore('sqlite::memory:')
    const now = () => nowMs
    const log = () => undefined
    const parts = { version: '0.0.0', fetch, now, log }
    library = createLibrary({
      shelf: store.papers,
      index: { add: () => undefined, remove: () => undefined },
      sample: loadSample(),
      now,
    })
    server = createServer((_request, response) => {
      asked += 1
      response.end(body)
    })
    const url = await new Promise<string>(resolve =>
      server.listen(0, '127.0.0.1', () => {
        const at = server.address()
        resolve(`http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/feed.xml`)
      }),
    )
    ingest = createIngest({
      hub: createHub({ endpoint: hub.endpoint, ...parts }),
      library,
      mirror: createMirror({ url, ...parts }),
      lease: { hold: async () => true, release: async () => undefined },
      now,
      log,
      pause: (_ms, signal) => pause(3_600_000, signal),
    })
  })
  afterEach(async () => {
    await ingest.stop()
    await store.close()
    await hub.stop()
    server.close()
  })

  it('stands in while the hub is down, labelled, for the day of its page, and gives way to the hub', async () => {
    body = feed(BUILT, item('2608.00001', 'Water', 7), '<item><title>No paper</title></item>')
    hub.break({ kind: 'instead', status: 503 })
    ingest.start()
    await expect.poll(() => library.batch(FRIDAY)).toHaveLength(1)
    expect(library.paper('2608.00001')).toEqual({
      key: '2608.00001',
      arxivId: '2608.00001',
      title: 'Water',
      abstract: 'Water flows where A < B.',
      source: 'mirror',
      authors: ['Ada Lovelace', 'Alan Turing'],
      upvotes: 7,
      imageUrl: 'https://cdn.example/2608.00001.png',
      feedDay: FRIDAY,
    })
    expect(library.freshness()).toMatchObject({ kind: 'stored', newestDay: FRIDAY, hub: { kind: 'down' } })
    expect(library.newestComplete(nowMs + 86_400_000)).toBeUndefined()
    expect(asked).toBe(1)

    hub.mend()
    const told = { key: '2608.00001', title: 'Water, and Ice', abstract: 'Water flows.', upvotes: 3 }
    hub.serve(FRIDAY, [hubRecord(told, FRIDAY)])
    await ingest.want(FRIDAY)
    expect(library.paper('2608.00001')).toMatchObject({
      title: 'Water, and Ice',
      source: 'hub',
      upvotes: 3,
      authors: ['Ada Lovelace', 'Alan Turing'],
    })
  })

  it('is left alone while the hub answers', async () => {
    body = feed(BUILT, item('2608.00001', 'Water', 7))
    hub.serve(FRIDAY, [hubRecord({ key: '2608.00002', title: 'Ice', abstract: 'Cold.' }, FRIDAY)])
    ingest.start()
    await expect.poll(() => library.batch(FRIDAY)).toHaveLength(1)
    await ingest.stop()
    expect(asked).toBe(0)
  })
})

it('names the items of a feed that are no paper, and takes a page for no feed', () => {
  const told = readRss(
    feed(BUILT, '<item><title>No paper</title></item>', item('2608.00001', ' ', 1)),
    'mirror',
  )
  expect(told?.papers).toEqual([])
  expect(told?.faults).toEqual([
    { item: 1, fault: 'key names no paper at arXiv or the hub' },
    { item: 2, fault: 'title is empty' },
  ])
  expect(readRss('<html><body>Not found</body></html>', 'mirror')).toBeUndefined()
})

it('is looked at by the doctor where it is set, and so is arXiv’s address', async () => {
  const { endpoint, stop } = await openHub()
  const findings = (settings: Readonly<Record<string, string>>) =>
    examineStandIns({
      settings: coreSettings.parse(settings),
      version: '0.0.0',
      fetch,
      now: Date.now,
      freeBytes: async () => 0,
    })
  expect(await findings({})).toEqual([])
  const found = await findings({ MIRROR_URL: 'http://127.0.0.1:9/feed.xml', ARXIV_ENDPOINT: endpoint })
  expect(found.map(({ about, told }) => `${about} ${told}`)).toEqual([
    expect.stringMatching(/^MIRROR_URL cannot be reached \(.*\): check it, or leave it out/),
    expect.stringMatching(/^ARXIV_ENDPOINT something else answers, with status 404/),
  ])
  await stop()
})
