import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Paper } from '../../src/papers.ts'

/** arXiv's API on loopback, by id, with the papers that a test gives it. */
export interface ArxivEmulator {
  readonly endpoint: string
  /** The ids of each request. */
  readonly requests: readonly (readonly string[])[]
  publish(paper: ArxivPaper): void
  /** Answers every request with this status and no feed, or never, until mended. */
  break(how: number | 'hang'): void
  mend(): void
  stop(): Promise<void>
}

export type ArxivPaper = Pick<Paper, 'key' | 'title' | 'abstract' | 'authors' | 'publishedOn'> & {
  readonly comment?: string
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** An entry as the manual shows it: of a version, with hard newlines, and the namespace of its comment. */
const entryOf = ({ key, title, abstract, authors = [], publishedOn, comment }: ArxivPaper): string => `
  <entry>
    <id>http://arxiv.org/abs/${key}v2</id>
    <updated>2026-08-20T09:00:00Z</updated>
    <published>${publishedOn ?? '2026-08-01'}T17:59:59Z</published>
    <title>${escaped(title).replace(' ', '\n  ')}</title>
    <summary>  ${escaped(abstract)}
</summary>
    ${authors.map(name => `<author><name>${escaped(name)}</name></author>`).join('')}
    ${comment === undefined ? '' : `<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">${escaped(comment)}</arxiv:comment>`}
    <link href="http://arxiv.org/abs/${key}v2" rel="alternate" type="text/html"/>
  </entry>`

export async function openArxiv(): Promise<ArxivEmulator> {
  const papers = new Map<string, ArxivPaper>()
  const requests: (readonly string[])[] = []
  let broken: number | 'hang' | undefined
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://arxiv')
    const ids = url.searchParams.get('id_list')?.split(',') ?? []
    requests.push(ids)
    if (broken === 'hang') return
    if (broken !== undefined || url.pathname !== '/api/query') {
      response.writeHead(broken ?? 404).end('Rate exceeded.')
      return
    }
    const entries = ids.flatMap(id => papers.get(id) ?? []).map(entryOf)
    response.writeHead(200, { 'content-type': 'application/atom+xml; charset=utf-8' })
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the emulator has no port')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    publish: paper => {
      papers.set(paper.key, paper)
    },
    break: how => {
      broken = how
    },
    mend: () => {
      broken = undefined
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
