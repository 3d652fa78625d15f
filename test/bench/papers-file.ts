import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Paper } from '../../src/papers.ts'

const shape = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()).exactOptional(),
  publishedAt: z.string().exactOptional(),
  dailyDate: z.string().exactOptional(),
  upvotes: z.number().exactOptional(),
  numComments: z.number().exactOptional(),
})

/** Papers for measuring, a JSON object a line: `.jsonl` or `.jsonl.gz`. Throws, naming the line, when one does not fit. */
export function readPapersFile(file: string): readonly Paper[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map((line, index) => {
      const read = shape.safeParse(JSON.parse(line))
      if (!read.success) throw new Error(`${file}, line ${index + 1}: ${z.prettifyError(read.error)}`)
      const { id, dailyDate, numComments, publishedAt, ...told } = read.data
      return {
        ...told,
        key: id,
        source: 'hub',
        arxivId: id,
        ...(dailyDate && { feedDay: dailyDate.slice(0, 10) }),
        ...(publishedAt && { publishedOn: publishedAt.slice(0, 10) }),
        ...(numComments !== undefined && { comments: numComments }),
      }
    })
}
