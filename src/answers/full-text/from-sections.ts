import type { Paper, Section } from '../../papers.ts'
import { type Band, fromAbstracts } from '../evidence/bands.ts'
import { expectedBy } from '../evidence/missing.ts'
import { type Asked, subject } from '../evidence/question.ts'
import { type Passage, passagesFor } from './passages.ts'

/** So many sentences are compared closely: about as many as the abstracts of four papers have. */
const COMPARED = 30

/**
 * Answers from a paper's full text as from abstracts: its sentences that have most of the question's words
 * stand for the abstract. At most two are quoted, each with its section and exactly as it stands there.
 * What the abstract says already is no answer. Lets others work every few milliseconds.
 */
export async function fromSections(asked: Asked, paper: Paper, sections: readonly Section[]): Promise<Band> {
  const { question } = asked
  const expected = expectedBy(question, paper)
  const shows = (text: string) => (expected.length > 0 && expected.every(each => each.shows(text)) ? 1 : 0)
  const likely = await passagesFor(subject(asked.rest), sections, COMPARED, shows)
  const news = likely.filter(({ text }) => !paper.abstract.includes(text))
  if (news.length === 0) {
    const said = fromAbstracts(asked, [paper], [paper])
    return said.kind === 'unstated' ? said : { kind: 'unstated', paper, nearest: [] }
  }
  const page: Paper = { ...paper, abstract: news.map(({ text }) => text).join('\n\n') }
  const band = fromAbstracts(asked, [page], [page])
  if (band.kind === 'unstated') return { ...band, paper, nearest: [] }
  const passages = new Map<string, Passage>(news.map(passage => [passage.text, passage]))
  const quotations = band.quotations.flatMap(({ text }) => {
    const section = passages.get(text)?.section.heading
    return section === undefined ? [] : [{ paper, text, section }]
  })
  return quotations.length === 0 ? { kind: 'unstated', paper, nearest: [] } : { ...band, quotations }
}
