import type { PaperKey } from '../papers.ts'

const ARXIV_ID = /^(\d{4}\.\d{4,5})(?:v\d+)?$/
/** An id alone, after `arXiv:`, or as the last part of an address (arxiv.org/abs, /pdf, the hub's /papers and its kin). */
const REFERENCE = /^(?:arxiv:\s*|\S+\/)?(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf|\.md)?\/?(?:[?#]\S*)?$/i

/** The arXiv id without its version; undefined if the text is none (`2602.23229`, `2602.23229v2`). */
export function arxivId(text: string): PaperKey | undefined {
  return ARXIV_ID.exec(text.trim())?.[1]
}

/** The arXiv id that a person's reference to a paper names: an id, an arXiv or hub address. */
export function referredId(reference: string): PaperKey | undefined {
  return REFERENCE.exec(reference.trim())?.[1]
}
