import type { Told } from '../answers/answer.ts'
import type { Block } from '../chat.ts'
import { bibtex } from './one-paper.ts'
import { elsewhere, starsOf } from './paper.ts'
import { type AnswerFrame, quoted, text, titled } from './quoted.ts'
import { count, dotted, longDay } from './words.ts'

/** What the record of a paper tells, and that it does not, where it does not. */
export function factBlocks(
  frame: AnswerFrame,
  { paper, what, quotations }: Extract<Told, { kind: 'facts' }>,
): readonly Block[] {
  const about = titled(frame, paper)
  const unsaid = (fact: string): Block => text(`The source names no ${fact} for `, about, '.')
  switch (what) {
    case 'authors': {
      const { authors, organization } = paper
      const from = organization === undefined ? '' : ` (${organization})`
      return [
        authors
          ? text(
              `${authors.slice(0, 40).join(', ')}${authors.length > 40 ? ` and ${authors.length - 40} others` : ''}${from}. `,
              about,
            )
          : unsaid('authors'),
      ]
    }
    case 'date': {
      const dates = [
        paper.publishedOn && `on arXiv since ${longDay(paper.publishedOn)}`,
        paper.feedDay && `in Daily Papers of ${longDay(paper.feedDay)}`,
      ].filter(date => typeof date === 'string' && date !== '')
      return [dates.length > 0 ? text(about, `: ${dates.join(', ')}.`) : unsaid('date')]
    }
    case 'link':
      return [text(...dotted([about, ...elsewhere(paper)]))]
    case 'code': {
      // What the abstract says of its code is worth a quotation only where no address is known.
      if (paper.codeUrl === undefined) {
        return [text('No code is listed for ', about, '.'), ...quoted(frame, quotations)]
      }
      const stars = paper.codeStars ? ` (${starsOf(paper.codeStars)})` : ''
      return [text('Code of ', about, ': ', { link: paper.codeUrl, url: paper.codeUrl }, stars)]
    }
    case 'popularity': {
      const { upvotes, comments } = paper
      if (upvotes === undefined) return [unsaid('upvotes')]
      const talk = comments === undefined ? '' : ` and ${count(comments, 'comment')}`
      return [text(about, `: ${count(upvotes, 'upvote')}${talk}.`)]
    }
    case 'cite':
      return [text({ code: bibtex(frame.site, paper) })]
    case 'abstract':
      return [text(about), text({ quote: paper.abstract })]
    default:
      return what satisfies never
  }
}
