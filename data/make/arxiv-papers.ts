import { z } from 'zod'
import { type Line, linesOf } from '../read/lines-file.ts'

/** What words are learnt from; empty where a record has none. */
export interface ArxivTexts {
  readonly title: string
  readonly abstract: string
}

const shape = z.object({ id: z.string(), title: z.string().nullish(), abstract: z.string().nullish() })
/** Metadata of arXiv papers is in the public domain (CC0); rows of other collections say nothing of a licence. */
const ARXIV_ID = /^\d{4}\.\d{4,5}$/

/**
 * The papers of a JSON Lines file (`id`, `title`, `abstract`), packed where the name ends in `.zst` or `.gz`;
 * undefined in place of one that is not of arXiv. Throws an error that names the line where one is no such record.
 */
export function* arxivTextsOf(file: string): Generator<ArxivTexts | undefined> {
  for (const line of linesOf(file)) {
    const { id, title, abstract } = recordOf(file, line)
    yield ARXIV_ID.test(id) ? { title: title ?? '', abstract: abstract ?? '' } : undefined
  }
}

function recordOf(file: string, { text, number }: Line): z.infer<typeof shape> {
  try {
    return shape.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${file}, line ${number}: no record with an id, a title and an abstract`, { cause })
  }
}
