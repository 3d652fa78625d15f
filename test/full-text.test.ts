import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFullText, type FullText } from '../src/feed/full-text/full-text.ts'
import { createHub } from '../src/feed/hub/hub.ts'
import type { Paper } from '../src/papers.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { type HubEmulator, type HubMishap, openHub } from './emulators/hub.ts'
import { SPARSE_MARKDOWN } from './full-papers.ts'
import { SPARSE } from './papers.ts'

const PAPER: Paper = { ...SPARSE, source: 'hub', arxivId: SPARSE.key }
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let hub: HubEmulator
let store: Store
let fullText: FullText
let nowMs: number
let logged: string[]

beforeEach(async () => {
  hub = await openHub()
  store = await openStore('sqlite::memory:')
  nowMs = Date.parse('2026-08-22T10:00:00Z')
  logged = []
  const now = () => nowMs
  const log = (level: string, event: string) => void logged.push(`${level} ${event}`)
  const client = createHub({ endpoint: hub.endpoint, version: '0', fetch, now, log })
  fullText = createFullText({ ask: client.text, shelf: store.fullTexts, now, log })
})

afterEach(async () => {
  vi.useRealTimers()
  await fullText.stop()
  await store.close()
  await hub.stop()
  expect(logged.filter(line => !line.startsWith('debug'))).toEqual([])
})

describe('the full text of a paper', () => {
  it('is read once and then kept', async () => {
    hub.write(PAPER.key, SPARSE_MARKDOWN)
    expect(await fullText.kept(PAPER)).toBeUndefined()
    const [one, other] = await Promise.all([fullText.read(PAPER), fullText.read(PAPER)])
    expect(one?.map(({ heading }) => heading)).toContain('5 Limitations')
    expect(other).toBe(one)
    expect(await fullText.kept(PAPER)).toEqual(one)
    expect(hub.texts).toEqual([PAPER.key])
  })

  it.each([
    ['the hub does not know it', undefined],
    ['the hub has no more than its abstract', `# ${PAPER.title}\n\n${PAPER.abstract}\n`],
  ])('is known to be missing for a day when %s', async (_why, markdown) => {
    if (markdown !== undefined) hub.write(PAPER.key, markdown)
    expect(await fullText.read(PAPER)).toEqual([])
    expect(await fullText.kept(PAPER)).toEqual([])
    nowMs += DAY
    expect(await fullText.kept(PAPER)).toBeUndefined()
    hub.write(PAPER.key, SPARSE_MARKDOWN)
    expect(await fullText.read(PAPER)).not.toEqual([])
  })

  it.each<[string, HubMishap]>([
    ['fails', { kind: 'instead', status: 503 }],
    ['breaks off', { kind: 'cut' }],
    [
      'sends a page',
      { kind: 'instead', headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><p>' },
    ],
  ])('is not waited for again soon when the hub %s, and nothing is made of it', async (_how, mishap) => {
    hub.write(PAPER.key, SPARSE_MARKDOWN)
    hub.break(mishap)
    expect(await fullText.read(PAPER)).toBeUndefined()
    expect(await fullText.kept(PAPER)).toBeUndefined()
    hub.mend()
    expect(await fullText.read(PAPER)).toBeUndefined()
    expect(hub.texts).toHaveLength(1)
    nowMs += MINUTE
    expect(await fullText.read(PAPER)).not.toEqual([])
  })

  it('is not asked for while the hub wants to be left alone', async () => {
    hub.write(PAPER.key, SPARSE_MARKDOWN)
    hub.break({ kind: 'instead', status: 429, headers: { ratelimit: '"pages";r=0;t=42' } })
    expect(await fullText.read(PAPER)).toBeUndefined()
    hub.mend()
    nowMs += 41_000
    expect(await fullText.read(PAPER)).toBeUndefined()
    expect(hub.texts).toHaveLength(1)
    nowMs += 1_000
    expect(await fullText.read(PAPER)).not.toBeUndefined()
  })

  it('is read from its beginning when it is longer than any paper, up to a whole paragraph', async () => {
    const sentence = (number: number) => `This is paragraph number ${number} of a paper without end.`
    const many = Array.from({ length: 20_000 }, (_, number) => sentence(number))
    hub.write(PAPER.key, `# Endless\n\n${many.join('\n\n')}`)
    const [section] = (await fullText.read(PAPER)) ?? []
    const paragraphs = section?.text.split('\n\n') ?? []
    expect(paragraphs.length).toBeGreaterThan(5_000)
    expect(section?.text.length).toBeLessThanOrEqual(400_000)
    expect(paragraphs).toEqual(many.slice(0, paragraphs.length))
  })

  it('is given up when the hub says nothing for ten seconds, or when Paperboy ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    hub.break({ kind: 'hang' })
    const silent = fullText.read(PAPER)
    await vi.waitFor(() => expect(hub.texts).toHaveLength(1))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await silent).toBeUndefined()
    vi.useRealTimers()
    nowMs += MINUTE
    const ended = fullText.read(PAPER)
    await vi.waitFor(() => expect(hub.texts).toHaveLength(2))
    await fullText.stop()
    expect(await ended).toBeUndefined()
    expect(await fullText.read(PAPER)).toBeUndefined()
    expect(hub.texts).toHaveLength(2)
  })

  it('is of no use to a paper without an arXiv id', async () => {
    const { arxivId: _none, ...paper } = PAPER
    expect(await fullText.read(paper)).toBeUndefined()
    expect(hub.texts).toEqual([])
  })
})
