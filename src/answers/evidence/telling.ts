import type { Paper } from '../../papers.ts'
import { reading } from '../reading.ts'
import { summarySentence } from '../summary/summary.ts'
import { type Band, unknownName, unstated } from './bands.ts'
import { evidence } from './evidence.ts'
import { missingIn } from './missing.ts'
import { type Asked, readQuestion, wantedOf } from './question.ts'
import { coverageIn } from './signals.ts'
import { isSpoken } from './spoken.ts'
import { tellsAddress } from './tells-address.ts'

/**
 * Share of a topic's words, by rarity, that a title and a sentence under it must have between them; the lesser one
 * suffices with what such an answer shows, or of papers that are pointed at. So do all words, some in the title and
 * the others anywhere in the abstract.
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
  /** Shares of the topic's words: of title and sentence together, and of the title. */
  readonly coverage: number
  readonly titled: number
  /** All words, some of them in the title. */
  readonly whole: boolean
  readonly shows: boolean
}

/**
 * The papers that tell of a topic, each by its best sentence, or by its summary where the title alone tells. That its
 * code is available makes no paper one about code.
 */
export function tellingOf(asked: Asked, among: readonly Paper[], all: readonly Paper[]): Band {
  const found = evidence(asked, all)
  const lacked = among.map(paper => missingIn(paper, asked.question))
  const missing = lacked.includes(undefined) ? undefined : lacked[0]
  const name = unknownName(asked.rest, all)
  // Papers pointed at together are all asked of.
  const pointed = among.length < all.length
  const { words } = readQuestion(asked)
  const telling = among
    .flatMap((paper): Telling | readonly [] => {
      const best = found.find(each => each.paper === paper && !tellsAddress.test(each.text))
      if (best === undefined) return []
      const { title, has, sentences } = reading(paper)
      const said = sentences.find(({ text }) => text === best.text)?.has ?? new Set<string>()
      const of = (stems: ReadonlySet<string>) => coverageIn(wantedOf(words, stems), stems)
      const titled = of(title)
      const text = best.coverage === 0 && titled > 0 ? summarySentence(paper) : best.text
      const { shows } = best
      const whole = titled > 0 && of(title.union(has)) >= WHOLLY
      return { paper, text, shows, titled, whole, coverage: of(title.union(said)) }
    })
    .filter(({ coverage, whole, shows }) => coverage >= (shows || pointed ? SHOWN : TOLD) || whole)
    .toSorted((a, b) => b.coverage + b.titled - a.coverage - a.titled)
  const most = Math.max(...telling.map(({ coverage }) => coverage))
  if (telling.length === 0 || missing !== undefined || name !== undefined) {
    const isName = asked.question.split(' ').length <= LONGEST_MISSING && !words.every(isSpoken)
    const topic = isName ? asked.question : undefined
    const nearest = found.filter(({ paper }) => among.includes(paper)).slice(0, 2)
    return unstated({
      missing,
      unmentioned: name ?? (missing === undefined ? topic : undefined),
      among,
      nearest: nearest.map(({ paper, text }) => ({ paper, text })),
    })
  }
  const alike = telling
    .filter(({ coverage, whole }) => pointed || coverage >= ALIKE * most || whole)
    .slice(0, MOST_PAPERS)
  return { kind: 'stated', quotations: alike.map(({ paper, text }) => ({ paper, text })) }
}
