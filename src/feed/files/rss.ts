import { DomUtils, parseDocument } from 'htmlparser2'
import { z } from 'zod'
import type { Paper, Source } from '../../papers.ts'
import { linksIn, webAddress } from '../links.ts'
import { arxivId, referredId } from '../references.ts'
import { titleWords, words } from './told-text.ts'

/** What an RSS feed of papers says. */
export interface RssFeed {
  /** When it was made, in Unix milliseconds, where it tells. */
  readonly builtMs?: number
  readonly papers: readonly Paper[]
  /** Items that are no paper, by their number from 1, and why. */
  readonly faults: readonly { readonly item: number; readonly fault: string }[]
}

const itemShape = z.object({
  key: z.string('names no paper at arXiv or the hub'),
  title: titleWords,
  abstract: words,
})

/**
 * Reads RSS as mirrors of Daily Papers and our own export write it: a link to each paper at arXiv or the hub, and a
 * description that is the abstract, or HTML with `Authors:`, `Upvotes:` and `Summary:`. Undefined when it is no RSS.
 */
export function readRss(text: string, source: Source): RssFeed | undefined {
  const document = parseDocument(text, { xmlMode: true })
  const [channel] = DomUtils.getElementsByTagName('channel', document, true, 1)
  if (!channel) return undefined
  const textOf = (parent: typeof channel, name: string): string =>
    DomUtils.getElementsByTagName(name, parent.children, false)
      .map(element => DomUtils.textContent(element).trim())
      .find(told => told !== '') ?? ''
  const papers: Paper[] = []
  const faults: { item: number; fault: string }[] = []
  for (const [at, item] of DomUtils.getElementsByTagName('item', document).entries()) {
    const described = describedIn(textOf(item, 'description'))
    const told = itemShape.safeParse({
      key:
        referredId(textOf(item, 'link')) ?? referredId(textOf(item, 'guid')) ?? ownKey(textOf(item, 'guid')),
      title: textOf(item, 'title'),
      abstract: described.abstract,
    })
    if (!told.success) {
      const [issue] = told.error.issues
      faults.push({ item: at + 1, fault: `${issue?.path.join('.')} ${issue?.message}` })
      continue
    }
    const { key, title, abstract } = told.data
    const id = arxivId(key)
    const { authors, upvotes, imageUrl } = described
    papers.push({
      key,
      title,
      abstract,
      source,
      ...(id !== undefined && { arxivId: id }),
      ...linksIn(abstract),
      ...(authors.length > 0 && { authors }),
      ...(upvotes !== undefined && { upvotes }),
      ...(imageUrl !== undefined && { imageUrl }),
    })
  }
  const builtMs = Date.parse(textOf(channel, 'lastBuildDate') || textOf(channel, 'pubDate'))
  return { papers, faults, ...(!Number.isNaN(builtMs) && { builtMs }) }
}

/** The key by which our own export names a paper that has no id. */
const ownKey = (guid: string): string | undefined => /^[a-z0-9][a-z0-9-]{0,59}$/.exec(guid)?.[0]

interface Described {
  readonly abstract: string
  readonly authors: readonly string[]
  readonly upvotes?: number
  readonly imageUrl?: string
}

function describedIn(description: string): Described {
  // Without a tag it is text, in which `<` is a sign like any other.
  if (!/<(?:p|b|img|div|br)\b/i.test(description)) return { abstract: description, authors: [] }
  const document = parseDocument(description)
  const [image] = DomUtils.getElementsByTagName('img', document, true, 1)
  const paragraphs = DomUtils.getElementsByTagName('p', document).map(p => DomUtils.textContent(p).trim())
  const after = (label: string): string | undefined =>
    paragraphs
      .find(text => text.startsWith(`${label}:`))
      ?.slice(label.length + 1)
      .trim()
  const upvotes = /^\d{1,6}$/.exec(after('Upvotes') ?? '')?.[0]
  const imageUrl = webAddress(image?.attribs.src ?? '')
  return {
    abstract: after('Summary') ?? DomUtils.textContent(document),
    authors: (after('Authors') ?? '').split(',').flatMap(name => words.safeParse(name).data ?? []),
    ...(upvotes !== undefined && { upvotes: Number(upvotes) }),
    ...(imageUrl !== undefined && { imageUrl }),
  }
}
