import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createInt8Rows } from '../src/search/meaning/int8-rows.ts'
import { createMeaning } from '../src/search/meaning/meaning.ts'
import { loadWordVectors } from '../src/search/meaning/word-vectors.ts'
import { stem, tokens } from '../src/search/text.ts'

const vectors = loadWordVectors()
const numbers = (text: string) => tokens(text).map(({ word }) => vectors.find(stem(word)))
const text = fc.array(fc.nat(400), { maxLength: 40 })
const paper = fc.tuple(text, text)

describe('the word vectors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-vectors-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('know the words of the field and say nothing of others', () => {
    expect(vectors.size).toBeGreaterThan(20_000)
    for (const word of ['quantization', 'robots', 'grokking', 'GPT-4'])
      expect(numbers(word)[0]).toBeGreaterThan(0)
    expect(vectors.find('zxqvjk')).toBe(0)
  })

  it('say in one sentence what to do where a byte of the table has changed', () => {
    for (const file of ['word-vectors.bin', 'word-vectors.json'])
      cpSync(new URL(`../data/${file}`, import.meta.url), join(folder, file))
    const table = join(folder, 'word-vectors.bin')
    expect(loadWordVectors(pathToFileURL(`${folder}/`)).size).toBe(vectors.size)
    const bytes = readFileSync(table)
    bytes[123_456] = (bytes[123_456] ?? 0) ^ 1
    writeFileSync(table, bytes)
    expect(() => loadWordVectors(pathToFileURL(`${folder}/`))).toThrow(
      `${table} is damaged or not the table that word-vectors.json beside it tells of: restore both, or make them anew by npm run train`,
    )
  })
})

it('multiplies rows as the definition says, however many there are', () => {
  const row = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(row, row, fc.nat(10_000), (a, b, at) => {
      const rows = createInt8Rows(32)
      rows.widen(1)
      rows.rows(0, 1).set(a)
      rows.widen(at + 2)
      rows.rows(at + 1, 1).set(b)
      expect(rows.dot(0, at + 1)).toBe(a.reduce((sum, x, place) => sum + x * (b[place] ?? 0), 0))
    }),
  )
})

describe('meaning', () => {
  it('finds what is meant in other words', () => {
    const meaning = createMeaning(vectors)
    const papers = [
      'Low-bit inference of large language models',
      'Learning to grasp objects with a humanoid hand',
      'Brain tumour segmentation in magnetic resonance imaging',
    ]
    for (const [document, title] of papers.entries()) meaning.put(document, numbers(title), [])
    const nearest = (asked: string) => {
      meaning.ask(numbers(asked))
      return papers
        .keys()
        .toArray()
        .sort((a, b) => meaning.likeness(b) - meaning.likeness(a))[0]
    }
    expect(nearest('quantization')).toBe(0)
    expect(nearest('robot manipulation')).toBe(1)
    expect(nearest('medical scans')).toBe(2)
    meaning.ask(numbers('quantization'))
    meaning.follow([1])
    expect(meaning.likeness(1)).toBeGreaterThan(meaning.likeness(2))
  })

  it('is 1 to the same words, whatever their order, and 0 to none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), words => {
        const meaning = createMeaning(vectors)
        meaning.put(0, [], words)
        meaning.put(1, [], [0])
        meaning.ask(words.toReversed())
        expect(meaning.likeness(0)).toBeCloseTo(1, 5)
        expect(meaning.likeness(1)).toBe(0)
        expect(meaning.likeness(1_000_000)).toBe(0)
        meaning.take(0)
        expect(meaning.likeness(0)).toBe(0)
        meaning.ask([])
        expect(meaning.likeness(0)).toBe(0)
      }),
    )
  })

  it('is the same however the documents came in, and after it was saved', () => {
    fc.assert(
      fc.property(fc.array(paper, { minLength: 1, maxLength: 12 }), paper, text, (papers, other, asked) => {
        const straight = createMeaning(vectors)
        const winding = createMeaning(vectors)
        for (const [document, [title, abstract]] of papers.entries()) straight.put(document, title, abstract)
        winding.put(1500, ...other)
        winding.take(1500)
        for (const [document, [title, abstract]] of [...papers.entries()].reverse()) {
          winding.put(document, ...other)
          winding.put(document, title, abstract)
        }
        const all = [straight, winding, createMeaning(vectors, winding.saved())]
        const likenesses = all.map(meaning => {
          meaning.ask(asked)
          const first = papers.map((_, document) => meaning.likeness(document))
          meaning.follow([...papers.keys()].slice(0, 3))
          return [...first, ...papers.map((_, document) => meaning.likeness(document))]
        })
        expect(likenesses[1]).toEqual(likenesses[0])
        expect(likenesses[2]).toEqual(likenesses[0])
      }),
      { numRuns: 30 },
    )
  })
})
