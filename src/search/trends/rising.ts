import type { Paper } from '../../papers.ts'
import type { Acronyms } from '../acronyms/acronyms.ts'
import type { PostingLists } from '../index/posting-lists.ts'
import { stem } from '../text.ts'
import { type Count, countPhrases } from './counting.ts'
import { inTurns } from './reading.ts'
import { riseOf, type Share } from './rise.ts'
import { type Candidate, vocabularyOf } from './vocabulary.ts'
import { type ReadText, readTexts, wordingOf } from './wording.ts'

/** A topic that is spoken of more than before. */
export interface Rising {
  readonly name: string
  /** The documents of the recent periods that say it. */
  readonly documents: readonly number[]
  /** How many of the recent ones would say it if nothing had changed. */
  readonly expected: number
  /** Its share of the documents of each period, 0 to 1. */
  readonly course: readonly number[]
}

/** Periods one after the other, those from number `recent` on against those before. */
export interface Course {
  readonly periods: readonly (readonly number[])[]
  readonly recent: number
  readonly most: number
}

/**
 * What is no topic, by the hub's papers of 2024 to 2026: words are topics that stand in the titles of the papers that
 * say them, and at the end of keywords, and not in most papers. Judged by eye over twelve spans; what it lets through is
 * then ordered by how surely it rises.
 */
const TOPIC = Object.freeze({ inTitles: 0.12, wordInTitles: 0.2, titles: 3, ends: 0.12, everywhere: 0.3 })
/** One in a hundred would come so far by chance (the 99th percentile of a normal distribution). */
const SURE = 2.33
/** Fewer papers are no trend, nor is what is said by not much more than before. */
const LEAST = Object.freeze({ papers: 4, share: 0.008, times: 1.25 })
/** Candidates come from so many papers, spread evenly; so many of the surest are read, in so many of their papers. */
const READ = Object.freeze({ vocabulary: 3_000, topics: 40, papers: 24 })
/** Two topics are one when they share so much of their papers; less is enough when one's words are in the other's. */
const SAME = Object.freeze({ papers: 0.5, words: 0.33 })

export interface TrendParts {
  readonly index: PostingLists
  readonly acronyms: Pick<Acronyms, 'longsOf'>
  /** The paper of a document; none when it is not known any more. */
  readonly paperAt: (document: number) => readonly Pick<Paper, 'title' | 'abstract'>[]
}

/** The surest rising topics, named as their papers write them. Lets others work in between. */
export async function risingTopics(
  course: Course,
  { index, acronyms, paperAt }: TrendParts,
): Promise<readonly Rising[]> {
  const { periods, most } = course
  const all = periods.flat()
  const read = evenly(all, READ.vocabulary)
  const { candidates, keyed } = await vocabularyOf(read, index)
  const counted = await counts(candidates, course, index)
  const topics: Counted<Candidate>[] = []
  await inTurns(counted, topic => {
    if (isTopic(topic, { papers: all.length, keyed }, index)) topics.push(topic)
  })
  const likely = ranked(topics, course).slice(0, READ.topics)
  const named = await namesOf(likely, index, paperAt)
  const again = ranked(await counts(named, course, index), course)
  const shown: Counted<Named>[] = []
  for (const topic of again) {
    if (shown.length >= most) break
    if (!shown.some(other => isSame(topic, other, index, acronyms))) shown.push(topic)
  }
  return shown.map(({ one, count }) => ({
    name: one.name,
    documents: count.recent,
    expected: expectedOf(count, course),
    course: count.byPeriod.map((said, at) => said / Math.max(1, periods[at]?.length ?? 0)),
  }))
}

interface Counted<T> {
  readonly one: T
  readonly count: Count
}

interface Worded {
  readonly terms: readonly number[]
}

interface Named extends Worded {
  readonly name: string
}

/** As their papers write them, each once. */
async function namesOf(
  topics: readonly Counted<Candidate>[],
  index: PostingLists,
  paperAt: TrendParts['paperAt'],
): Promise<readonly Named[]> {
  const papersOf = ({ count }: Counted<Candidate>) => count.recent.slice(0, READ.papers)
  const texts = new Map<number, readonly ReadText[]>()
  await inTurns(new Set(topics.flatMap(papersOf)), document => {
    texts.set(document, paperAt(document).flatMap(readTexts))
  })
  const named = new Map<string, Named>()
  await inTurns(topics, topic => {
    const stems = topic.one.terms.map(index.lexicon.text)
    const wording = wordingOf(
      stems,
      papersOf(topic).map(document => texts.get(document) ?? []),
    )
    const terms = wording?.words.map(word => index.term(stem(word))) ?? []
    if (wording && !named.has(terms.join())) named.set(terms.join(), { name: wording.name, terms })
  })
  return [...named.values()]
}

async function counts<T extends Worded>(
  all: readonly T[],
  { periods, recent }: Course,
  index: PostingLists,
): Promise<readonly Counted<T>[]> {
  const phrases = all.map(({ terms }) => terms)
  const counted = await countPhrases(phrases, periods, recent, index)
  return all.flatMap((one, at) => {
    const count = counted[at]
    return count ? [{ one, count }] : []
  })
}

function isTopic(
  { one: { terms, keyed, heads }, count: { byPeriod, inTitle } }: Counted<Candidate>,
  from: { readonly papers: number; readonly keyed: number },
  { lexicon }: PostingLists,
): boolean {
  const said = sum(byPeriod)
  if (inTitle < TOPIC.titles || said > TOPIC.everywhere * from.papers) return false
  const [only, ...others] = terms
  if (only === undefined || others.length > 0) return inTitle >= TOPIC.inTitles * said
  if (!/\p{L}{2}/u.test(lexicon.text(only)) || inTitle < TOPIC.wordInTitles * said) return false
  return from.keyed === 0 || keyed + heads >= (TOPIC.ends * said * from.keyed) / from.papers
}

/** Those that rise, the surest first, of equals the one of more words. */
function ranked<T extends Worded>(all: readonly Counted<T>[], course: Course): readonly Counted<T>[] {
  return all
    .map(topic => ({ ...topic, ...sharesOf(topic.count, course) }))
    .filter(({ now }) => now.said >= Math.max(LEAST.papers, LEAST.share * now.of))
    .filter(({ now, count }) => now.said >= LEAST.times * expectedOf(count, course))
    .map(({ one, count, now, before }) => ({ one, count, rise: riseOf(now, before) }))
    .filter(({ rise }) => rise >= SURE)
    .sort((a, b) => b.rise - a.rise || b.one.terms.length - a.one.terms.length)
}

function sharesOf(
  { byPeriod }: Count,
  { periods, recent }: Course,
): Readonly<Record<'now' | 'before', Share>> {
  const sizes = periods.map(({ length }) => length)
  return {
    now: { said: sum(byPeriod.slice(recent)), of: sum(sizes.slice(recent)) },
    before: { said: sum(byPeriod.slice(0, recent)), of: sum(sizes.slice(0, recent)) },
  }
}

function expectedOf(count: Count, course: Course): number {
  const { now, before } = sharesOf(count, course)
  return before.of === 0 ? 0 : (before.said / before.of) * now.of
}

/** At most so many of them, as far apart as they can be. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, all.length / most)
  return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Whether two topics are one in other words: by their papers, or the acronym of the other. */
function isSame(
  a: Counted<Named>,
  b: Counted<Named>,
  { lexicon }: PostingLists,
  acronyms: TrendParts['acronyms'],
): boolean {
  const spelled = ({ one }: Counted<Named>) => one.terms.map(lexicon.text).join(' ')
  const [some, others] = [spelled(a), spelled(b)]
  const isShort = (short: string, long: string) => acronyms.longsOf(short).some(pair => pair.long === long)
  if (isShort(some, others) || isShort(others, some)) return true
  const isNested = ` ${some} `.includes(` ${others} `) || ` ${others} `.includes(` ${some} `)
  return overlap(a.count.recent, b.count.recent) >= (isNested ? SAME.words : SAME.papers)
}

/** The share of the documents of either that both have: the index of Jaccard. */
function overlap(some: readonly number[], others: readonly number[]): number {
  const set = new Set(some)
  const both = others.filter(one => set.has(one)).length
  return both / Math.max(1, some.length + others.length - both)
}
