import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FeedDay, Paper } from '../../src/papers.ts'
import { createHubLimit, type HubLimit } from './hub-limit.ts'

/** A paper as a test tells it. */
export type HubPaper = Pick<Paper, 'key' | 'title' | 'abstract'> & Partial<Paper>

/** How an answer goes wrong: never comes, breaks off in the middle, comes late, or is something else. */
export type HubMishap =
  | { readonly kind: 'hang' | 'cut' }
  | { readonly kind: 'late'; readonly ms: number }
  | {
      readonly kind: 'instead'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }

export interface HubRequest {
  /** Without one and without a month, the papers of all days are asked for, newest first. */
  readonly date: string | undefined
  readonly month: string | undefined
  readonly page: number
  readonly limit: number
  readonly userAgent: string
  readonly authorization: string
}

export interface HubSearchRequest {
  readonly words: string
  readonly limit: number
}

/** The hub's Daily Papers API, its search and its full texts on loopback, over what a test gives it. */
export interface HubEmulator {
  readonly endpoint: string
  /** For batches. */
  readonly requests: readonly HubRequest[]
  /** For its search. */
  readonly searches: readonly HubSearchRequest[]
  /** The ids of the papers whose full text was asked for. */
  readonly texts: readonly string[]
  /** Has these records as the batch of a day, in this order. Days without one answer `[]`. */
  serve(day: FeedDay, records: readonly unknown[]): void
  /** Has this record as a paper that is asked for by its id; 404 for all others. */
  index(id: string, record: unknown): void
  /** Finds these records, in this order, whatever is searched; nothing unless told. */
  find(records: readonly unknown[]): void
  /** Has this markdown as the full text of a paper; 404 for all others. */
  write(id: string, markdown: string): void
  /** Every answer goes wrong like this, or each as it says, until mended. */
  break(mishap: HubMishap | (() => HubMishap | undefined)): void
  /** Lists of a month end after so many records, as if there were no more. */
  cutMonths(records: number): void
  /** From now on refuses more than so many requests in a window of five minutes, and tells what remains unless `silent`. */
  allow(requests: number, silent?: 'silent'): void
  /** How many lists it has not sent again, since whoever asked had them as they are. */
  readonly unchanged: number
  /** How many requests it has refused for that. */
  readonly refused: number
  mend(): void
  /** Resolves when so many requests have come in all. */
  asked(count: number): Promise<void>
  /** Resolves when it was searched so many times in all. */
  searched(count: number): Promise<void>
  stop(): Promise<void>
}

/** A record in the shape of a real response: the paper, in a wrapper whose `publishedAt` is off by the offset of New York. */
export function hubRecord(paper: HubPaper, day: FeedDay): Record<string, unknown> {
  const person = {
    _id: '0'.repeat(24),
    avatarUrl: '/avatars/0.svg',
    isPro: false,
    fullname: 'A Reader',
    type: 'user',
  }
  const organization = paper.organization && { _id: '1', name: 'org', fullname: paper.organization }
  const publishedAt = paper.publishedOn && `${paper.publishedOn}T02:08:18.000Z`
  return {
    paper: {
      id: paper.key,
      ...(paper.withdrawn && { withdrawnAt: '2026-08-22T00:00:00.000Z' }),
      authors: paper.authors?.map((name, index) => ({ _id: String(index), name, hidden: false })),
      publishedAt,
      submittedOnDailyAt: `${paper.feedDay ?? day}T00:00:00.000Z`,
      submittedOnDailyBy: { ...person, user: 'reader' },
      title: paper.title,
      summary: paper.abstract,
      upvotes: paper.upvotes,
      discussionId: '2',
      projectPage: paper.projectUrl,
      githubRepo: paper.codeUrl,
      githubStars: paper.codeStars,
      ai_summary: paper.hubSummary,
      ai_keywords: paper.keywords,
      organization,
    },
    publishedAt: publishedAt && new Date(Date.parse(publishedAt) - 4 * 3_600_000).toISOString(),
    title: paper.title,
    summary: paper.abstract,
    thumbnail: paper.imageUrl,
    numComments: paper.comments,
    submittedBy: { ...person, name: 'reader', isHf: false, isMod: false, followerCount: 1 },
    organization,
    isAuthorParticipating: false,
  }
}

/** A record in the shape of the search's: as in a batch, without who submitted it, and with marks of its own. */
export function hubSearchRecord(paper: HubPaper): Record<string, unknown> {
  const { submittedBy: _nobody, organization: _none, ...record } = hubRecord(paper, paper.feedDay ?? '')
  return {
    ...record,
    upvoted: false,
    highlightedTitle: [{ type: 'text', text: paper.title }],
    highlightedSummary: [{ type: 'highlight', text: paper.abstract }],
  }
}

/** `now`: the clock by which windows of requests are counted, in Unix milliseconds. */
export async function openHub(now: () => number = Date.now): Promise<HubEmulator> {
  const batches = new Map<FeedDay, readonly unknown[]>()
  const requests: HubRequest[] = []
  const searches: HubSearchRequest[] = []
  const texts: string[] = []
  const written = new Map<string, string>()
  const single = new Map<string, unknown>()
  let findings: readonly unknown[] = []
  let mishapOf: () => HubMishap | undefined = () => undefined
  let monthly = Number.POSITIVE_INFINITY
  let limit: HubLimit | undefined
  let unchanged = 0

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://hub')
    const told = tellerOf(url, request.headers)
    server.emit('asked')
    const mishap = limit?.refuses(response) ?? mishapOf()
    if (mishap?.kind === 'late') return void setTimeout(() => told(response), mishap.ms)
    return mishap ? spoil(response, mishap) : told(response)
  })

  const tellerOf = (url: URL, headers: IncomingHttpHeaders): ((response: ServerResponse) => void) => {
    const [, id] = /^\/papers\/([\d.]+)\.md$/.exec(url.pathname) ?? []
    const limit = Number(url.searchParams.get('limit') ?? 50)
    if (id !== undefined) {
      texts.push(id)
      return response => answerText(response, written.get(id))
    }
    if (url.pathname === '/api/papers/search') {
      const words = url.searchParams.get('q') ?? ''
      searches.push({ words, limit })
      const taken = words.length >= 1 && words.length <= 250 && limit >= 1 && limit <= 120
      if (!taken) return response => answer(response, 400, { error: 'Invalid query parameters' })
      return response => answer(response, 200, findings.slice(0, limit))
    }
    const [, paper] = /^\/api\/papers\/([\d.]+)$/.exec(url.pathname) ?? []
    if (paper !== undefined) {
      const told = single.get(paper)
      return response => answer(response, told ? 200 : 404, told ?? { error: 'Paper not found' })
    }
    const date = url.searchParams.get('date') ?? undefined
    const page = Number(url.searchParams.get('p') ?? 0)
    const { 'user-agent': userAgent = '', authorization = '' } = headers
    const month = url.searchParams.get('month') ?? undefined
    requests.push({ date, month, page, limit, userAgent, authorization })
    if (url.pathname !== '/api/daily_papers') return response => answer(response, 404, { error: 'Not found' })
    if ((date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date)) || !(limit >= 1 && limit <= 100)) {
      return response => answer(response, 400, { error: 'Invalid query parameters' })
    }
    const all = [...batches.keys()].sort().reverse()
    const days = date === undefined ? all.filter(day => day.startsWith(month ?? '')) : [date]
    const records = days
      .flatMap(day => batches.get(day) ?? [])
      .slice(0, month === undefined ? undefined : monthly)
    url.searchParams.set('p', String(page + 1))
    const next = (page + 1) * limit < records.length ? { link: `<${url.href}>; rel="next"` } : {}
    const list = records.slice(page * limit, (page + 1) * limit)
    const etag = `W/"${createHash('sha1')
      .update(JSON.stringify([list, next]))
      .digest('base64url')}"`
    if (headers['if-none-match'] !== etag) return response => answer(response, 200, list, { ...next, etag })
    unchanged += 1
    return response => response.writeHead(304, { etag }).end()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    endpoint: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    searches,
    texts,
    serve: (day, records) => {
      batches.set(day, records)
    },
    index: (id, record) => {
      single.set(id, record)
    },
    find: records => {
      findings = records
    },
    write: (id, markdown) => {
      written.set(id, markdown)
    },
    break: kind => {
      mishapOf = typeof kind === 'function' ? kind : () => kind
    },
    mend: () => {
      mishapOf = () => undefined
    },
    cutMonths: records => {
      monthly = records
    },
    allow: (most, silent) => {
      limit = createHubLimit({ most, tells: silent === undefined, now })
    },
    get unchanged() {
      return unchanged
    },
    get refused() {
      return limit?.refused() ?? 0
    },
    asked: async count => {
      while (requests.length < count) await once(server, 'asked')
    },
    searched: async count => {
      while (searches.length < count) await once(server, 'asked')
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function spoil(response: ServerResponse, mishap: Exclude<HubMishap, { readonly kind: 'late' }>): void {
  switch (mishap.kind) {
    case 'hang':
      return
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('[{"paper":{"id":', () => response.destroy())
      return
    case 'instead':
      response.writeHead(mishap.status ?? 200, mishap.headers)
      response.end(mishap.body ?? '')
      return
    default:
      mishap satisfies never
  }
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

function answerText(response: ServerResponse, markdown: string | undefined): void {
  const type = markdown === undefined ? 'application/json' : 'text/markdown'
  response.writeHead(markdown === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` })
  response.end(markdown ?? '{"error":"Paper not found"}')
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error(`the hub listens nowhere: ${address}`)
  return address.port
}
