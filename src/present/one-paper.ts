import type { Block, Button, Prose, Reply } from '../chat.ts'
import { atArxiv, type Paper } from '../papers.ts'
import { askButton, elsewhere, paperItem, paperUrl, saveButton } from './paper.ts'
import { dotted, shortDay } from './words.ts'

/** One paper with its whole abstract. */
export function paperReply(site: string, paper: Paper, talkKey: string): Reply {
  const organization: Prose = paper.organization === undefined ? [] : [paper.organization]
  const published: Prose =
    paper.publishedOn === undefined ? [] : [`On arXiv since ${shortDay(paper.publishedOn)}`]
  const blocks: Block[] = [
    paperItem(site, paper, { lines: [organization, published, dotted(elsewhere(paper))] }),
    { kind: 'text', prose: [paper.abstract] },
  ]
  if (paper.hubSummary !== undefined) {
    blocks.push({ kind: 'note', prose: ['AI summary of the hub: ', paper.hubSummary] })
  }
  const buttons: Button[] = [
    { label: 'Similar', says: `/similar ${paper.key}` },
    saveButton(paper),
    { label: 'Cite', says: `/cite ${paper.key}` },
    askButton(talkKey),
  ]
  blocks.push({ kind: 'buttons', buttons })
  return { summary: paper.title, blocks }
}

/** Text as LaTeX prints it: a bare `&` or `_` would end its run. */
const literally = (text: string): string =>
  text.replace(/[{}\\]/g, '').replace(/[&%#$_]|([~^])/g, (sign, accent) => `\\${sign}${accent ? '{}' : ''}`)

/** BibTeX made of what the source says; with `abstract`, of that too. */
export function bibtex(site: string, paper: Paper, { abstract = false } = {}): string {
  const year = paper.publishedOn?.slice(0, 4) ?? paper.feedDay?.slice(0, 4)
  const surname = paper.authors?.[0]?.split(' ').at(-1) ?? ''
  const [word = 'paper', nextWord = ''] = paper.title.match(/[\p{L}\p{N}]{4,}/gu) ?? []
  const label = `${surname}${year ?? ''}${word}${surname === '' ? nextWord : ''}`
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['title', `{${literally(paper.title)}}`],
    ['author', paper.authors && literally(paper.authors.join(' and '))],
    ['year', year],
    ['eprint', paper.arxivId],
    ['archivePrefix', paper.arxivId && 'arXiv'],
    ['abstract', abstract ? literally(paper.abstract) : undefined],
    ['url', atArxiv(paper)?.page ?? paperUrl(site, paper)],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@misc{${label},\n${lines.join(',\n')}\n}`
}

export function citeReply(site: string, paper: Paper): Reply {
  return {
    summary: `BibTeX of ${paper.title}`,
    blocks: [{ kind: 'text', prose: [{ code: bibtex(site, paper) }] }],
    audience: 'asker',
  }
}
