import { z } from 'zod'
import { inputFault } from '../../../data/read/input-fault.ts'
import { readLines, readRecords } from '../../../data/read/records.ts'
import type { Paper } from '../../../src/papers.ts'
import type { Grade, JudgedSet } from './judged.ts'

/** Blanks part the columns of a run file. */
const id = z.string().regex(/^\S+$/, 'an id has blanks or is empty')
const documentShape = z.object({ _id: id, title: z.string().nullish(), text: z.string().nullish() })
const queryShape = z.object({ _id: id, text: z.string() })
const HEADER = 'query-id\tcorpus-id\tscore'

export interface BeirFiles {
  /** JSON Lines of `_id`, `title`, `text`; packed where the name ends in `.gz` or `.zst`, as the others may be. */
  readonly corpus: string
  /** JSON Lines of `_id`, `text`. */
  readonly queries: string
  /** `query-id`, `corpus-id` and `score`, a whole number, parted by tabs under a line that names them. */
  readonly qrels: string
}

/** Reads a collection in the form of BEIR (Thakur et al. 2021). Throws an input fault that names file and line. */
export function readBeir({ corpus, queries, qrels }: BeirFiles): JudgedSet {
  const grades = readQrels(qrels)
  return {
    papers: readRecords(corpus, documentShape).map(
      ({ _id, title, text }): Paper => ({
        key: _id,
        title: title ?? '',
        abstract: text ?? '',
        source: 'hub',
      }),
    ),
    queries: readRecords(queries, queryShape).map(({ _id, text }) => ({
      id: _id,
      text,
      judged: grades.get(_id) ?? new Map(),
    })),
  }
}

function readQrels(file: string): ReadonlyMap<string, ReadonlyMap<string, Grade>> {
  const grades = new Map<string, Map<string, Grade>>()
  const [header, ...lines] = readLines(file)
  if (header?.text !== HEADER) {
    throw inputFault(
      file,
      `, line ${header?.number ?? 1}: should name the columns ${HEADER.split('\t').join(', ')}`,
    )
  }
  for (const { text, number } of lines) {
    const [, query, document, score] = /^([^\t]+)\t([^\t]+)\t(-?\d+)$/.exec(text) ?? []
    if (query === undefined || document === undefined) {
      throw inputFault(
        file,
        `, line ${number}: no query, document and whole number, parted by tabs: ${text.slice(0, 80)}`,
      )
    }
    grades.getOrInsertComputed(query, () => new Map()).set(document, Number(score))
  }
  return grades
}
