import type { Paper } from '../papers.ts'
import type { PostingLists } from './posting-lists.ts'
import type { Query } from './query.ts'
import type { Wanted } from './ranking.ts'
import type { Vocabulary } from './spelling.ts'
import { isRequestWord, isStopWord, stem, type Token, tokens } from './text.ts'

/** A word that no paper has, and the one that is searched for instead. */
export interface Mended {
  readonly typed: string
  readonly meant: string
}

/** What a compound counts besides its words: more hurts `state-of-the-art`, less hurts `GPT-4`. */
const COMPOUND_WEIGHT = 0.3
/** A beginning of fewer letters begins too much. */
const SHORTEST_BEGINNING = 3
/** By so many of its words a paper is compared to others; the title says them thrice. */
const TELLING_WORDS = 25
const TITLE_TIMES = 3

export interface Wants {
  /** The terms to rank by; what the index lacks is mended or left out. */
  readonly wanted: readonly Wanted[]
  readonly mended: readonly Mended[]
  /** The query has no words of its own, as in `papers since:30d`: then it is for all that passes. */
  readonly wordless: boolean
}

export function wantedBy(query: Query, index: PostingLists, vocabulary: Vocabulary): Wants {
  const { words, phrases, filters } = query
  const mended: Mended[] = []
  const mend = (typed: string, word: string, last: boolean): string => {
    // Names are spelled as they are: `LoRA`, `GPT-4`.
    if (query.literal || /\d|.\p{Lu}/u.test(typed)) return word
    const ending = last && word.length >= SHORTEST_BEGINNING ? vocabulary.beginning(word, 1)[0] : undefined
    const meant = ending ?? vocabulary.mend(word)
    if (meant !== undefined) mended.push({ typed, meant })
    return meant ?? word
  }
  const free = words.flatMap((text, place) => meaningful(text).map(token => ({ token, text, place })))
  const asked = free.filter(({ token }) => !isRequestWord(token.word))
  const { authors, organizations, ...others } = filters
  const narrowed = phrases.length + authors.length + organizations.length + Object.keys(others).length > 0
  const chosen = asked.length > 0 || narrowed ? asked : free
  const terms = chosen.map(({ token, text, place }) => {
    const known = index.frequency(index.term(stem(token.word))) > 0
    const last = place === words.length - 1 && token.end === text.length
    const word =
      known || token.compound ? token.word : mend(text.slice(token.start, token.end), token.word, last)
    return { word, place, weight: token.compound ? COMPOUND_WEIGHT : 1 }
  })
  for (const [i, phrase] of phrases.entries()) {
    const place = words.length + i
    terms.push(
      ...meaningful(phrase).flatMap(({ word, compound }) => (compound ? [] : [{ word, place, weight: 1 }])),
    )
  }
  const wordless = terms.length === 0 && (words.length === 0 || narrowed)
  return { wanted: together(terms, index), mended, wordless }
}

/** The terms that tell a paper from others, in the order in which it says them; its figures tell nothing. */
export function tellingOf({ title, abstract }: Paper, index: PostingLists): readonly Wanted[] {
  const said = [...Array.from({ length: TITLE_TIMES }, () => title), abstract].flatMap(meaningful)
  const words = said.filter(({ word, compound }) => !compound && !/^\d/.test(word))
  const terms = words.map(({ word }, place) => ({ word, place, weight: 1 }))
  const worth = ({ weight, term }: Wanted): number => weight * index.rarity(term)
  return together(terms, index)
    .toSorted((a, b) => worth(b) - worth(a) || a.place - b.place)
    .slice(0, TELLING_WORDS)
    .sort((a, b) => a.place - b.place)
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
