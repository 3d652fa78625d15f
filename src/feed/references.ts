import type { PaperKey } from '../papers.ts'

const ARXIV_ID = /^(\d{4}\.\d{4,5})(?:v\d+)?$/
/** An id alone, after `arXiv:`, or as the last part of an address (arxiv.org/abs, /pdf, the hub's /papers and its kin). */
const REFERENCE = /^(?:arxiv:\s*|\S+\/)?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf|\.md)?\/?(?:[?#]\S*)?$/i

/** A link to a paper in the middle of other words. */
const LINK =
  /(?<![\w.@/-])(?:https?:\/\/)?(?:[\w-]+\.)?(?:arxiv\.org\/(?:abs|pdf|html)|(?:huggingface\.co|hf\.co)\/papers)\/(\d{4}\.\d{4,5})(?!\d)/gi

/** The arXiv id without its version; undefined if the text is none (`2602.23229`, `2602.23229v2`). */
export function arxivId(text: string): PaperKey | undefined {
  return ARXIV_ID.exec(text.trim())?.[1]
}

/** The arXiv id that a person's reference to a paper names: an id, an arXiv or hub address. */
export function referredId(reference: string): PaperKey | undefined {
  return REFERENCE.exec(reference.trim())?.[1]
}

/** The arXiv ids of the papers that a text links to, at arXiv or at the hub, each once, in order. */
export function linkedIds(text: string): readonly PaperKey[] {
  return [...new Set(Array.from(text.matchAll(LINK), ([, id = '']) => id))]
}

/** A paper that a text speaks of by its arXiv id, and how: an address, or the id alone. */
export interface Mention {
  readonly id: PaperKey
  readonly said: string
}

/** An address with everything that belongs to it, or an id of a month that there is, which no longer number contains. */
const MENTION =
  /(?<![\w.@/-])(?:(?:https?:\/\/)?(?:[\w-]+\.)?(?:arxiv\.org\/(?:abs|pdf|html)|(?:huggingface\.co|hf\.co)\/papers)\/|arxiv:\s*)?(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?:\.pdf|\.md)?(?!\w|\.\d|%)/gi

/** The papers that a text speaks of by their ids, in order. */
export function mentionsIn(text: string): readonly Mention[] {
  return Array.from(text.matchAll(MENTION), ([said, id = '']) => ({ id, said }))
}
