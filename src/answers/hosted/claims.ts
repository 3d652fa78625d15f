import { atArxiv } from '../../papers.ts'
import { sentences } from '../../sentences.ts'
import type { Quotation } from '../evidence/bands.ts'
import { bornOut } from './borne-out.ts'
import { addressesIn, cleaned } from './cleaning.ts'
import type { SaidClaim } from './reply.ts'
import type { Source } from './source.ts'

/** One sentence of a model, and the words of a paper that bear it out. */
export interface Claim {
  readonly text: string
  readonly quotation: Quotation
}

const LIMITS = Object.freeze({
  /** More sentences are no answer in a chat. */
  claims: 6,
  /** Characters of a claim: twice what was asked for. A longer one is dropped, since cut it might say the opposite. */
  claim: 300,
  /** Before it is cleaned; what is longer is not even looked at. */
  uncleanedClaim: 600,
  /** A shorter quotation is in any paper. */
  quotationWords: 3,
  quotationCharacters: 12,
  longestQuotation: 2_000,
  /** A quotation of half an abstract would bear out anything. */
  quotedSentences: 2,
})

/** The claims that stand, cleaned and each with its quotation; the others are dropped without a word. */
export function standing(said: readonly SaidClaim[], sources: readonly Source[]): readonly Claim[] {
  return said.flatMap(each => checked(each, sources) ?? []).slice(0, LIMITS.claims)
}

function checked(said: SaidClaim, sources: readonly Source[]): Claim | undefined {
  const source = sources.find(({ number }) => number === said.paper)
  const quotation = source && quotationIn(source, said.quotation)
  if (!quotation || said.text.length > LIMITS.uncleanedClaim) return undefined
  const text = cleaned(said.text, ownAddresses(source))
  const stands = text.length <= LIMITS.claim && bornOut(text, quotation.text, source.paper.title)
  return stands ? { text, quotation } : undefined
}

/**
 * The whole sentences that the words stand in, exactly as the paper has them: a part of a sentence may leave
 * out the `not`. Undefined when the paper has no such words.
 */
function quotationIn({ passages }: Source, said: string): Quotation | undefined {
  const words = said.trim()
  if (words.length < LIMITS.quotationCharacters || words.length > LIMITS.longestQuotation) return undefined
  if (words.split(/\s+/).length < LIMITS.quotationWords) return undefined
  const passage = passages.find(({ text }) => text.includes(words))
  if (!passage) return undefined
  const start = passage.text.indexOf(words)
  const end = start + words.length
  const touched = sentences(passage.text).filter(each => each.start < end && each.end > start)
  const [first] = touched
  const last = touched.at(-1)
  if (!first || !last || touched.length > LIMITS.quotedSentences) return undefined
  return { ...passage, text: passage.text.slice(first.start, last.end) }
}

/** Where the paper itself says that it is to be had. */
function ownAddresses({ paper, passages }: Source): ReadonlySet<string> {
  const own = [paper.codeUrl ?? '', paper.projectUrl ?? '', ...Object.values(atArxiv(paper) ?? {})]
  const told = [...own, ...passages.map(({ text }) => text)]
  return new Set(told.flatMap(addressesIn))
}
