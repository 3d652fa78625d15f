import { isStopWord } from '../../search/text.ts'
import { subjects } from '../reading.ts'
import type { RoleShares } from '../roles.ts'
import { rolesOf } from '../roles.ts'
import { type Line, linesOf, wholeLine } from './shorter.ts'
import { WORDINGS } from './wording.ts'

/** A line that may stand for a paper, and numbers that tell how well; trees are learned over their places. */
export interface Candidate extends Line {
  /** The place of its sentence. */
  readonly at: number
  readonly traits: Float32Array
}

interface Told {
  readonly text: string
  readonly stems: readonly string[]
  readonly has: ReadonlySet<string>
  readonly roles: RoleShares | undefined
  readonly words: number
  /** The share of the title's words it has. */
  readonly named: number
  /** How much it shares with the other sentences, 0 to 1. */
  readonly central: number
  /** How well its phrases suit a summary, see `phrases` of the table. */
  readonly phrased: number
}

interface Title {
  readonly has: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
}

/** The lines that may stand for a paper, made when they are asked for. */
export interface Candidates {
  /** Each sentence as it stands alone, in order. */
  readonly wholes: readonly Candidate[]
  /** The lines that a sentence can be cut to, itself included. */
  cutsOf(whole: Candidate): readonly Candidate[]
}

/** `phrased` has a number for each sentence, see `SummaryTable`. */
export function candidatesOf(
  title: string,
  sentences: readonly string[],
  phrased: readonly number[],
): Candidates {
  const stems = subjects(title)
  const about = { has: new Set(stems), pairs: new Set(pairsOf(stems)) }
  const told = tellings(about, sentences, phrased)
  const most = (of: (one: Told) => number) =>
    told.reduce((best, one) => Math.max(best, of(one)), Number.NEGATIVE_INFINITY)
  const bests: Bests = {
    named: most(({ named }) => named),
    central: most(({ central }) => central),
    phrased: most(one => one.phrased),
    objective: most(({ roles }) => roles?.objective ?? 0),
    presents: told.findIndex(({ roles }) => (roles?.objective ?? 0) + (roles?.method ?? 0) > LIKELIER),
  }
  const shared = told.map((one, at) => sentenceTraits(told, one, at, about, bests))
  const candidate = (at: number, line: Line, cut: number): Candidate => {
    const one = told[at]
    const own = one ? lineTraits(line, one, about) : []
    return { ...line, at, traits: new Float32Array([...(shared[at] ?? []), cut, ...own]) }
  }
  return {
    wholes: told.map(({ text }, at) => candidate(at, wholeLine(text), 0)),
    cutsOf: ({ at, text }) => linesOf(text).map((line, cut) => candidate(at, line, cut)),
  }
}

/** Likelier that than anything else. */
const LIKELIER = 0.5
/** In letters: about one word of six in abstracts. The trees were learned with this one. */
const LONG_WORD = 9

interface Bests {
  readonly named: number
  readonly central: number
  readonly phrased: number
  readonly objective: number
  /** The first sentence that tells what the paper is for or does; −1 where none does. */
  readonly presents: number
}

function sentenceTraits(
  told: readonly Told[],
  one: Told,
  at: number,
  title: Title,
  bests: Bests,
): readonly number[] {
  return [
    ...placeTraits(told, at),
    ...roleTraits(told, at),
    (one.roles?.objective ?? 0) - bests.objective,
    at - bests.presents,
    one.named,
    bests.named,
    one.named - bests.named,
    share(one.has, word => title.has.has(word)),
    pairsOf(one.stems).filter(pair => title.pairs.has(pair)).length,
    one.central,
    one.central - bests.central,
    likeness(one, told[0]),
    likeness(one, told.at(-1)),
    one.phrased,
    one.phrased - bests.phrased,
    ...WORDINGS.map(wording => Number(wording.test(one.text))),
  ]
}

function tellings(title: Title, sentences: readonly string[], phrased: readonly number[]): readonly Told[] {
  const roles = rolesOf(sentences)
  const stems = sentences.map(subjects)
  const sets = stems.map(words => new Set(words))
  const spread = new Map<string, number>()
  for (const word of sets.flatMap(set => [...set])) spread.set(word, (spread.get(word) ?? 0) + 1)
  return sentences.map((text, at) => {
    const has = sets[at] ?? new Set()
    const others = [...has].reduce((sum, word) => sum + (spread.get(word) ?? 1) - 1, 0)
    return {
      text,
      stems: stems[at] ?? [],
      has,
      roles: roles[at],
      words: wordsOf(text).length,
      named: share(title.has, word => has.has(word)),
      central: others / Math.max(1, has.size) / Math.max(1, sentences.length - 1),
      phrased: phrased[at] ?? 0,
    }
  })
}

function placeTraits(told: readonly Told[], at: number): readonly number[] {
  const last = told.length - 1
  return [at, last - at, last > 0 ? at / last : 0, told.length, told[at]?.words ?? 0]
}

function roleTraits(told: readonly Told[], at: number): readonly number[] {
  const [before, own, after] = [told[at - 1]?.roles, told[at]?.roles, told[at + 1]?.roles]
  return [
    own?.background ?? 0,
    own?.objective ?? 0,
    own?.method ?? 0,
    own?.result ?? 0,
    own?.other ?? 0,
    before?.objective ?? 0,
    before?.method ?? 0,
    after?.objective ?? 0,
    after?.method ?? 0,
  ]
}

/** What of its sentence and of the title is left in a line, and how it was cut. */
function lineTraits({ text, before, after }: Line, sentence: Told, title: Title): readonly number[] {
  const words = wordsOf(text)
  const has = text === sentence.text ? sentence.has : new Set(subjects(text))
  return [
    words.length,
    sentence.words - words.length,
    text.length / Math.max(1, words.length),
    share(title.has, word => has.has(word)),
    share(has, word => title.has.has(word)),
    share(words, word => isStopWord(word.toLowerCase())),
    share(words, word => word.length > LONG_WORD),
    words.slice(1).filter(word => /^[A-Z]/.test(word)).length,
    text.split(',').length - 1,
    Number(before === 'clause'),
    Number(before === 'finding'),
    Number(after !== undefined),
    Number(/ing$/.test(after ?? '')),
    Number(/^(?:which|where|whose)$/.test(after ?? '')),
    Number(after === 'and'),
    Number(/^(?:by|using|with|for|to|in|on)$/.test(after ?? '')),
    Number(/^we\b/i.test(text)),
    Number(/^(?:we|this paper|this work) (?:propose|introduce|present|develop|show|study)/i.test(text)),
  ]
}

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z0-9'-]+/g) ?? []

const pairsOf = (stems: readonly string[]): readonly string[] =>
  stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)

function share<Each>(all: Iterable<Each>, fits: (one: Each) => boolean): number {
  let size = 0
  let fitting = 0
  for (const one of all) {
    size += 1
    if (fits(one)) fitting += 1
  }
  return size === 0 ? 0 : fitting / size
}

/** The words that two sentences share, of those of the shorter one. */
function likeness({ has }: Told, other: Told | undefined): number {
  if (!other) return 0
  const [few, many] = has.size < other.has.size ? [has, other.has] : [other.has, has]
  return share(few, word => many.has(word))
}
