import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Index } from 'flexsearch'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import type { Paper, PaperKey } from '../../src/papers.ts'
import { createOurs, loadOurs } from './ours.ts'
import type { PaperTable } from './paper-table.ts'

/** One way of searching papers, as far as it is measured. */
export interface Engine {
  add(papers: readonly Paper[]): void
  /** Once, when all are added. */
  settle(): void
  /** The best, best first, with all that a person is shown of why where the engine tells. */
  search(text: string, limit: number): readonly PaperKey[]
  /** Writes what it knows to a file, and tells its size in bytes, where it can. */
  save?(file: string): number
  /** Where it keeps its index in a file, in bytes. */
  fileBytes?(): number
}

export const ENGINES = [
  'ours',
  'oursLoaded',
  'flexsearch',
  'flexsearchContext',
  'minisearch',
  'fts5',
  'fuse',
] as const
export type EngineName = (typeof ENGINES)[number]

export interface EngineParts {
  readonly table: PaperTable
  /** A file that is not there yet, for an engine that has its index in one. */
  readonly file: string
  /** Where ours is saved once it is built, and loaded from. */
  readonly snapshot: string
}

/** Each as its own documentation has it for ranked search in title and text. */
export function createEngine(name: EngineName, parts: EngineParts): Engine {
  switch (name) {
    case 'ours':
      return createOurs(parts)
    case 'oursLoaded':
      return loadOurs(parts)
    case 'flexsearch':
      return createFlexSearch({})
    case 'flexsearchContext':
      // "score" is the preset for the best order: it scores how near words stand, at the price of a larger index.
      return createFlexSearch({ preset: 'score' })
    case 'minisearch':
      return createMiniSearch()
    case 'fts5':
      return createFts5(parts.file)
    case 'fuse':
      return createFuse()
    default:
      return name satisfies never
  }
}

/** One text a paper, the title first, since FlexSearch scores by how early a word stands. */
function createFlexSearch(options: { readonly preset?: 'score' }): Engine {
  const index = new Index(options)
  const keys: PaperKey[] = []
  return {
    add(papers) {
      for (const { key, title, abstract } of papers) index.add(keys.push(key) - 1, `${title}\n${abstract}`)
    },
    settle() {},
    search: (text, limit) =>
      // Without suggestions only papers with every word would be found.
      index.search(text, { limit, suggest: true }).flatMap(id => keys[Number(id)] ?? []),
  }
}

/** The options of its README: the title counts twice, words may begin so or differ by a fifth of their letters. */
function createMiniSearch(): Engine {
  const index = new MiniSearch<Paper>({
    idField: 'key',
    fields: ['title', 'abstract'],
    searchOptions: { boost: { title: 2 }, prefix: true, fuzzy: 0.2 },
  })
  return {
    add: papers => index.addAll(papers),
    settle() {},
    search: (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => String(id)),
  }
}

/**
 * Stems, any of the words, the title twice; ordered by the hidden column `rank`, which its documentation calls
 * faster than the function it stands for. The index alone, without the texts.
 */
function createFts5(file: string): Engine {
  const database = new DatabaseSync(file)
  database.exec(`
    pragma journal_mode = off;
    pragma mmap_size = 1073741824;
    create virtual table found using fts5 (title, abstract, content = '', tokenize = 'porter unicode61');
    insert into found (found, rank) values ('rank', 'bm25(2, 1)')`)
  const insert = database.prepare('insert into found (rowid, title, abstract) values (?, ?, ?)')
  const select = database.prepare('select rowid from found where found match ? order by rank limit ?')
  const keys: PaperKey[] = []
  return {
    add(papers) {
      database.exec('begin')
      for (const { key, title, abstract } of papers) insert.run(keys.push(key), title, abstract)
      database.exec('commit')
    },
    settle: () => database.exec(`insert into found (found) values ('optimize')`),
    search(text, limit) {
      const words = text.match(/[\p{L}\p{N}]+/gu)?.map(word => `"${word}"`) ?? []
      if (words.length === 0) return []
      return select.all(words.join(' OR '), limit).flatMap(({ rowid }) => keys[Number(rowid) - 1] ?? [])
    },
    fileBytes: () => statSync(file).size,
  }
}

function createFuse(): Engine {
  const papers: Paper[] = []
  const index = new Fuse<Paper>([], {
    keys: [{ name: 'title', weight: 2 }, 'abstract'],
    useTokenSearch: true,
    ignoreLocation: true,
  })
  return {
    add: added => papers.push(...added),
    settle: () => index.setCollection(papers),
    search: (text, limit) => index.search(text, { limit }).map(({ item }) => item.key),
  }
}
