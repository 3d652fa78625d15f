import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BeirFiles } from './beir.ts'

/** Where collections in the form of BEIR lie on the machines of those who work on this. */
const FOLDER = '../shared/bench'

/** Each folder there that has corpus, queries and judgements, by name; none where there is no such place. */
export function collectionsAtHand(
  folder = FOLDER,
): readonly { readonly name: string; readonly files: BeirFiles }[] {
  return namesIn(folder).flatMap(name => {
    const files = namesIn(join(folder, name))
    const fileOf = (start: string, ...ends: readonly string[]): string | undefined => {
      const found = ends.map(end => `${start}${end}`).find(file => files.includes(file))
      return found && join(folder, name, found)
    }
    const corpus = fileOf('corpus', '.jsonl', '.jsonl.gz')
    const queries = fileOf('queries', '.jsonl', '.jsonl.gz')
    const qrels = fileOf('qrels', '.tsv', '.tsv.gz')
    return corpus && queries && qrels ? [{ name, files: { corpus, queries, qrels } }] : []
  })
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return []
    throw error
  }
}
