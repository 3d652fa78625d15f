import type { Paper } from '../papers.ts'
import type { Band, Quotation } from './evidence/bands.ts'
import { subject } from './evidence/question.ts'
import type { Intent } from './intents/intents.ts'
import { inRole, summaryOf } from './quoting.ts'
import { reading } from './reading.ts'

/** Who says more words than these besides asks for something more special. */
const MOST_WORDS = 2

/** Whether a question, with `#` for the papers it names, asks what any paper could be asked: `method?`, `any results`. */
export function isGeneral({ label }: Intent, rest: string): boolean {
  return label !== 'question' && label !== 'define' && subject(rest).length < MOST_WORDS
}

/**
 * What a paper is for, does and brings, every abstract says somehow: where no more is asked, by the sentence that is
 * there for it, whichever words it shares with the question; else it comes close at least.
 */
export function alwaysTold(intent: Intent, rest: string, band: Band): Band {
  const isBare = isGeneral(intent, rest)
  if ((band.kind !== 'unstated' && !isBare) || subject(rest).length > MOST_WORDS) return band
  if (band.kind === 'unstated' && (band.missing ?? band.unmentioned) !== undefined) return band
  const paper = band.kind === 'unstated' ? band.paper : band.quotations[0]?.paper
  if (paper === undefined) return band
  const told = (quotations: readonly Quotation[]): Band => ({
    kind: isBare ? 'stated' : 'closest',
    quotations,
  })
  switch (intent.label) {
    case 'method':
      // `How is it trained?` asks of one step alone, and the sentence that has it was found.
      return band.kind === 'stated' && trained.test(rest) ? band : told(summaryOf(paper))
    case 'novelty':
      return told(summaryOf(paper))
    case 'motivation':
      return told(motivationOf(paper) ?? inRole(paper, 'background'))
    case 'results':
      // `What's the speedup?` asks of one number alone.
      return band.kind === 'stated' && measured.test(rest) ? band : told(inRole(paper, 'result'))
    default:
      return band
  }
}

const trained = /\b(?:pre-?|post-?)?train(?:ed|ing)?\b/i
const measured = /\b(?:speed-?ups?|accurac(?:y|ies)|scores?|gains?|improvements?|percent\w*|throughput)\b/i
const motivates = /\b(?:motivat(?:ed|ion|ing)|inspired by|driven by)\b/i

/** Where a paper says by itself what moved it. */
function motivationOf(paper: Paper): readonly Quotation[] | undefined {
  const found = reading(paper).sentences.find(({ text }) => motivates.test(text))
  return found && [{ paper, text: found.text }]
}
