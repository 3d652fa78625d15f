import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { inputFault } from '../../../data/read/input-fault.ts'
import { readLines, recordOf } from '../../../data/read/records.ts'
import { loadSample } from '../../../src/feed/files/sample.ts'
import type { JudgedSet } from './judged.ts'

const FILE = fileURLToPath(new URL('../../../data/judged-queries.jsonl', import.meta.url))

const headShape = z.strictObject({
  judged: z.literal('queries over sample.jsonl'),
  grades: z.string(),
  how: z.string(),
})
const queryShape = z.strictObject({
  id: z.string().regex(/^\S+$/),
  set: z.literal([1, 2]),
  kind: z.enum(['paraphrase', 'vocabulary', 'typo', 'acronym', 'plain']),
  text: z.string().min(1),
  relevant: z.record(z.string(), z.union([z.literal(1), z.literal(2)])),
})

/**
 * The bundled papers with the queries that were judged over them: first what the grades mean, then a query a
 * line. Throws an input fault that names the line, also where a paper is named that the sample does not have.
 */
export function readJudgedSample(): JudgedSet {
  const { papers } = loadSample()
  const keys = new Set(papers.map(paper => paper.key))
  const [head = { text: '', number: 1 }, ...lines] = readLines(FILE)
  recordOf(FILE, headShape, head)
  const queries = lines.map(line => {
    const { relevant, ...query } = recordOf(FILE, queryShape, line)
    const stray = Object.keys(relevant).find(key => !keys.has(key))
    if (stray !== undefined) throw inputFault(FILE, `, line ${line.number}: the sample has no paper ${stray}`)
    return { ...query, judged: new Map(Object.entries(relevant)) }
  })
  return { papers, queries }
}
