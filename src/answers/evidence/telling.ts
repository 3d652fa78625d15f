import type { Paper } from '../../papers.ts'
import { reading } from '../reading.ts'
import { summarySentence } from '../summary/summary.ts'
import { type Band, unknownName, unstated } from './bands.ts'
import { evidence } from './evidence.ts'
import { missingFrom } from './missing.ts'
import { type Asked, readQuestion, wantedOf } from './question.ts'
import { coverageIn } from './signals.ts'

/**
 * Share of a topic's words, by rarity, that a title and a sentence under it must have between them; the lesser one
 * suffices with what such an answer shows, or of papers that are pointed at. All words anywhere in the abstract do too.
 */
const TOLD = 0.45
const SHOWN = 0.3
/** All words, but for what is rounded. */
const WHOLLY = 0.99
/** Papers that have less than this part of what the best one has are not about the same. */
const ALIKE = 0.7
/** So many quotations can be read at a glance. */
const MOST_PAPERS = 3
/** A topic of more words does not read as the name of what is missing. */
const LONGEST_MISSING = 3

interface Telling {
  readonly paper: Paper
  readonly text: string
  /** Shares of the topic's words: of title and sentence together, of the title, and of title and abstract. */
  readonly coverage: number
  readonly titled: number
  readonly whole: number
  readonly shows: boolean
}

/** The papers that tell of a topic, each by its best sentence, or by its summary where the title alone tells. */
export function tellingOf(asked: Asked, among: readonly Paper[], all: readonly Paper[]): Band {
  const found = evidence(asked, all)
  const missing = missingFrom(among.map(({ abstract }) => abstract).join('\n'), asked.question)
  const name = unknownName(asked.rest, all)
  // Papers pointed at together are all asked of.
  const pointed = among.length < all.length
  const { words } = readQuestion(asked)
  const telling = among
    .flatMap((paper): Telling | readonly [] => {
      const best = found.find(each => each.paper === paper)
      if (best === undefined) return []
      const { title, has, sentences } = reading(paper)
      const said = sentences.find(({ text }) => text === best.text)?.has ?? new Set<string>()
      const of = (stems: ReadonlySet<string>) => coverageIn(wantedOf(words, stems), stems)
      const titled = of(title)
      const text = best.coverage === 0 && titled > 0 ? summarySentence(paper) : best.text
      const { shows } = best
      return { paper, text, shows, titled, coverage: of(title.union(said)), whole: of(title.union(has)) }
    })
    .filter(({ coverage, whole, shows }) => coverage >= (shows || pointed ? SHOWN : TOLD) || whole >= WHOLLY)
    .toSorted((a, b) => b.coverage + b.titled - a.coverage - a.titled)
  const most = Math.max(...telling.map(({ coverage }) => coverage))
  if (telling.length === 0 || missing !== undefined || name !== undefined) {
    const topic = asked.question.split(' ').length <= LONGEST_MISSING ? asked.question : undefined
    const nearest = found.filter(({ paper }) => among.includes(paper)).slice(0, 2)
    return unstated({
      missing,
      unmentioned: name ?? (missing === undefined ? topic : undefined),
      among,
      nearest: nearest.map(({ paper, text }) => ({ paper, text })),
    })
  }
  const alike = telling
    .filter(({ coverage, whole }) => pointed || coverage >= ALIKE * most || whole >= WHOLLY)
    .slice(0, MOST_PAPERS)
  return { kind: 'stated', quotations: alike.map(({ paper, text }) => ({ paper, text })) }
}
