import type { FeedDay, Paper } from '../papers.ts'
import { escaped } from './markup.ts'
import { elsewhere, factsLine, paperUrl } from './paper.ts'
import { count, longDay, plainText } from './words.ts'

const UNDATED = 'undated'

/**
 * A folder of pages that need neither a network nor a script: one for each feed day, best first as given, one for papers
 * of no day, and an index.
 */
export function archivePages(site: string, papers: readonly Paper[]): ReadonlyMap<string, string> {
  const days = Map.groupBy(papers, ({ feedDay }) => feedDay ?? UNDATED)
  const names = [...days.keys()].sort().reverse()
  const pages = names.map((day): readonly [string, string] => {
    const items = (days.get(day) ?? []).map(paper => article(site, paper)).join('\n')
    return [`${day}.html`, page(heading(day), `<p><a href="index.html">All days</a></p>\n${items}`)]
  })
  const lines = names.map(
    day =>
      `<li><a href="${escaped(day)}.html">${escaped(heading(day))}</a>, ${count(days.get(day)?.length ?? 0, 'paper')}</li>`,
  )
  return new Map([['index.html', page('Daily Papers', `<ul>\n${lines.join('\n')}\n</ul>`)], ...pages])
}

const heading = (day: FeedDay): string => (day === UNDATED ? 'Of no day' : longDay(day))

function article(site: string, paper: Paper): string {
  const links = elsewhere(paper).flatMap(span =>
    typeof span === 'object' && 'link' in span ? [anchor(span.link, span.url)] : [],
  )
  const code = paper.codeUrl === undefined ? [] : [anchor('code', paper.codeUrl)]
  return `<article>
<h2>${anchor(paper.title, paperUrl(site, paper))}</h2>
<p>${escaped(plainText(factsLine(paper, { undated: true })))}</p>
<p>${escaped(paper.abstract)}</p>
<p>${[...links, ...code].join(' · ')}</p>
</article>`
}

const anchor = (label: string, url: string): string => `<a href="${escaped(url)}">${escaped(label)}</a>`

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`
}
