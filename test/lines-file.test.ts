import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { linesOf } from '../data/read/lines-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperboy-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['lines.jsonl', Buffer.from],
  ['lines.jsonl.gz', gzipSync],
  ['lines.jsonl.zst', zstdCompressSync],
] as const)('%s: every line that says something is read, with its number', (name, pack) => {
  const file = join(folder, name)
  const line = fc.oneof(
    fc.constantFrom('', ' ', '{"a":"\u2028"}', '\tb\t'),
    fc.string({ unit: fc.constantFrom('a', ' ', 'é', '🙂', '\u2028', '\u0085') }),
  )
  const ends = fc.constantFrom('\n', '\r\n')
  fc.assert(
    fc.property(fc.array(line), ends, fc.constantFrom('', '\uFEFF'), (lines, end, mark) => {
      writeFileSync(file, pack(Buffer.from(mark + lines.join(end))))
      const said = lines.map((text, index) => ({ text, number: index + 1 }))
      expect([...linesOf(file)]).toEqual(said.filter(({ text }) => text.trim() !== ''))
    }),
  )
})
