import type { PaperKey } from '../papers.ts'

/** Since April 2007: year, month and a number (info.arxiv.org/help/arxiv_identifier.html). */
const ID = String.raw`\d{4}\.\d{4,5}`
/** The archives that gave their names to ids before; a subject may follow, `math.GT/0309136`, which the id does without. */
const ARCHIVES =
  'acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con'
const OLD_ID = String.raw`(?:${ARCHIVES.replaceAll(' ', '|')})(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}`
const ANY_ID = `(${ID}|${OLD_ID})`
/** Of a month that there is, so that hardly any other number looks like it. */
const LIKELY_ID = String.raw`(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|${OLD_ID})`

const ARXIV_ID = new RegExp(String.raw`^${ANY_ID}(?:v\d+)?$`, 'i')
/** An id alone, after `arXiv:`, or as the last part of an address (arxiv.org/abs, /pdf, the hub's /papers and its kin). */
const REFERENCE = new RegExp(
  String.raw`^(?:arxiv:\s*|\S+/)?${ANY_ID}(?:v\d+)?(?:\.pdf|\.md)?/?(?:[?#]\S*)?$`,
  'i',
)
const ADDRESS = String.raw`(?:https?://)?(?:[\w-]+\.)?(?:arxiv\.org/(?:abs|pdf|html)|(?:huggingface\.co|hf\.co)/papers)/`

/** A link to a paper in the middle of other words. */
const LINK = new RegExp(String.raw`(?<![\w.@/-])${ADDRESS}${ANY_ID}(?!\d)`, 'gi')
/** An address with everything that belongs to it, or a likely id, which no longer number contains. */
const MENTION = new RegExp(
  String.raw`(?<![\w.@/-])(?:${ADDRESS}|arxiv:\s*)?${LIKELY_ID}(?:v\d+)?(?:\.pdf|\.md)?(?!\w|\.\d|%)`,
  'gi',
)

/** The arXiv id without its version; undefined if the text is none (`2602.23229`, `2602.23229v2`, `cs/0112017`). */
export function arxivId(text: string): PaperKey | undefined {
  return idIn(ARXIV_ID.exec(text.trim()))
}

/** The arXiv id that a person's reference to a paper names: an id, an arXiv or hub address. */
export function referredId(reference: string): PaperKey | undefined {
  return idIn(REFERENCE.exec(reference.trim()))
}

/** The arXiv ids of the papers that a text links to, at arXiv or at the hub, each once, in order. */
export function linkedIds(text: string): readonly PaperKey[] {
  return [...new Set(Array.from(text.matchAll(LINK), idIn).filter(id => id !== undefined))]
}

/** A paper that a text speaks of by its arXiv id, and how: an address, or the id alone. */
export interface Mention {
  readonly id: PaperKey
  readonly said: string
}

/** The papers that a text speaks of by their ids, in order. */
export function mentionsIn(text: string): readonly Mention[] {
  return Array.from(text.matchAll(MENTION), found => ({ id: idIn(found) ?? '', said: found[0] }))
}

function idIn(found: RegExpExecArray | null): PaperKey | undefined {
  return found?.[1]?.toLowerCase().replace(/\.[a-z]{2}\//, '/')
}
