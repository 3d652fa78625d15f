import type { Paper } from '../../src/papers.ts'
import { definitionsIn, stemsOf } from '../../src/search/acronyms/definitions.ts'
import { isStopWord, tokens } from '../../src/search/text.ts'
import { type Chance, createChance } from './chance.ts'

/** A query that someone types who has one paper in mind. */
export interface TypoQuery {
  readonly text: string
  /** The same words without slips. */
  readonly clean: string
  /** The paper that is meant. */
  readonly key: string
}

/** A query for a paper by the form of an acronym that the paper lacks. */
export interface AcronymQuery {
  readonly text: string
  /** The same with the form that the paper has. */
  readonly clean: string
  readonly key: string
  /** What the query has; the paper has only the other form. */
  readonly way: 'acronym' | 'long form'
}

const TITLES = 500
const ITEMS = 500
/** Words of fewer letters become other words by one slip. */
const SLIPPED = /^[a-z]{4,}$/
/** Papers kept apart from the mining, to choose the known items from; never more than half of all. */
const KEPT_APART = 6_000
const SEEN_OFTEN = 3
/** Or half of the items would be large language models. */
const MOST_OF_ONE = 5
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * 500 titles (fewer when there are not as many), of each 3 to 6 consecutive words, stop words left out, in
 * small letters, with one or two slips: a letter inserted, deleted, replaced, or two neighbours swapped,
 * each in a word of four letters or more chosen by chance. The same papers and seed give the same queries.
 */
export function typoQueries(papers: readonly Paper[], seed: number): readonly TypoQuery[] {
  const chance = createChance(seed)
  const queries: TypoQuery[] = []
  for (const { title, key } of chance.shuffled(papers)) {
    if (queries.length === TITLES) break
    const words = contentWords(title)
    const wanted = 3 + chance.below(4)
    if (words.length < 3) continue
    const start = chance.below(Math.max(0, words.length - wanted) + 1)
    const clean = words.slice(start, start + wanted)
    const typed = [...clean]
    const long = [...clean.keys()].filter(place => SLIPPED.test(clean[place] ?? ''))
    if (long.length === 0) continue
    for (let slip = chance.below(2); slip >= 0; slip -= 1) {
      const place = chance.one(long) ?? 0
      typed[place] = slipped(typed[place] ?? '', chance)
    }
    if (typed.join() !== clean.join()) queries.push({ text: typed.join(' '), clean: clean.join(' '), key })
  }
  return queries
}

/**
 * 500 papers that have one form of an acronym and not the other, half of each kind as far as there are as
 * many, each acronym in at most five of a kind; the query has the form that the paper lacks, then two words
 * of its title. Pairs are mined from other papers than those, count when three define them, and mean the long
 * form that the acronym has most often.
 */
export function acronymQueries(papers: readonly Paper[], seed: number): readonly AcronymQuery[] {
  const chance = createChance(seed)
  const shuffled = chance.shuffled(papers)
  const apart = Math.min(KEPT_APART, Math.floor(papers.length / 2))
  const pairs = pairsOf(shuffled.slice(apart))
  const queries: Record<AcronymQuery['way'], AcronymQuery[]> = { acronym: [], 'long form': [] }
  const times = new Map<string, number>()
  for (const paper of shuffled.slice(0, apart)) {
    const choices = formsIn(`${paper.title}. ${paper.abstract}`, pairs).filter(
      ({ pair, has }) =>
        (times.get(`${has} ${pair.short}`) ?? 0) < MOST_OF_ONE && queries[other(has)].length < ITEMS / 2,
    )
    const { pair, has } = chance.one(choices) ?? {}
    if (!pair || !has) continue
    const taken = new Set([...pair.stems, ...stemsOf(pair.short)])
    const words = contentWords(paper.title).filter(word => !stemsOf(word).some(stem => taken.has(stem)))
    const [first, second] = chance.shuffled([...new Set(words)])
    if (first === undefined || second === undefined) continue
    const way = other(has)
    const form = { acronym: pair.short, 'long form': pair.long }
    queries[way].push({
      text: `${form[way]} ${first} ${second}`,
      clean: `${form[has]} ${first} ${second}`,
      key: paper.key,
      way,
    })
    times.set(`${has} ${pair.short}`, (times.get(`${has} ${pair.short}`) ?? 0) + 1)
  }
  return [...queries.acronym, ...queries['long form']]
}

interface Pair {
  readonly short: string
  readonly long: string
  readonly stems: readonly string[]
}

const other = (way: AcronymQuery['way']): AcronymQuery['way'] => (way === 'acronym' ? 'long form' : 'acronym')

/** For each acronym, whatever its capitals, its most frequent long form, each as first written. */
function pairsOf(papers: readonly Paper[]): readonly Pair[] {
  const pairs = new Map<string, Pair & { times: number }>()
  for (const { title, abstract } of papers) {
    const seen = new Set<string>()
    for (const { short, long } of definitionsIn(`${title}. ${abstract}`)) {
      const stems = stemsOf(long)
      const name = `${short.toLowerCase()} ${stems.join(' ')}`
      if (seen.has(name)) continue
      seen.add(name)
      pairs.getOrInsert(name, { short, long, stems, times: 0 }).times += 1
    }
  }
  const often = [...pairs.values()]
    .filter(({ times }) => times >= SEEN_OFTEN)
    .sort((a, b) => b.times - a.times)
  return [...Map.groupBy(often, ({ short }) => short.toLowerCase()).values()].flatMap(
    ([first]) => first ?? [],
  )
}

/** The pairs of which a text has one form and not the other; a long form within a longer one is not had. */
function formsIn(text: string, pairs: readonly Pair[]) {
  const words = new Set(text.match(/[\p{L}\p{N}]+/gu)?.map(word => word.replace(/(?<=[A-Z0-9])s$/, '')))
  const folded = new Set([...words].map(word => word.toLowerCase()))
  const stems = ` ${stemsOf(text).join(' ')} `
  const longs = pairs.filter(pair => stems.includes(` ${pair.stems.join(' ')} `))
  const within = (pair: Pair) =>
    longs.some(
      longer => longer !== pair && ` ${longer.stems.join(' ')} `.includes(` ${pair.stems.join(' ')} `),
    )
  return [
    ...longs
      .filter(pair => !folded.has(pair.short.toLowerCase()) && !within(pair))
      .map(pair => ({ pair, has: 'long form' as const })),
    ...pairs
      .filter(pair => words.has(pair.short) && !longs.includes(pair))
      .map(pair => ({ pair, has: 'acronym' as const })),
  ]
}

function contentWords(title: string): readonly string[] {
  return tokens(title).flatMap(({ word, compound }) => (compound || isStopWord(word) ? [] : [word]))
}

function slipped(word: string, chance: Chance): string {
  const letter = chance.one(LETTERS) ?? ''
  const at = chance.below(word.length)
  const kinds = [
    () => word.slice(0, at) + letter + word.slice(at),
    () => word.slice(0, at) + word.slice(at + 1),
    () => word.slice(0, at) + letter + word.slice(at + 1),
    () => {
      const left = Math.min(at, word.length - 2)
      return word.slice(0, left) + (word[left + 1] ?? '') + (word[left] ?? '') + word.slice(left + 2)
    },
  ]
  return chance.one(kinds)?.() ?? word
}
