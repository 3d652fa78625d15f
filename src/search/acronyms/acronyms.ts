import shipped from '../../../data/acronyms.json' with { type: 'json' }
import type { Paper } from '../../papers.ts'
import { createColumn, wholes } from '../index/column.ts'
import { createLists, type SavedLists } from '../index/lists.ts'
import { createWordTable, type SavedWords } from '../index/word-table.ts'
import { definitionsIn, stemsOf } from './definitions.ts'

/** An acronym with one of its long forms. */
export interface Pair {
  /** See `acronymOf`. */
  readonly short: string
  /** The stems of the long form's words, parted by blanks. */
  readonly long: string
}

/** A pair and how well known it is. */
export interface CountedPair extends Pair {
  /** The papers that define it so, those that data/acronyms.json was made of among them. */
  readonly papers: number
}

/** The acronyms of the papers at hand, counted by paper, and those of the field that come with the project. */
export interface Acronyms {
  /** Counts what a paper defines, under a number that is free. */
  put(document: number, paper: Pick<Paper, 'title' | 'abstract'>): void
  /** Takes out what `put` put in. */
  take(document: number): void
  /** What an acronym stands for, most frequent first; what one paper alone says is not told. */
  longsOf(short: string): readonly CountedPair[]
  /** What stands for a long form, most frequent first. */
  shortsOf(long: string): readonly CountedPair[]
  /** What was counted, for `createAcronyms`; to be written out before the next change. `documents` is the highest number given. */
  saved(documents: number): SavedAcronyms
}

/** What was counted, for a snapshot. */
export interface SavedAcronyms extends SavedWords, SavedLists<Uint32Array<ArrayBuffer>> {
  /** By number of the pair, in how many papers it is defined. */
  readonly counts: Uint32Array<ArrayBuffer>
}

/** Most pairs are of one paper, the name it gives to its own method. */
const LEAST = 2

/** How a short form is compared, and a word that may be one: `kan` for `KANs`, `knn` for `k-NN`. */
export function acronymOf(word: string): string {
  return word
    .replace(/[-/]/g, '')
    .replace(/(?<=[A-Z].*[A-Z0-9].*)s$/, '')
    .toLowerCase()
}

/** Whether it is a common word as well, as `ACT` is: then it is meant only where it is written in capitals. */
export function isAlsoWord(short: string): boolean {
  return WORDS.has(short)
}

/** The pairs that a paper defines, each once. */
export function definedIn({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): readonly Pair[] {
  const found = new Map<string, Pair>()
  for (const { short, long } of [...definitionsIn(title), ...definitionsIn(abstract)]) {
    const pair = { short: acronymOf(short), long: stemsOf(long).join(' ') }
    found.set(nameOf(pair), pair)
  }
  return [...found.values()]
}

/** Takes back what `saved` gave without copying it, and goes on writing there. */
export function createAcronyms(saved?: SavedAcronyms): Acronyms {
  /** Short form, blank, long form. */
  const names = createWordTable(saved)
  const counts = createColumn(wholes, saved?.counts)
  /** By document, the pairs that it defines. */
  const defined = createLists(wholes, saved)
  const live = createLookup()
  const count = (number: number, change: 1 | -1): void => {
    const papers = counts.at(number) + change
    counts.set(number, papers)
    live.put(pairOf(names.word(number)), papers >= LEAST ? papers : 0)
  }
  for (const [number, papers] of (saved?.counts ?? []).entries()) {
    if (papers >= LEAST) live.put(pairOf(names.word(number)), papers)
  }
  return {
    put(document, paper) {
      const pairs = definedIn(paper).map(pair => names.number(nameOf(pair)))
      for (const number of pairs) count(number, 1)
      defined.replace(document, pairs)
    },
    take(document) {
      for (const number of defined.view(document)) count(number, -1)
      defined.replace(document, [])
    },
    longsOf: short => merged([...live.ofShort(short), ...ofTheField().ofShort(short)]),
    shortsOf: long => merged([...live.ofLong(long), ...ofTheField().ofLong(long)]),
    saved: documents => ({
      ...names.saved(),
      ...defined.saved(documents + 1, 0),
      counts: counts.saved(names.size + 1),
    }),
  }
}

/** Counted pairs, found from either side. */
function createLookup() {
  const byShort = new Map<string, Map<string, CountedPair>>()
  const byLong = new Map<string, Map<string, CountedPair>>()
  const place = (map: Map<string, Map<string, CountedPair>>, form: string, pair: CountedPair): void => {
    const pairs = map.getOrInsertComputed(form, () => new Map())
    if (pair.papers > 0) pairs.set(nameOf(pair), pair)
    else pairs.delete(nameOf(pair))
    if (pairs.size === 0) map.delete(form)
  }
  return {
    /** Counts the pair so often; not at all at 0. */
    put({ short, long }: Pair, papers: number): void {
      place(byShort, short, { short, long, papers })
      place(byLong, long, { short, long, papers })
    },
    ofShort: (short: string): Iterable<CountedPair> => byShort.get(short)?.values() ?? [],
    ofLong: (long: string): Iterable<CountedPair> => byLong.get(long)?.values() ?? [],
  }
}

const WORDS: ReadonlySet<string> = new Set(shipped.words)

let field: ReturnType<typeof createLookup> | undefined
/** What comes with the project, read when it is first needed. */
function ofTheField() {
  if (field) return field
  field = createLookup()
  for (const line of shipped.pairs) {
    const [name = '', papers] = line.split('\t')
    field.put(pairOf(name), Number(papers))
  }
  return field
}

function merged(pairs: readonly CountedPair[]): readonly CountedPair[] {
  if (pairs.length < 2) return pairs
  return [...Map.groupBy(pairs, nameOf).values()]
    .flatMap(([first, second]) => (first ? { ...first, papers: first.papers + (second?.papers ?? 0) } : []))
    .sort((a, b) => b.papers - a.papers || (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** A short form has no blank. */
function nameOf({ short, long }: Pair): string {
  return `${short} ${long}`
}

function pairOf(name: string): Pair {
  const blank = name.indexOf(' ')
  return { short: name.slice(0, blank), long: name.slice(blank + 1) }
}
