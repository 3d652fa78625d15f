import { type Paper, SOURCES } from '../papers.ts'
import { paperShape } from './paper-shape.ts'

/** A paper as a source told it when it was read, in Unix milliseconds. */
export interface Telling {
  readonly paper: Paper
  readonly readMs: number
}

/** What is known of one paper: each field from the source that is trusted most, and the tellings that takes, best first. */
export interface Merged {
  readonly paper: Paper
  readonly tellings: readonly [Telling, ...Telling[]]
}

/** What is told together is kept together: stars are those of the code that is linked. */
const FIELDS: readonly (readonly (keyof Paper)[])[] = [
  ['title'],
  ['abstract'],
  ['arxivId'],
  ['authors'],
  ['organization'],
  ['publishedOn'],
  ['feedDay'],
  ['upvotes'],
  ['comments'],
  ['codeUrl', 'codeStars'],
  ['projectUrl'],
  ['keywords'],
  ['hubSummary'],
  ['imageUrl'],
  ['withdrawn'],
]

/**
 * Merges tellings of one paper, all of the same key. A field is the one of the best source that tells it, in the order of
 * `SOURCES`; of one source's tellings it is the one read last, so that an older copy never takes back upvotes. Of equals
 * the greater counts. What a source no longer says stays. In whatever order and however often tellings are merged, the
 * result is the same.
 */
export function merged(tellings: readonly [Telling, ...Telling[]]): Merged {
  const [first, ...others] = [...new Set(tellings)].sort(bestFirst)
  if (first === undefined) return { paper: tellings[0].paper, tellings: [tellings[0]] }
  const needed = new Set<Telling>([first])
  const fields: Partial<Record<keyof Paper, unknown>> = {}
  for (const together of FIELDS) {
    const [name] = together
    const telling = [first, ...others].find(({ paper }) => name !== undefined && paper[name] !== undefined)
    if (!telling) continue
    needed.add(telling)
    for (const field of together) if (telling.paper[field] !== undefined) fields[field] = telling.paper[field]
  }
  const { key, source } = first.paper
  const rest = others.filter(telling => needed.has(telling))
  if (rest.length === 0) return { paper: first.paper, tellings: [first] }
  return { paper: paperShape.parse({ ...fields, key, source }), tellings: [first, ...rest] }
}

function bestFirst(a: Telling, b: Telling): number {
  return (
    SOURCES.indexOf(a.paper.source) - SOURCES.indexOf(b.paper.source) ||
    b.readMs - a.readMs ||
    (b.paper.upvotes ?? -1) - (a.paper.upvotes ?? -1) ||
    (b.paper.comments ?? -1) - (a.paper.comments ?? -1) ||
    (b.paper.codeStars ?? -1) - (a.paper.codeStars ?? -1) ||
    compare(canonical(a.paper), canonical(b.paper))
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The same text for the same paper, however its fields are ordered. */
function canonical(paper: Paper): string {
  return JSON.stringify(Object.entries(paper).sort(([a], [b]) => compare(a, b)))
}
