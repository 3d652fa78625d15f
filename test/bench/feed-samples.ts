import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readHubRecord } from '../../src/feed/hub/records.ts'
import type { Paper } from '../../src/papers.ts'

const text = z.string().regex(/\S/)
const list = z.array(z.unknown()).min(1)
/** Where a record has what the paper's field tells, and how one sees that it is there. */
const TOLD: readonly (readonly [keyof Paper, z.ZodType, readonly string[]])[] = [
  ['title', text, ['title']],
  ['abstract', text, ['summary']],
  ['authors', list, ['authors']],
  ['organization', z.object({ name: text }), ['organization']],
  ['publishedOn', text, ['publishedAt']],
  ['upvotes', z.number(), ['upvotes']],
  ['comments', z.number(), ['numComments']],
  ['codeUrl', text, ['githubRepo']],
  ['codeStars', z.number(), ['githubStars']],
  ['projectUrl', text, ['projectPage']],
  ['keywords', list, ['ai_keywords']],
  ['hubSummary', text, ['ai_summary']],
  ['imageUrl', text, ['thumbnail', 'mediaUrl']],
]

/** Real responses, a file `YYYY-MM-DD.json` each: how many records were read, and which fields were lost or came out other than told. */
export function sampleFigures(folder: string) {
  const lost: string[] = []
  let [records, papers, fields] = [0, 0, 0]
  for (const file of readdirSync(folder).filter(name => name.endsWith('.json'))) {
    for (const record of z
      .array(z.looseObject({ paper: z.looseObject({ id: z.string() }) }))
      .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
      records += 1
      const read = readHubRecord(record, file.slice(0, 10))
      if (read.kind !== 'paper') {
        lost.push(`${record.paper.id}: ${read.kind}`)
        continue
      }
      papers += 1
      for (const [field, shape, names] of TOLD) {
        const told = names
          .map(name => record.paper[name] ?? record[name])
          .find(value => shape.safeParse(value).success)
        if (told === undefined) continue
        fields += 1
        if (!isKept(told, read.paper[field])) lost.push(`${record.paper.id}: ${field}`)
      }
    }
  }
  return { records, papers, fields, lost }
}

/** Numbers and lists whole, texts but for blanks, and addresses in whatever spelling. */
function isKept(told: unknown, kept: Paper[keyof Paper]): boolean {
  if (Array.isArray(told)) return Array.isArray(kept) && kept.length === told.length
  if (typeof told === 'number') return told === kept
  if (typeof told !== 'string') return kept !== undefined
  const plain = (said: unknown): string => String(said).replace(/\s+/g, ' ').trim()
  return plain(told).startsWith(plain(kept)) || URL.parse(told)?.href === kept
}
