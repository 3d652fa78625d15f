import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openIndex } from '../src/bot/kept-index.ts'
import type { Paper } from '../src/papers.ts'
import { readQuery } from '../src/search/query.ts'
import { BATCHES, FRIDAY, GROK, QUANT, THURSDAY } from './papers.ts'
import { startPaperboy } from './rigs/paperboy.ts'
import { createTerminalRig } from './rigs/terminal.ts'

let folder: string
let file: string
let said: string[]
const log = (level: string, event: string) => void said.push(`${level}: ${event}`)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-kept-'))
  file = join(folder, 'papers.db.index')
  said = []
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A start with these papers in the store, and the keys that a search for transformers finds. */
function start(papers: readonly Paper[], path: string | undefined = file) {
  const known = new Map(papers.map(paper => [paper.key, paper]))
  const kept = openIndex({ file: path, paperOf: key => known.get(key), log })
  kept.index.add(papers)
  kept.settle()
  const { query } = readQuery('quantization transformers', '2026-08-25')
  return { ...kept, found: kept.index.search(query, { limit: 5 }).hits.map(hit => hit.paper.key) }
}
const papers: readonly Paper[] = [GROK, QUANT].map(told => ({ ...told, source: 'hub' }))

describe('the index beside the database', () => {
  it('is kept by the first start and used by the next, which need not write it again', () => {
    const first = start(papers)
    const written = statSync(file).mtimeMs
    expect(start(papers).found).toEqual(first.found)
    expect([first.found.length, statSync(file).mtimeMs, said]).toEqual([2, written, []])
  })

  it('forgets papers that the store no longer has', () => {
    start(papers)
    const { found, index } = start(papers.slice(1))
    expect([found, index.size]).toEqual([[QUANT.key], 1])
  })

  it('is built anew when it is damaged, which is said, and is whole again for the next start', () => {
    const { found } = start(papers)
    writeFileSync(file, readFileSync(file).subarray(0, 5_000))
    expect(start(papers).found).toEqual(found)
    expect(start(papers).found).toEqual(found)
    expect(said).toEqual(['warn: the search index is built anew'])
  })

  it('is not missed where it cannot be written', () => {
    expect(start(papers, join(folder, 'no', 'such', 'folder')).found).toHaveLength(2)
    expect(said).toEqual(['warn: the search index could not be kept'])
  })

  it('is none for a database in memory', () => {
    const kept = openIndex({ file: undefined, paperOf: () => undefined, log })
    kept.settle()
    kept.keep()
    expect(said).toEqual([])
  })
})

it('over a restart of the whole bot a search finds the same, and what was read since', async () => {
  const paperboy = await startPaperboy(createTerminalRig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  await paperboy.read(THURSDAY)
  const search = async () => (await paperboy.rig.slash('manager', 'search language models')).text
  const before = await search()
  await paperboy.restart()
  expect(await search()).toBe(before)
  await paperboy.read(FRIDAY)
  await paperboy.restart()
  expect((await paperboy.rig.slash('manager', 'search grok transformers')).text).toContain(
    '#1 When Do Transformers Grok',
  )
  await paperboy.stop()
  expect(paperboy.complaints).toEqual([])
})
