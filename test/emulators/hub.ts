import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FeedDay, Paper } from '../../src/papers.ts'

/** A paper as a test tells it. */
export type HubPaper = Pick<Paper, 'key' | 'title' | 'abstract'> & Partial<Paper>

/** How an answer goes wrong: never comes, breaks off in the middle, or is something else. */
export type HubMishap =
  | { readonly kind: 'hang' | 'cut' }
  | {
      readonly kind: 'instead'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }

export interface HubRequest {
  readonly date: string
  readonly page: number
  readonly limit: number
  readonly userAgent: string
  readonly authorization: string
}

/** The hub's Daily Papers API on loopback, over batches that a test gives it. */
export interface HubEmulator {
  readonly endpoint: string
  readonly requests: readonly HubRequest[]
  /** Has these records as the batch of a day, in this order. Days without one answer `[]`. */
  serve(day: FeedDay, records: readonly unknown[]): void
  /** Every answer goes wrong like this, until mended. */
  break(mishap: HubMishap): void
  mend(): void
  /** Resolves when so many requests have come in all. */
  asked(count: number): Promise<void>
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

export async function openHub(): Promise<HubEmulator> {
  const batches = new Map<FeedDay, readonly unknown[]>()
  const requests: HubRequest[] = []
  let mishap: HubMishap | undefined

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://hub')
    const date = url.searchParams.get('date') ?? ''
    const page = Number(url.searchParams.get('p') ?? 0)
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const { 'user-agent': userAgent = '', authorization = '' } = request.headers
    requests.push({ date, page, limit, userAgent, authorization })
    server.emit('asked')
    if (mishap) return spoil(response, mishap)
    if (url.pathname !== '/api/daily_papers') return answer(response, 404, { error: 'Not found' })
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || !(limit >= 1 && limit <= 100)) {
      return answer(response, 400, { error: 'Invalid query parameters' })
    }
    const records = batches.get(date) ?? []
    url.searchParams.set('p', String(page + 1))
    const next = (page + 1) * limit < records.length ? { link: `<${url.href}>; rel="next"` } : {}
    answer(response, 200, records.slice(page * limit, (page + 1) * limit), next)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    endpoint: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    serve: (day, records) => {
      batches.set(day, records)
    },
    break: kind => {
      mishap = kind
    },
    mend: () => {
      mishap = undefined
    },
    asked: async count => {
      while (requests.length < count) await once(server, 'asked')
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function spoil(response: ServerResponse, mishap: HubMishap): void {
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

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error(`the hub listens nowhere: ${address}`)
  return address.port
}
