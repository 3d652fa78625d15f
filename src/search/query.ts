import { clip } from '../chat.ts'
import type { Day } from '../papers.ts'
import { readDays } from './days.ts'
import type { Filters } from './filters.ts'
import { nearest } from './spelling/nearest.ts'
import { tokens } from './text.ts'

/** What is searched for. */
export interface Query {
  /** Free words as typed, in order: the more of them a paper has, and the rarer, the better. */
  readonly words: readonly string[]
  /** Each must stand so in title or abstract, inflection aside. */
  readonly phrases: readonly string[]
  /** Words and phrases that no hit has. */
  readonly without: readonly string[]
  /** arXiv ids without version. A query that has any names these papers, whatever else it says. */
  readonly arxivIds: readonly string[]
  readonly filters: Filters
  readonly sort: Sort
  /** From 1. */
  readonly page: number
  /** The words are meant as they are spelled: none is mended or completed. */
  readonly literal: boolean
}

const SORTS = ['relevance', 'upvotes', 'date'] as const
export type Sort = (typeof SORTS)[number]
export const FILTER_NAMES = [
  'author',
  'org',
  'since',
  'until',
  'has',
  'min',
  'sort',
  'page',
  'literal',
] as const
export type FilterName = (typeof FILTER_NAMES)[number]

/** What could not be meant; the rest of the query holds. What was typed is clipped. */
export type Slip =
  /**
   * The filter takes no such value: none at all (`''`), a day that is none, `has:` something else than
   * code. No filter can be turned round: the value of `-author:dao` is told as `-dao`.
   */
  | { readonly kind: 'bad_value'; readonly filter: FilterName; readonly value: string }
  /** There is no such filter, but one that is spelled nearly so. */
  | { readonly kind: 'unknown_filter'; readonly name: string; readonly nearest: FilterName }
  /** The first day comes after the last; both are left out. */
  | { readonly kind: 'backwards'; readonly since: Day; readonly until: Day }
  /** A quotation was not closed; its words count singly. */
  | { readonly kind: 'open_quote'; readonly text: string }
  /** Only the first `limit` words count, `dropped` more do not. */
  | { readonly kind: 'too_many_words'; readonly limit: number; readonly dropped: number }

export interface Reading {
  readonly query: Query
  readonly slips: readonly Slip[]
  /** The parts that keep papers out by what they are, as typed: `since:30d`. */
  readonly filters: readonly string[]
}

/** The work of a query grows with its words, and no question needs as many. */
export const MOST_WORDS = 64
/** More slips than these nobody reads; the last are kept, for they are about the whole. */
const MOST_SLIPS = 8
/** So much of what was typed is worth repeating. */
const LONGEST_VALUE = 60

const ALIASES: Readonly<Record<FilterName, readonly string[]>> = {
  author: ['authors', 'by'],
  org: ['organization', 'organisation'],
  since: ['from', 'after'],
  until: ['before'],
  has: ['has_code', 'code'],
  min: ['min_upvotes', 'upvotes'],
  sort: [],
  page: [],
  literal: [],
}
const NAMES: ReadonlyMap<string, FilterName> = new Map(
  FILTER_NAMES.flatMap(filter => [filter, ...ALIASES[filter]].map(name => [name, filter] as const)),
)

const YES = /^(?:yes|true|1|on)$/i
const NO = /^(?:no|false|0|off)$/i

/** A `-` after a blank, `name:`, then a quotation or all up to the next blank. */
const PART =
  /(?=\S)(?<minus>(?<!\S)-(?=[\p{L}\p{N}"]))?(?:(?<name>[a-z][a-z_]{1,30}):(?!\/\/))?(?:"(?<quoted>[^"]*)(?<close>"?)|(?<bare>[^\s"]+))?/giu
/** An id of before or after 2007, alone or in an address of arXiv or of those who use its ids. */
const ARXIV =
  /^<?(?:https?:\/\/)?(?:(?:www\.|export\.)?(?:arxiv\.org\/(?:abs|pdf|html)|huggingface\.co\/papers|alphaxiv\.org\/abs)\/|doi\.org\/10\.48550\/arxiv\.|arxiv:)?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,10}(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,2})?(?:\.pdf)?(?:[?#]\S*|[/.,;)>]{0,3})$/i

/** The query for words and nothing else, which are mended and ranked as if they were typed. */
export function queryOf(words: readonly string[]): Query {
  return {
    words,
    phrases: [],
    without: [],
    arxivIds: [],
    filters: { authors: [], organizations: [] },
    sort: 'relevance',
    page: 1,
    literal: false,
  }
}

/**
 * Reads what someone typed into a search: free words, `"exact phrase"`, `-word`, `author:`, `org:`,
 * `since:` and `until:` (days as in `readDays`, or `a..b` for both), `has:code`, `min:10` upvotes, `sort:`,
 * `page:`, `literal:yes`, an arXiv id or address. Never throws: what cannot be meant is a slip, and the rest is kept.
 */
export function readQuery(text: string, today: Day): Reading {
  const words: string[] = []
  const phrases: string[] = []
  const without: string[] = []
  const authors: string[] = []
  const organizations: string[] = []
  const arxivIds = new Set<string>()
  const slips: Slip[] = []
  const typed: string[] = []
  let filters: Omit<Filters, 'authors' | 'organizations'> = {}
  let [sort, page, room, dropped]: [Sort, number, number, number] = ['relevance', 1, MOST_WORDS, 0]
  let literal = false

  /** Adds as much of a piece as there is room for, without what surrounds its words. */
  const add = (list: string[], piece: string): boolean => {
    const all = tokens(piece).filter(token => !token.compound)
    const kept = all.slice(0, room)
    room -= kept.length
    dropped += all.length - kept.length
    if (kept.length > 0) list.push(piece.slice(kept[0]?.start, kept.at(-1)?.end))
    return all.length > 0
  }
  /** Whether the filter takes the value. */
  const apply = (filter: FilterName, name: string, value: string): boolean => {
    switch (filter) {
      case 'author':
        return add(authors, value)
      case 'org':
        return add(organizations, value)
      case 'since':
      case 'until': {
        const [from = '', to = from, ...more] = value.split('..')
        const days = [from, to].map(end => (end === '' ? {} : readDays(end, today)))
        const [{ first } = {}, { last } = {}] = days
        if (days.includes(undefined) || more.length > 0 || (first ?? last) === undefined) return false
        const both = value.includes('..')
        if (first && (both || filter === 'since')) filters = { ...filters, since: first }
        if (last && (both || filter === 'until')) filters = { ...filters, until: last }
        return true
      }
      case 'has': {
        const yes = name === 'has' ? /^code$/i : YES
        const no = name === 'has' ? /^$/ : NO
        if (!yes.test(value) && !no.test(value)) return false
        filters = { ...filters, hasCode: yes.test(value) }
        return true
      }
      case 'min':
        if (!/^\d{1,6}$/.test(value)) return false
        filters = { ...filters, minUpvotes: Number(value) }
        return true
      case 'page':
        if (!/^[1-9]\d{0,2}$/.test(value)) return false
        page = Number(value)
        return true
      case 'sort': {
        const wanted = SORTS.find(known => known === value.toLowerCase())
        sort = wanted ?? sort
        return wanted !== undefined
      }
      case 'literal':
        literal = YES.test(value)
        return literal || NO.test(value)
      default:
        return filter satisfies never
    }
  }

  for (const match of text.replace(/[“”„«»]/g, '"').matchAll(PART)) {
    const { minus, name = '', quoted, close, bare } = match.groups ?? {}
    const value = (quoted ?? bare ?? '').trim()
    const [, arxivId] = ARXIV.exec(match[0]) ?? []
    const filter = NAMES.get(name.toLowerCase())
    const doubtful = name !== '' && value !== '' && !filter && room > 0 && slips.length < MOST_SLIPS
    const near = doubtful ? NAMES.get(nearest(name.toLowerCase(), [...NAMES.keys()]) ?? '') : undefined
    if (quoted !== undefined && !close) slips.push({ kind: 'open_quote', text: clip(value, LONGEST_VALUE) })
    if (arxivId !== undefined) arxivIds.add(arxivId)
    else if (filter) {
      const taken = value !== '' && !minus && apply(filter, name.toLowerCase(), value)
      const told = clip(`${minus ?? ''}${value}`, LONGEST_VALUE)
      const keepsOut = filter !== 'page' && filter !== 'sort' && filter !== 'literal'
      if (taken && keepsOut) typed.push(text.slice(match.index, match.index + match[0].length))
      if (!taken) slips.push({ kind: 'bad_value', filter, value: told })
    } else if (near) slips.push({ kind: 'unknown_filter', name, nearest: near })
    else if (minus) add(without, `${name} ${value}`)
    else if (quoted !== undefined && close && !name) add(phrases, value)
    else for (const word of [name, ...value.split(/\s+/)]) add(words, word)
  }

  const { since, until, ...rest } = filters
  if (since !== undefined && until !== undefined && since > until) {
    slips.push({ kind: 'backwards', since, until })
    filters = rest
  }
  if (dropped > 0) slips.push({ kind: 'too_many_words', limit: MOST_WORDS, dropped })
  const query = { words, phrases, without, arxivIds: [...arxivIds].slice(0, MOST_WORDS), sort, page, literal }
  return {
    query: { ...query, filters: { authors, organizations, ...filters } },
    slips: slips.slice(-MOST_SLIPS),
    filters: typed,
  }
}
