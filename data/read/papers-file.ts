import { z } from 'zod'
import type { Paper } from '../../src/papers.ts'
import { linesOf } from './lines-file.ts'

const shape = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()).exactOptional(),
  publishedAt: z.string().exactOptional(),
  /** What dumps of arXiv and of conferences have instead: a day, or no more than a year. */
  date: z.string().exactOptional(),
  dailyDate: z.string().exactOptional(),
  upvotes: z.number().exactOptional(),
  numComments: z.number().exactOptional(),
})
const ARXIV_ID = /^\d{4}\.\d{4,5}$|^[a-z-]+(?:\.[A-Z]{2})?\/\d{7}$/
const DAY = /^\d{4}-\d\d-\d\d/

/**
 * Papers for measuring, a JSON object a line: `.jsonl`, `.jsonl.gz` or `.jsonl.zst`. Throws, naming the line,
 * when one does not fit.
 */
export function readPapersFile(file: string): readonly Paper[] {
  return Array.from(linesOf(file), ({ text, number }) => {
    const read = shape.safeParse(JSON.parse(text))
    if (!read.success) throw new Error(`${file}, line ${number}: ${z.prettifyError(read.error)}`)
    const { id, dailyDate, numComments, publishedAt, date, ...told } = read.data
    const [publishedOn] = DAY.exec(publishedAt ?? date ?? '') ?? []
    return {
      ...told,
      key: id,
      source: 'hub',
      ...(ARXIV_ID.test(id) && { arxivId: id }),
      ...(dailyDate && { feedDay: dailyDate.slice(0, 10) }),
      ...(publishedOn && { publishedOn }),
      ...(numComments !== undefined && { comments: numComments }),
    }
  })
}
