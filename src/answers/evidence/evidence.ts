import type { Paper, PaperKey } from '../../papers.ts'
import { stem } from '../../search/text.ts'
import { pieces, reading, type Sentence, subjects } from '../reading.ts'
import { type AnswerType, answerTypes } from './answer-types.ts'

/** A sentence of an abstract, and how well it answers. */
export interface Evidence {
  readonly paper: Paper
  readonly text: string
  readonly score: number
  /** The share of the question's words it has, the rare ones weighing more: 0 to 1. */
  readonly coverage: number
  /** Whether it shows what answers to such questions show. */
  readonly shows: boolean
}

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

/** Words of a line are worth `ALIKE` of each other: close enough when people ask. */
const ALIKE = 0.45
const alike = `
  fast faster speed speedup accelerate latency quick efficient runtime
  train pretrain finetune learn
  evaluate test benchmark experiment validate
  dataset data corpus samples examples clips videos
  big large size scale parameters
  score accuracy performance result reaches achieves
  problem weakness limitation drawback fail challenge suffer issue
  beat outperform surpass exceed
  best highest strongest top better
  enough sufficient insufficient alone limited
  improve gain increase boost help enable
  make build create construct generate
  compute hours budget cost
  human people user
  model llm network backbone
  add extra additional
  part component module stage
  previous earlier prior existing current
  code repository github
  handle address deal
  production deployed product industry
  generalize transfer unseen robust
`
  .trim()
  .split('\n')
  .map(line => new Set(line.trim().split(' ').map(stem)))

/** Words that shape a question and carry nothing of its subject. */
const shaping = new Set(
  (
    'many much get got one ones paper papers abstract tell say says anything something work works make makes need needs good well kind type mean ' +
    'come thing things whats hows actually really use used uses using'
  )
    .split(' ')
    .map(stem),
)

/** A word of the question: how rare it is among the sentences, and the words it is close to. */
interface Wanted {
  readonly word: string
  readonly rarity: number
  readonly near: readonly string[]
}

/**
 * The sentences of the papers, the best answer first. Lexical only: the share of the question's words,
 * pieces of four letters, neighbouring words, and what an answer of its kind must show. The paper in focus
 * is preferred where nothing else tells. Weights are hand-set; BM25 beside them changed nothing.
 */
export function evidence(asked: Asked, papers: readonly Paper[]): readonly Evidence[] {
  const all = papers.flatMap(paper => reading(paper).sentences)
  const words = subject(asked.question)
  const wanted = wantedOf(words, all)
  const rest = subject(asked.rest)
  const unnamed = wanted.filter(({ word }) => rest.includes(word))
  const askedPieces = pieces(asked.question)
  const types = [...answerTypes.filter(({ asks }) => asks.test(asked.question)), ...definition(asked.term)]
  const expected = expectation(asked, papers, words)
  return all
    .map(sentence => {
      const { paper, text } = sentence
      const shown = types.filter(({ shows }) => shows.test(text)).reduce((sum, { worth }) => sum + worth, 0)
      const score =
        covered(wanted, sentence) +
        cosine(askedPieces, sentence.pieces) +
        0.3 * neighbours(words, sentence) +
        Math.min(shown, 0.7) +
        (expected.get(paper) ?? 0)
      return { paper, text, score, coverage: covered(unnamed, sentence), shows: shown > 0 }
    })
    .toSorted((a, b) => b.score - a.score)
}

/** The stems of what a question asks about, each once. */
export function subject(question: string): readonly string[] {
  return [...new Set(subjects(question))].filter(word => !shaping.has(word))
}

/** Rarity is the inverse document frequency as BM25 has it. */
function wantedOf(words: readonly string[], all: readonly Sentence[]): readonly Wanted[] {
  return words.map(word => {
    const having = all.filter(({ has }) => has.has(word)).length
    const near = alike.flatMap(line => (line.has(word) ? [...line] : []))
    return { word, near, rarity: Math.log(1 + (all.length - having + 0.5) / (having + 0.5)) }
  })
}

function covered(wanted: readonly Wanted[], { has }: Sentence): number {
  let [met, total] = [0, 0]
  for (const { word, rarity, near } of wanted) {
    met += rarity * (has.has(word) ? 1 : near.some(other => has.has(other)) ? ALIKE : 0)
    total += rarity
  }
  return total === 0 ? 0 : met / total
}

/** The share of the question's neighbouring words that are neighbours in the sentence. */
function neighbours(words: readonly string[], { stems }: Sentence): number {
  const met = words.filter(
    (word, at) => at > 0 && stems.some((each, i) => each === word && stems[i - 1] === words[at - 1]),
  )
  return met.length / Math.max(words.length - 1, 1)
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let product = 0
  for (const [piece, count] of a) product += count * (b.get(piece) ?? 0)
  return product === 0 ? 0 : product / (Math.hypot(...a.values()) * Math.hypot(...b.values()))
}

/** `We introduce X`, `X is`, `X, a`, `X (`, `(X)`. */
function definition(term: string | undefined): readonly AnswerType[] {
  if (term === undefined) return []
  const word = `${term.replace(/[^\p{L}\p{N}]+/gu, String.raw`[^\p{L}\p{N}]+`)}s?`
  const presented = String.raw`\b(?:introduce|present|propose|term(?:ed)?|called?|core is) (?:\S+ ){0,2}${word}`
  const told = String.raw`${word}(?:\)|,|,? (?:\(|(?:is|are|an?|which|that|refers?|has emerged)\b))`
  return [{ asks: /^/, shows: new RegExp(`${presented}|${told}`, 'iu'), worth: 0.3 }]
}

/** How far each paper is expected to be meant, before its sentences are read. */
function expectation(
  asked: Asked,
  papers: readonly Paper[],
  words: readonly string[],
): ReadonlyMap<Paper, number> {
  const telling = words.filter(word => papers.filter(paper => reading(paper).title.has(word)).length === 1)
  return new Map(
    papers.map(paper => {
      const named = telling.filter(word => reading(paper).title.has(word)).length
      const spokenOf = paper.key === asked.focus ? (asked.points ? 0.6 : 0.35) : 0
      return [paper, 0.25 * Math.min(named, 3) + spokenOf]
    }),
  )
}
