import { stringify } from 'csv-stringify/sync'
import type { Paper } from '../papers.ts'
import { paperShape } from '../store/paper-shape.ts'
import { archivePages } from './archive.ts'
import { escaped } from './markup.ts'
import { bibtex } from './one-paper.ts'
import { paperUrl } from './paper.ts'

export const EXPORT_FORMATS = ['jsonl', 'bib', 'csv', 'xml', 'folder'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Files by name, relative to what was asked for; of all formats but the folder one, without a name. */
export type ExportedFiles = ReadonlyMap<string, string>

/** Papers as files, in the order in which they are given. `site` is where people read them. */
export function exported(site: string, papers: readonly Paper[], format: ExportFormat): ExportedFiles {
  switch (format) {
    case 'jsonl':
      return new Map([['', papers.map(paper => `${JSON.stringify(paperShape.parse(paper))}\n`).join('')]])
    case 'bib':
      return new Map([['', asBibtex(site, papers)]])
    case 'csv':
      return new Map([['', asCsv(site, papers)]])
    case 'xml':
      return new Map([['', asRss(site, papers)]])
    case 'folder':
      return archivePages(site, papers)
    default:
      return format satisfies never
  }
}

/** Every entry under a label of its own. */
function asBibtex(site: string, papers: readonly Paper[]): string {
  const taken = new Map<string, number>()
  const entries = papers.map(paper =>
    bibtex(site, paper, { abstract: true }).replace(/(?<=^@misc\{)[^,]*/, label => {
      const number = (taken.get(label) ?? 0) + 1
      taken.set(label, number)
      return number === 1 ? label : `${label}-${number}`
    }),
  )
  return entries.map(entry => `${entry}\n`).join('\n')
}

/** As RFC 4180 has it; a cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). */
function asCsv(site: string, papers: readonly Paper[]): string {
  const rows = papers.map(paper => ({
    ...paper,
    authors: paper.authors?.join('; '),
    keywords: paper.keywords?.join('; '),
    withdrawn: paper.withdrawn && 'yes',
    url: paperUrl(site, paper),
  }))
  const columns = [
    ...['key', 'title', 'authors', 'organization', 'publishedOn', 'feedDay', 'upvotes', 'comments'],
    ...[
      'codeUrl',
      'codeStars',
      'projectUrl',
      'keywords',
      'hubSummary',
      'abstract',
      'source',
      'withdrawn',
      'url',
    ],
  ]
  return stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: 'windows' })
}

/** RSS 2.0, each description in the words by which it can be imported again. */
function asRss(site: string, papers: readonly Paper[]): string {
  const items = papers.map(paper => {
    const { title, authors, upvotes, abstract, feedDay } = paper
    const url = escaped(paperUrl(site, paper))
    const said = [
      ['Authors', authors?.join(', ')],
      ['Upvotes', upvotes],
      ['Summary', abstract],
    ].flatMap(([name, told]) =>
      told === undefined ? [] : [`<p><b>${name}:</b> ${escaped(String(told))}</p>`],
    )
    const date =
      feedDay === undefined ? '' : `<pubDate>${new Date(`${feedDay}T12:00:00Z`).toUTCString()}</pubDate>`
    return `<item><title>${escaped(title)}</title><link>${url}</link><guid isPermaLink="false">${escaped(paper.key)}</guid>${date}<description>${escaped(said.join(''))}</description></item>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Daily Papers</title><link>${escaped(site)}</link><description>Papers that Paperboy has.</description>\n${items.join('')}</channel></rss>\n`
}
