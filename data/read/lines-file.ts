import { readFileSync } from 'node:fs'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'

export interface Line {
  readonly text: string
  /** From 1; blank lines count. */
  readonly number: number
}

const LINE_FEED = 0x0a

/**
 * The lines of a text file in UTF-8, one after the other, unpacked where the name ends in `.gz` or `.zst`. Without
 * blank lines, byte order marks and the carriage returns before line feeds. The first step throws when the file
 * cannot be read or unpacked.
 */
export function* linesOf(file: string): Generator<Line> {
  const bytes = unpacked(file)
  // Cut from bytes, since a large file is longer than a string may be; node:readline would also end a line at U+2028,
  // which JSON may hold as it is.
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found < 0 ? bytes.length : found
    const text = bytes.toString('utf8', start, end).replace(/^\uFEFF|\r$/g, '')
    if (text.trim() !== '') yield { text, number }
    start = end + 1
  }
}

function unpacked(file: string): Buffer {
  const bytes = readFileSync(file)
  if (file.endsWith('.gz')) return gunzipSync(bytes)
  return file.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes
}
