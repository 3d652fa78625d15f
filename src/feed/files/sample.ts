import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Paper } from '../../papers.ts'
import type { MonthDay } from './saved-page.ts'

/** The bundled papers, so that there is something to search before the hub was ever read. */
export interface Sample {
  /** The day that the saved page bears. Its year is not known. */
  readonly on: MonthDay
  readonly papers: readonly Paper[]
}

const SAMPLE_FILE = new URL('../../../data/sample.jsonl', import.meta.url)

const headShape = z.object({
  page: z.literal('Daily Papers'),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31),
})
const paperShape = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: z.string().min(1),
  abstract: z.string().min(1),
  source: z.literal('sample'),
  codeUrl: z.url().exactOptional(),
  projectUrl: z.url().exactOptional(),
}) satisfies z.ZodType<Paper>

/** Loads the sample: first the page's own label, then a paper a line. Throws where it is not as data/make/sample.ts writes it, naming the line. */
export function loadSample(): Sample {
  const [head = '', ...lines] = readFileSync(SAMPLE_FILE, 'utf8').trimEnd().split('\n')
  const { month, day } = line(headShape, head, 1)
  return { on: { month, day }, papers: lines.map((text, index) => line(paperShape, text, index + 2)) }
}

function line<T>(shape: z.ZodType<T>, text: string, number: number): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`sample: line ${number} of ${SAMPLE_FILE.pathname} cannot be read`, { cause })
  }
}
