import { DomUtils, parseDocument } from 'htmlparser2'
import { z } from 'zod'
import type { Paper } from '../../papers.ts'
import { titleWords, toldDay, words } from '../files/told-text.ts'
import { linksIn } from '../links.ts'
import { arxivId } from '../references.ts'

const WITHDRAWN = /\b(?:has been|is|was) withdrawn\b|^withdrawn\b/i

const entryShape = z.object({
  id: z
    .string()
    .transform(address => arxivId(address.trim().replace(/^https?:\/\/arxiv\.org\/abs\//i, '')))
    .pipe(z.string('is no arXiv id')),
  title: titleWords,
  summary: words,
  published: toldDay.optional().catch(undefined),
  comment: words.optional().catch(undefined),
  authors: z.array(words).catch([]),
})

/**
 * The papers in an answer of arXiv's API (Atom; info.arxiv.org/help/api/user-manual.html, section 3.3), versions folded.
 * Entries that are no paper, as those by which it tells errors, are left out. Undefined when it is no Atom feed.
 */
export function readAtom(text: string): readonly Paper[] | undefined {
  const document = parseDocument(text, { xmlMode: true })
  const [feed] = DomUtils.getElementsByTagName('feed', document, true, 1)
  if (!feed) return undefined
  return DomUtils.getElementsByTagName('entry', feed).flatMap(entry => {
    const textOf = (name: string): string | undefined => {
      const [first] = DomUtils.getElementsByTagName(name, entry.children, false, 1)
      return first && DomUtils.textContent(first)
    }
    const told = entryShape.safeParse({
      id: textOf('id'),
      title: textOf('title'),
      summary: textOf('summary'),
      published: textOf('published'),
      comment: textOf('arxiv:comment'),
      authors: DomUtils.getElementsByTagName('author', entry.children, false).flatMap(author =>
        DomUtils.getElementsByTagName('name', author).map(name => DomUtils.textContent(name)),
      ),
    })
    return told.success ? [paperOf(told.data)] : []
  })
}

function paperOf({
  id,
  title,
  summary,
  published,
  comment = '',
  authors,
}: z.infer<typeof entryShape>): Paper {
  return {
    key: id,
    title,
    abstract: summary,
    source: 'arxiv',
    arxivId: id,
    ...linksIn(comment),
    ...linksIn(summary),
    ...(authors.length > 0 && { authors }),
    ...(published !== undefined && { publishedOn: published }),
    ...([comment, summary].some(told => WITHDRAWN.test(told)) && { withdrawn: true }),
  }
}
