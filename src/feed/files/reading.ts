import { DomUtils, parseDocument } from 'htmlparser2'
import { z } from 'zod'
import type { Paper, PaperKey } from '../../papers.ts'
import { paperShape } from '../../store/paper-shape.ts'
import { readHubRecord } from '../hub/records.ts'
import { webAddress } from '../links.ts'
import { arxivId } from '../references.ts'
import { slugOf } from '../titles.ts'
import { type ReadPapers, readBibtex } from './bibtex.ts'
import { readRss } from './rss.ts'
import { readSavedPage } from './saved-page.ts'
import { titleWords, words } from './told-text.ts'

export type FileFormat = 'JSONL' | 'BibTeX' | 'RSS' | 'CSV' | 'a saved page'

const count = z.int().nonnegative().exactOptional()
const link = z
  .string()
  .refine(told => webAddress(told) !== undefined, 'is no web address')
  .exactOptional()
const day = z.iso.date().exactOptional()

/** A paper as we export it, by whoever has had the file meanwhile. */
const exportedShape = paperShape.extend({
  key: z.string().regex(/^[a-z0-9][a-z0-9./-]{0,59}$/, 'is no key'),
  title: titleWords,
  abstract: words,
  source: paperShape.shape.source.default('imported'),
  arxivId: z
    .string()
    .refine(id => arxivId(id) === id, 'is no arXiv id')
    .exactOptional(),
  upvotes: count,
  comments: count,
  codeStars: count,
  codeUrl: link,
  projectUrl: link,
  imageUrl: link,
  publishedOn: day,
  feedDay: day,
})

/** A record as data sets have it: the abstract by its name, and authors that are names alone. */
const plainShape = z
  .looseObject({ id: z.string(), abstract: z.string(), authors: z.array(z.string()).catch([]) })
  .transform(({ abstract, authors, ...told }) => ({
    ...told,
    summary: abstract,
    authors: authors.map(name => ({ name })),
  }))

/** A paper by its least, whose key is made of its title as that of a paper on a saved page is. */
const unnamedShape = z.looseObject({
  key: z.never().optional(),
  id: z.never().optional(),
  paper: z.never().optional(),
})
const keylessShape = unnamedShape.extend({ title: titleWords, abstract: words })

/** Reads a file of papers, whose format is told by what is in it. Never throws: what cannot be read is a fault. */
export function readPapers(text: string): ReadPapers & { readonly format: FileFormat } {
  const whole = text.replace(/^\uFEFF/, '')
  if (/^\s*\{/.test(whole)) return { format: 'JSONL', ...readLines(whole) }
  if (/^\s*</.test(whole)) {
    const feed = readRss(whole, 'imported')
    if (!feed) return { format: 'a saved page', ...readHtml(whole) }
    const faults = feed.faults.map(({ item, fault }) => ({ line: item, fault }))
    return { format: 'RSS', papers: feed.papers, faults }
  }
  if (/^[^\S\n]*@[a-z]+\s*[{(]/im.test(whole)) return { format: 'BibTeX', ...readBibtex(whole) }
  if (/^[^\n]*\btitle\b"?[,;][^\n]*\n/.test(whole) && /^["\w]+[,;]/.test(whole))
    return { format: 'CSV', papers: [], faults: [{ line: 1, fault: NO_CSV }] }
  return { format: 'a saved page', ...readText(whole) }
}

const NO_CSV = 'is CSV, which is not read: export to a name that ends in .jsonl, and import that'

function readLines(text: string): ReadPapers {
  const papers: Paper[] = []
  const taken = new Set<PaperKey>()
  const faults: { line: number; fault: string }[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const told = readLine(line, taken)
    if (typeof told === 'string') faults.push({ line: at + 1, fault: told })
    else {
      papers.push(told)
      taken.add(told.key)
    }
  }
  return { papers, faults }
}

/** A paper, or what is wrong with the line. */
function readLine(line: string, taken: ReadonlySet<PaperKey>): Paper | string {
  let record: unknown
  try {
    record = JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return 'is no JSON'
    throw error
  }
  const keyless = keylessShape.safeParse(record).data
  const told = exportedShape.safeParse(keyless ? { ...keyless, key: slugOf(keyless.title, taken) } : record)
  if (told.success) return told.data
  const isOfHub = z.union([z.object({ paper: z.unknown() }), z.object({ id: z.unknown() })]).safeParse(record)
  if (isOfHub.success) {
    const read = readHubRecord(plainShape.safeParse(record).data ?? record)
    return read.kind === 'paper' ? { ...read.paper, source: 'imported' } : read.fault
  }
  if (!keyless && unnamedShape.safeParse(record).success) return 'needs a "title" and an "abstract"'
  const [issue] = told.error.issues
  return `${issue?.path.join('.')} ${issue?.message}`.trim()
}

/** A page of Daily Papers as a browser saves it: the records that it was made of, or its text where they are gone. */
function readHtml(html: string): ReadPapers {
  const document = parseDocument(html)
  const page = DomUtils.getElementsByTagName('div', document).find(
    ({ attribs }) => attribs['data-target'] === 'DailyPapers',
  )
  const props = propsOf(page?.attribs['data-props'] ?? '')
  if (!props) return readText(textOfPage(document))
  const papers: Paper[] = []
  const faults: { line: number; fault: string }[] = []
  for (const [at, record] of props.dailyPapers.entries()) {
    const read = readHubRecord(record)
    if (read.kind === 'fault') faults.push({ line: at + 1, fault: `${read.id}: ${read.fault}` })
    else papers.push({ ...read.paper, source: 'imported' })
  }
  return { papers, faults }
}

function propsOf(text: string): { readonly dailyPapers: readonly unknown[] } | undefined {
  try {
    return z.object({ dailyPapers: z.array(z.unknown()) }).safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What stands in headings and paragraphs, each parted from the next as in a page that was saved as text. */
function textOfPage(document: ReturnType<typeof parseDocument>): string {
  const isBlock = (name: string): boolean => /^(?:h[1-6]|p|li|title)$/.test(name)
  const blocks = DomUtils.getElementsByTagName(isBlock, document)
  return blocks.map(block => DomUtils.textContent(block).replace(/\s+/g, ' ').trim()).join('\n\n')
}

function readText(text: string): ReadPapers {
  const { papers } = readSavedPage(text)
  const faults = papers.length > 0 ? [] : [{ line: 1, fault: 'no title with an abstract below it was found' }]
  return { papers: papers.map(paper => ({ ...paper, source: 'imported' })), faults }
}
