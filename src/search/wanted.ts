import type { Paper } from '../papers.ts'
import type { VirtualTerms } from './acronyms/virtual-terms.ts'
import type { PostingLists } from './index/posting-lists.ts'
import { rarityOf } from './index/rarity.ts'
import type { Query } from './query.ts'
import type { Asked } from './ranking.ts'
import { companyIn } from './spelling/company.ts'
import { meantBy } from './spelling/mending.ts'
import type { Vocabulary } from './spelling/spelling.ts'
import { isRequestWord, isStopWord, stem, type Token, tokens } from './text.ts'
import type { Wanted } from './wanted-terms.ts'

/** A word that no paper has, and the one that is searched for instead. */
export interface Mended {
  readonly typed: string
  readonly meant: string
}

/** What a compound counts besides its words: more hurts `state-of-the-art`, less hurts `GPT-4`. */
const COMPOUND_WEIGHT = 0.3
/** Of a short query's words and concepts there are so many at most. */
const SHORT_QUERY = 4
/** What a concept is worth of a word as rare, or of its own words together; and what these are then still worth. */
const CONCEPT_WORTH = 0.65
const OWN_WORDS = 0.15
/** By so many of its words a paper is compared to others; the title says them thrice. */
const TELLING_WORDS = 25
const TITLE_TIMES = 3

export interface Wants {
  /** Of its terms what the index lacks is mended or left out. */
  readonly asked: Asked
  readonly mended: readonly Mended[]
  /** The query has no words of its own, as in `papers since:30d`: then it is for all that passes. */
  readonly wordless: boolean
}

export function wantedBy(
  query: Query,
  index: PostingLists,
  vocabulary: Vocabulary,
  virtual: VirtualTerms,
): Wants {
  const { words, phrases, filters } = query
  const mended: Mended[] = []
  const free = words.flatMap((text, place) => meaningful(text).map(token => ({ token, text, place })))
  const subjects = free.filter(({ token }) => !isRequestWord(token.word))
  const { authors, organizations, ...others } = filters
  const narrowed = phrases.length + authors.length + organizations.length + Object.keys(others).length > 0
  const chosen = subjects.length > 0 || narrowed ? subjects : free
  const company = companyIn(index)
  const alone = chosen.flatMap(({ token }) => (token.compound ? [] : [token.word]))
  /** The words in order, mended where none is typed so. */
  const said: string[] = []
  const terms = chosen.flatMap(({ token, text, place }) => {
    const { word, compound } = token
    if (!compound) said.push(word)
    const itself = { word, place, weight: compound ? COMPOUND_WEIGHT : 1 }
    const typed = text.slice(token.start, token.end)
    // Names are spelled as they are: `LoRA`, `GPT-4`.
    if (compound || query.literal || /\d|.\p{Lu}/u.test(typed)) return [itself]
    const last = place === words.length - 1 && token.end === text.length
    const meant = meantBy(
      word,
      alone.filter(other => other !== word),
      last,
      vocabulary,
      company,
    )
    if (!meant) return [itself]
    if (meant.instead) {
      mended.push({ typed, meant: meant.words.join(' ') })
      said.splice(-1, 1, ...meant.words)
    }
    return [...(meant.instead ? [] : [itself]), ...meant.words.map(word => ({ word, place, weight: 1 }))]
  })
  for (const [i, phrase] of phrases.entries()) {
    const place = words.length + i
    terms.push(
      ...meaningful(phrase).flatMap(({ word, compound }) => (compound ? [] : [{ word, place, weight: 1 }])),
    )
  }
  const wordless = terms.length === 0 && (words.length === 0 || narrowed)
  const own = together(terms, index)
  const asked: Asked = {
    wanted: query.literal ? own : withConcepts(own, words, index, virtual),
    stems: terms.map(({ word }) => stem(word)),
    said,
    length: words.length + phrases.length,
  }
  return { asked, mended, wordless }
}

/**
 * Lets a document count for a concept whose other form it has. In a short query, that of someone with a paper
 * in mind, a concept counts as one word, however many it has; in a longer one the own form keeps its weight.
 */
function withConcepts(
  wanted: readonly Wanted[],
  words: readonly string[],
  index: PostingLists,
  virtual: VirtualTerms,
): readonly Wanted[] {
  const said = words.flatMap((text, place) =>
    tokens(text).flatMap(({ word, start, end, compound }) =>
      compound ? [] : { word, typed: text.slice(start, end), place },
    ),
  )
  const terms = virtual.in(said)
  const own = terms.map(({ first, length }) => {
    const its = said.slice(first, first + length)
    return wanted.filter(({ stem: stemmed, place }) =>
      its.some(part => part.place === place && stem(part.word) === stemmed),
    )
  })
  const short = wanted.length - own.flat().length + terms.length <= SHORT_QUERY
  return terms.reduce<readonly Wanted[]>(
    (all, { first, length, own: stems, itself, instead, frequency }, i) => {
      const place = said[first]?.place ?? 0
      const rarity = rarityOf(frequency, index.count)
      const words = own[i] ?? []
      const full = words.reduce((sum, { term, weight }) => sum + weight * index.rarity(term), 0)
      const worth = CONCEPT_WORTH * (short || full === 0 ? rarity : full)
      const lists = instead.map(({ postings, sure, stems }) => ({
        postings,
        stems,
        worth: worth * Math.sqrt(sure),
      }))
      if (short) lists.push({ postings: itself, stems, worth })
      const share = !short ? 1 : length === 1 ? 0 : OWN_WORDS
      return [
        ...all.map(one =>
          words.includes(one) ? { ...one, weight: share * one.weight, ...(short && { place }) } : one,
        ),
        ...lists.map(virtual => ({ stem: '', term: 0, weight: 1, place, virtual })),
      ]
    },
    wanted,
  )
}

/**
 * What a paper asks of others: the terms that tell it from most, in the order in which it says them, and all that it
 * is about. Its figures tell nothing.
 */
export function askedBy({ title, abstract }: Paper, index: PostingLists): Asked {
  const said = [...Array.from({ length: TITLE_TIMES }, () => title), abstract].flatMap(meaningful)
  const words = said.filter(({ word, compound }) => !compound && !/^\d/.test(word))
  const terms = words.map(({ word }, place) => ({ word, place, weight: 1 }))
  const worth = ({ weight, term }: Wanted): number => weight * index.rarity(term)
  const wanted = together(terms, index)
    .toSorted((a, b) => worth(b) - worth(a) || a.place - b.place)
    .slice(0, TELLING_WORDS)
    .sort((a, b) => a.place - b.place)
  return { wanted, stems: said.map(({ word }) => stem(word)), said: [], length: said.length }
}

/** Words that no paper has are left out; one said n times counts 1 + ln n as much. */
function together(
  words: readonly { readonly word: string; readonly place: number; readonly weight: number }[],
  index: PostingLists,
): readonly Wanted[] {
  return [...Map.groupBy(words, ({ word }) => stem(word))].flatMap(([stem, [first, ...more]]) => {
    const term = index.term(stem)
    if (!first || index.frequency(term) === 0) return []
    return [{ stem, term, place: first.place, weight: first.weight * (1 + Math.log(1 + more.length)) }]
  })
}

function meaningful(text: string): readonly Token[] {
  return tokens(text).filter(token => !isStopWord(token.word))
}
