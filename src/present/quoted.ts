import type { Quotation } from '../answers/evidence/bands.ts'
import { type Block, clip, type Prose, type Span } from '../chat.ts'
import type { Paper } from '../papers.ts'
import { numbered, paperUrl } from './paper.ts'
import { shortTitle } from './words.ts'

/** What an answer is shown with: where papers are read, and the number of each in the thread. */
export interface AnswerFrame {
  readonly site: string
  readonly papers: readonly Paper[]
}

export const text = (...prose: Prose): Block => ({ kind: 'text', prose })
export const note = (...prose: Prose): Block => ({ kind: 'note', prose })

/** A heading is a line, not a paragraph. */
const LONGEST_SECTION = 80

/** `#2 EAQuant`: the number and as much of the title as names it. */
export function titled({ site, papers }: AnswerFrame, paper: Paper): Span {
  const at = papers.findIndex(other => other.key === paper.key)
  const name = { ...paper, title: shortTitle(paper.title) }
  return { link: numbered(at < 0 ? undefined : at + 1, name), url: paperUrl(site, paper) }
}

/** Quotations, one a line, under the paper they are from, and the section of it. */
export function quoted(frame: AnswerFrame, quotations: readonly Quotation[]): readonly Block[] {
  const byPlace = Map.groupBy(quotations, ({ paper, section }) => `${paper.key} ${section}`)
  return [...byPlace.values()].flatMap(said => [
    ...said.slice(0, 1).map(({ paper, section }) => text(titled(frame, paper), ...sectionProse(section))),
    ...said.map(quotation => text({ quote: quotation.text })),
  ])
}

/** `, section 4.2 Training details:` */
function sectionProse(section: string | undefined): Prose {
  if (section === undefined) return []
  if (section === '') return [':']
  return [`, ${/^appendix\b/i.test(section) ? '' : 'section '}${clip(section, LONGEST_SECTION)}:`]
}
