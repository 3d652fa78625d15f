import type { PaperKey } from '../../papers.ts'
import { shippedVectors } from '../../search/meaning/word-vectors.ts'
import { isStopWord, stem } from '../../search/text.ts'
import { oneEdit } from '../one-edit.ts'
import { type Pieces, pieces } from '../pieces.ts'
import { subjects } from '../reading.ts'
import { alikeTo } from './alike.ts'
import { type AnswerType, answerTypes } from './answer-types.ts'
import { rarityInField } from './rarity.ts'
import { isSpoken } from './spoken.ts'

/** What is asked. */
export interface Asked {
  readonly question: string
  /** The question with `#` for the papers it names, since their names prove nothing about them. */
  readonly rest: string
  /** What is to be defined, if a definition is asked for. */
  readonly term?: string
  /** The paper last spoken of, and whether the question points back to it. */
  readonly focus?: PaperKey | undefined
  readonly points: boolean
}

/** A question, read for comparing with sentences. */
export interface Question {
  /** Stems of what it asks about: without the papers it names, and with them. */
  readonly words: readonly string[]
  readonly whole: readonly string[]
  readonly pieces: Pieces
  readonly types: readonly AnswerType[]
  /** Stems of what is to be counted. */
  readonly counted: readonly string[]
  /** What is to be defined, and stems of what a sentence should begin with. */
  readonly term: string | undefined
  readonly opening: readonly string[]
  readonly asks: Readonly<
    Record<'number' | 'names' | 'why' | 'means' | 'limits' | 'list' | 'others', boolean>
  >
  /** The likeness in meaning of two words by their numbers among the word vectors, see `WordVectors`; each is reckoned once. */
  likeness(a: number, b: number): number
  /** It asserts instead of asking. */
  readonly claim: boolean
}

/** A word of a question: how rare it is, the words it is close to, and its number among the word vectors. */
export interface Wanted {
  readonly word: string
  readonly rarity: number
  readonly alike: readonly string[]
  readonly vector: number
}

/** Words that shape a question and carry nothing of its subject. */
const shaping = new Set(
  (
    'many much get got one ones paper papers abstract tell say says anything something work works make makes need needs good well kind type mean ' +
    'wonder wondering curious stand stands come thing things whats hows actually really use used uses using authors'
  )
    .split(' ')
    .map(stem),
)

const number =
  /\bhow (?:many|much|long|large|big|few|fast|often|good|well|accurate)\b|\b(?:score|accuracy|percent\w*|number|gain|rate|speed-?up|size|fid|bleu|wer|psnr|perplexity|improvement)\b/i
const names =
  /\b(?:which|what|wich) (?:\w+ )?(?:data\w*|benchmarks?|models?|llms?|tasks?|domains?|baselines?|architectures?|networks?|languages?|algorithms?)\b|\b(?:trained|tested|evaluated|built|based) on\b/i
const why = /\bwhy\b|\bcauses?\b|\breasons?\b|come from|stem from|\bhow come\b/i
const means = /\bhow (?:do|does|did|is|are|was|were|to|can)\b/i
const limits =
  /\b(?:problems?|wrong|weak\w*|limit\w*|drawbacks?|issues?|challenges?|downsides?|bad|hard|difficult|gap|missing|lack)\b/i
const list =
  /\b(?:what|which) (?:are|were) (?:the |its |their )?(?:\S+ ){0,2}?\w+s\b|\b(?:which|what) (?:\S+ ){0,2}?\w{3,}s (?:do|does|did|are|were|can|is|has|have|was)\b|\b(?:consist\w*|made|composed|comprise\w*|parts?|components?|stages?|phases?|steps)\b/i
const others =
  /\b(?:existing|previous|prior|earlier|current\w*|today['’]?s?|traditional|conventional|other|others|standard|older|so far|before|baselines?)\b/i
const counts = /\bhow (?:many|much|few) (\w+)(?: (\w+))?/i
const defined =
  /^(?:\W*(?:and|so|ok|but) )?(?:what(?:['’]?s| is| are)|who is|define|explain)\s+(?<article>the |an? )?(?<term>[^?]{2,40}?)(?: (?:in|from|of) #.*)?\??$/i
const does =
  /^(?:what|whats|wat) (?:does|do|did|is|are) (?:the )?(.{2,30}?) (?:do|does|for|good for|keep|extract|fix)\b/i
/** Only what ends as a sentence asserts: `fid of pixelgen` asks. */
const sentence = /\.\s*$/
const questioning =
  /\?|^\W*(?:and |so |but )?(?:how|why|what|wh|which|who|where|when|is|are|do|does|did|can|was|were|has|have|in|on)\b/i

/** Reads a question or a claim. Never throws. */
export function readQuestion({ question, rest, term }: Asked): Question {
  const [words, whole] = [subject(rest), subject(question)]
  const asked = defined.exec(rest.trim())?.groups ?? {}
  // In `what are # embeddings` a paper's name is part of the term.
  const { article, term: what } = /#./.test(asked.term ?? '')
    ? (defined.exec(question.trim())?.groups ?? {})
    : asked
  const doing = does.exec(rest.trim())?.[1]
  const asksNumber = number.test(question)
  const types = answerTypes.filter(({ asks }) => asks.test(question))
  // `What is the accuracy?` asks for a value and `what are the baselines?` for names, not for what the words mean.
  const byName =
    asksNumber ||
    what?.includes('#') ||
    names.test(question) ||
    (article?.trim() === 'the' && (types.length > 1 || !/[\p{Lu}\d]/u.test(what ?? '')))
  return {
    words,
    whole,
    pieces: pieces(words.length > 0 ? rest : question),
    types,
    counted: (counts.exec(question) ?? [])
      .slice(1)
      .flatMap(word => (word === undefined || isStopWord(word) ? [] : [stem(word.toLowerCase())])),
    term: term ?? (byName ? undefined : what),
    opening: subject(doing ?? term ?? what ?? ''),
    asks: {
      number: asksNumber,
      names: names.test(question),
      why: why.test(question),
      means: means.test(question) && !asksNumber,
      limits: limits.test(question),
      list: list.test(question),
      others: others.test(question),
    },
    claim: sentence.test(question) && !questioning.test(question),
    likeness: remembered(),
  }
}

/** Most words stand in more than one sentence, and a likeness takes 256 products. */
function remembered(): (a: number, b: number) => number {
  const vectors = shippedVectors()
  const known = new Map<number, number>()
  return (a, b) => known.getOrInsertComputed(a * (vectors.size + 1) + b, () => vectors.likeness(a, b))
}

/** The stems of what a question asks about, each once. */
export function subject(question: string): readonly string[] {
  return [...new Set(subjects(question))].filter(word => !shaping.has(word))
}

/** As rare as this is a word of everyday talk at most: as one of the commonest of papers, `method` or `show`. */
const SPOKEN = 1.5
/** From so many letters on people cut words off: `param`, `teleop`, `quant`. */
const CUT_OFF = 5

/** The words to look for in a text that has these; one that it lacks may begin one of them, or be a letter away from one. */
export function wantedOf(words: readonly string[], has: ReadonlySet<string>): readonly Wanted[] {
  const vectors = shippedVectors()
  return words.map(said => {
    const word = has.has(said) || said.length < CUT_OFF || isSpoken(said) ? said : (inFull(said, has) ?? said)
    const rarity = isSpoken(word) ? Math.min(SPOKEN, rarityInField(word)) : rarityInField(word)
    return { word, rarity, alike: alikeTo(word), vector: vectors.find(word) }
  })
}

/** The word of a text that is meant by one that it lacks. */
function inFull(said: string, has: ReadonlySet<string>): string | undefined {
  const words = [...has]
  const isKnown = shippedVectors().find(said) > 0
  return (
    words.find(each => each.startsWith(said)) ??
    (isKnown ? undefined : words.find(each => each.length >= CUT_OFF && oneEdit(each, said)))
  )
}
