import { readFileSync } from 'node:fs'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import type { Paper } from '../../src/papers.ts'

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
const NEWLINE = 10

/**
 * Papers for measuring, a JSON object a line: `.jsonl`, `.jsonl.gz` or `.jsonl.zst`. Throws, naming the line,
 * when one does not fit.
 */
export function readPapersFile(file: string): readonly Paper[] {
  return [...linesOf(unpacked(file))].map((line, index) => {
    const read = shape.safeParse(JSON.parse(line))
    if (!read.success) throw new Error(`${file}, line ${index + 1}: ${z.prettifyError(read.error)}`)
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

function unpacked(file: string): Buffer {
  const bytes = readFileSync(file)
  if (file.endsWith('.gz')) return gunzipSync(bytes)
  return file.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes
}

/** Line by line, since a large file is more than one string can be. */
function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found < 0 ? bytes.length : found
    if (end > start) yield bytes.toString('utf8', start, end)
    start = end + 1
  }
}
