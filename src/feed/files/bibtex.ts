import { z } from 'zod'
import type { Paper } from '../../papers.ts'
import { linksIn } from '../links.ts'
import { arxivId, mentionsIn } from '../references.ts'
import { slugOf } from '../titles.ts'
import { titleWords, toldDay, words } from './told-text.ts'

/** The papers of a file, and what of it could not be read: by line, or for RSS and saved HTML by the number of the item. */
export interface ReadPapers {
  readonly papers: readonly Paper[]
  readonly faults: readonly { readonly line: number; readonly fault: string }[]
}

const entryShape = z.object({
  title: z.string('has no title').pipe(titleWords),
  abstract: z.string('has no abstract, without which it cannot be searched').pipe(words),
  authors: z.array(words).catch([]),
})

/** Reads BibTeX: each entry with a title and an abstract is a paper. Faults are told by the line on which the entry begins. */
export function readBibtex(text: string): ReadPapers {
  const papers = new Map<string, Paper>()
  const faults: { line: number; fault: string }[] = []
  for (const { line, fields } of entriesOf(text)) {
    if (!fields) {
      faults.push({ line, fault: 'the entry has no end' })
      continue
    }
    const told = entryShape.safeParse({
      title: plain(fields.get('title')),
      abstract: plain(fields.get('abstract')),
      authors: plain(fields.get('author'))
        ?.split(/\s+and\s+/)
        .map(forwards),
    })
    if (!told.success) {
      faults.push({ line, fault: told.error.issues[0]?.message ?? 'cannot be read' })
      continue
    }
    const { title, abstract, authors } = told.data
    const id = arxivId(fields.get('eprint') ?? '') ?? mentionsIn(fields.get('url') ?? '')[0]?.id
    const date = toldDay.safeParse(fields.get('date') ?? '').data
    const key = id ?? slugOf(title, papers)
    papers.set(key, {
      key,
      title,
      abstract,
      source: 'imported',
      ...linksIn(abstract),
      ...(id !== undefined && { arxivId: id }),
      ...(authors.length > 0 && { authors }),
      ...(date !== undefined && { publishedOn: date }),
    })
  }
  return { papers: [...papers.values()], faults }
}

interface Entry {
  readonly line: number
  readonly fields: ReadonlyMap<string, string> | undefined
}

/** The entries of a file; comments, preambles and strings are passed over, as is whatever stands between entries. */
function* entriesOf(text: string): Generator<Entry> {
  const begins = /^[^\S\n]*@([a-z]+)\s*[{(]/gim
  let line = 1
  let counted = 0
  for (let found = begins.exec(text); found; found = begins.exec(text)) {
    line += text.slice(counted, found.index).split('\n').length - 1
    counted = found.index
    if (/^(?:comment|preamble|string)$/i.test(found[1] ?? '')) continue
    const end = closing(text, begins.lastIndex)
    if (end === undefined) {
      yield { line, fields: undefined }
      continue
    }
    yield { line, fields: fieldsOf(text.slice(begins.lastIndex, end)) }
    begins.lastIndex = end
  }
}

/** Where the brace that is open at `from` closes. */
function closing(text: string, from: number): number | undefined {
  let depth = 1
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '{') depth += 1
    else if (text[at] === '}') depth -= 1
    if (depth === 0) return at
  }
  return undefined
}

function fieldsOf(body: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const begins = /(?:,|^)\s*([a-z_-]+)\s*=\s*/gi
  for (let found = begins.exec(body); found; found = begins.exec(body)) {
    const at = begins.lastIndex
    const opening = body[at]
    const end =
      opening === '{'
        ? closing(body, at + 1)
        : opening === '"'
          ? at + 1 + (/^(?:[^"\\{]|\\.|\{[^}]*\})*/s.exec(body.slice(at + 1))?.[0].length ?? 0)
          : at + (/^[^,\s]*/.exec(body.slice(at))?.[0].length ?? 0)
    if (end === undefined) break
    const isEnclosed = opening === '{' || opening === '"'
    fields.set((found[1] ?? '').toLowerCase(), body.slice(isEnclosed ? at + 1 : at, end))
    begins.lastIndex = isEnclosed ? end + 1 : end
  }
  return fields
}

/** Text without its LaTeX: braces that only group, and signs that had to be escaped. */
function plain(text: string | undefined): string | undefined {
  return text
    ?.replace(/\\([&%#$_])/g, '$1')
    .replace(/\\([~^])\{\}/g, '$1')
    .replace(/(?<!\\)[{}]/g, '')
}

/** `Dao, Tri` is `Tri Dao`. */
const forwards = (name: string): string => name.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')
