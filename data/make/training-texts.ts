import { readFileSync } from 'node:fs'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { isStopWord, stem, tokens } from '../../src/search/text.ts'

/** Papers as numbers of words: what training reads over and over. */
export interface TrainingTexts {
  /** The stems that enough papers have, the most frequent first. */
  readonly words: readonly string[]
  /** In how many papers each of them stands. */
  readonly frequencies: readonly number[]
  /** Title and abstract of each paper as places in `words`, in order; neither is empty. */
  readonly papers: readonly { readonly title: Int32Array; readonly abstract: Int32Array }[]
  /** Lines of the file that are no arXiv paper. */
  readonly leftOut: number
}

const rowShape = z.object({ id: z.string(), title: z.string().nullish(), abstract: z.string().nullish() })
/** Metadata of arXiv papers is in the public domain (CC0); rows of other collections say nothing of a licence. */
const ARXIV_ID = /^\d{4}\.\d{4,5}$/

/**
 * Reads the arXiv papers of a JSON Lines file (`id`, `title`, `abstract`), packed where the name ends in `.zst` or
 * `.gz`. A word is what search looks up: a stem, also of compounds, no stop words. Those that fewer than
 * `fewest` papers have are left out. Throws an error that names the line where one is no such record.
 */
export function readTrainingTexts(file: string, fewest: number): TrainingTexts {
  const numbers = new Map<string, number>()
  const counts: number[] = []
  const numbered = (text: string): number[] =>
    tokens(text).flatMap(({ word }) => {
      if (isStopWord(word)) return []
      const number = numbers.getOrInsertComputed(stem(word), () => counts.push(0) - 1)
      return [number]
    })
  let leftOut = 0
  const read = linesOf(file).flatMap((line, index) => {
    const { id, title, abstract } = rowOf(file, line, index + 1)
    if (!ARXIV_ID.test(id)) {
      leftOut += 1
      return []
    }
    const paper = {
      title: Int32Array.from(numbered(title ?? '')),
      abstract: Int32Array.from(numbered(abstract ?? '')),
    }
    for (const number of new Set([...paper.title, ...paper.abstract]))
      counts[number] = (counts[number] ?? 0) + 1
    return [paper]
  })
  const stems = [...numbers.keys()]
  const frequent = [...counts.keys()]
    .filter(number => (counts[number] ?? 0) >= fewest)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const places = new Int32Array(counts.length).fill(-1)
  for (const [place, number] of frequent.entries()) places[number] = place
  const placed = (text: Int32Array) => text.map(number => places[number] ?? -1).filter(place => place >= 0)
  return {
    words: frequent.map(number => stems[number] ?? ''),
    frequencies: frequent.map(number => counts[number] ?? 0),
    papers: read
      .map(({ title, abstract }) => ({ title: placed(title), abstract: placed(abstract) }))
      .filter(({ title, abstract }) => title.length > 0 && abstract.length > 0),
    leftOut,
  }
}

/** Lines are cut from bytes, since the text of a large file is longer than a string may be. */
function linesOf(file: string): readonly string[] {
  const packed = readFileSync(file)
  const bytes = file.endsWith('.zst')
    ? zstdDecompressSync(packed)
    : file.endsWith('.gz')
      ? gunzipSync(packed)
      : packed
  const lines: string[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start)
    const line = bytes.toString('utf8', start, end < 0 ? bytes.length : end).trim()
    if (line !== '') lines.push(line)
    start = end < 0 ? bytes.length : end + 1
  }
  return lines
}

function rowOf(file: string, line: string, number: number): z.infer<typeof rowShape> {
  try {
    return rowShape.parse(JSON.parse(line))
  } catch (cause) {
    throw new Error(`${file}, line ${number}: no record with an id, a title and an abstract`, { cause })
  }
}
