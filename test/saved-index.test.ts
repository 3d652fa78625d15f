import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { loadSample } from '../src/feed/files/sample.ts'
import type { Paper } from '../src/papers.ts'
import { INDEX_VERSION, readIndex, type SavedIndex, writeIndex } from '../src/search/index/saved-index.ts'
import { readSnapshot, writeSnapshot } from '../src/search/index/snapshot.ts'
import { readQuery } from '../src/search/query.ts'
import type { SearchIndex } from '../src/search/search.ts'
import { createOwnIndex } from './own-index.ts'
import { QUESTIONS, somePaper, somePapers } from './search-papers.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperboy-index-'))
const file = join(folder, 'test.index')
afterAll(() => rmSync(folder, { recursive: true }))

/** All that is found, with reasons, and all that is completed. */
const answers = (index: SearchIndex) => [
  index.size,
  ...QUESTIONS.map(question => {
    const found = index.search(readQuery(question, '2026-08-25').query, { limit: 4 })
    return { ...found, hits: found.hits.map(({ paper, score, why }) => ({ paper, score, why })) }
  }),
  ...['', 'robots', 'gpt', 'sp', '2608'].map(typed => index.titles(typed, 5)),
]

function kept(index: SearchIndex): SavedIndex {
  writeIndex(file, index.saved())
  const read = readIndex(file)
  if (read.kind !== 'read') throw new Error(`it was not read: ${JSON.stringify(read)}`)
  return read.index
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('add' as const), paper: somePaper }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), paper: somePaper }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
)

describe('an index that was kept', () => {
  it('answers as before, and as one that is built from the papers that are left', () => {
    fc.assert(
      fc.property(somePapers, fc.array(step, { maxLength: 14 }), (papers, steps) => {
        const left = new Map<string, Paper>(papers.map(paper => [paper.key, paper]))
        let index = createOwnIndex(papers)
        for (const step of steps) {
          if (step.kind === 'restart') index = createOwnIndex(left.values(), kept(index))
          else if (step.kind === 'remove') {
            left.delete(step.paper.key)
            index.remove(step.paper.key)
          } else {
            left.set(step.paper.key, step.paper)
            index.add([step.paper])
          }
        }
        const fresh = answers(createOwnIndex(left.values()))
        expect(answers(index)).toEqual(fresh)
        expect(answers(createOwnIndex(left.values(), kept(index)))).toEqual(fresh)
        expect(index.keys().toSorted()).toEqual([...left.keys()].sort())
      }),
      { numRuns: 50 },
    )
  })

  it('is read from a text only once: papers that say the same as before cost no words', () => {
    const { papers } = loadSample()
    const saved = kept(createOwnIndex(papers))
    const again = createOwnIndex(
      papers.map(paper => ({ ...paper, upvotes: 7 })),
      saved,
    )
    const { lexicon, sequences, postings, columns } = again.saved()
    expect({ lexicon, sequences, postings }).toEqual({
      lexicon: saved.lexicon,
      sequences: saved.sequences,
      postings: saved.postings,
    })
    expect(new Set(columns.upvotes)).toEqual(new Set([0, 7]))
  })

  it('is of the version that its contents are', () => {
    const saved = createOwnIndex(loadSample().papers).saved()
    const sum = Object.values(saved)
      .flatMap(piece => Object.values(piece))
      .reduce(
        (sum, { buffer, byteOffset, byteLength }) =>
          crc32(new Uint8Array(buffer, byteOffset, byteLength), sum),
        0,
      )
    // Another sum: what a text is read as has changed, so raise INDEX_VERSION and put both here.
    expect([INDEX_VERSION, sum]).toEqual([3, 1_737_568_781])
  })
})

describe('a file', () => {
  const pieces = {
    one: { bytes: Uint8Array.of(1, 2, 3), numbers: Uint32Array.of(4, 5, 4_000_000_000) },
    two: {
      signed: Int32Array.of(-1),
      small: Int8Array.of(-7, 8),
      shorts: Uint16Array.of(),
      more: Uint16Array.of(9),
    },
  }

  it('gives back what was written, however often', () => {
    for (let round = 0; round < 2; round += 1) {
      writeSnapshot(file, 'mine', pieces)
      expect(readSnapshot(file, 'mine')).toEqual({ kind: 'read', pieces })
    }
  })

  it('that is not there, is somebody else’s or of another version, is told apart', () => {
    writeSnapshot(file, 'mine', pieces)
    expect(readSnapshot(file, 'yours')).toEqual({ kind: 'unusable', why: 'it is of another version' })
    expect(readSnapshot(join(folder, 'none'), 'mine')).toEqual({ kind: 'absent' })
    expect(readSnapshot(folder, 'mine')).toMatchObject({ kind: 'unusable' })
    writeFileSync(file, 'SQLite format 3')
    expect(readSnapshot(file, 'mine')).toEqual({ kind: 'unusable', why: 'it is no index' })
    writeSnapshot(file, `search index ${INDEX_VERSION} LE`, pieces)
    expect(readIndex(file)).toMatchObject({ kind: 'unusable' })
  })

  it('that lost or changed any of its bytes is never taken', () => {
    writeIndex(file, createOwnIndex(loadSample().papers.slice(0, 3)).saved())
    const whole = readFileSync(file)
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    const cut = fc.nat(whole.length - 1)
    fc.assert(
      fc.property(damage, fc.option(cut), (bytes, length) => {
        const damaged = Buffer.from(whole)
        for (const [at, change] of bytes) damaged[at] = (whole[at] ?? 0) ^ change
        writeFileSync(file, length === null ? damaged : whole.subarray(0, length))
        expect(readIndex(file)).toMatchObject({ kind: 'unusable' })
      }),
    )
  })
})
