import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createContrast } from '../data/make/contrast.ts'
import { multiply, transpose } from '../data/make/matrices.ts'
import { normal, seededRandom, shuffle } from '../data/make/random.ts'
import { train } from '../data/make/training.ts'
import { pairOf } from '../data/make/training-pairs.ts'
import { readTrainingTexts } from '../data/make/training-texts.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperboy-train-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Papers on two subjects that share no word: titles name the subject by words that its abstracts have too. */
function twoSubjects() {
  const random = seededRandom(7)
  const said = (start: number, size: number) =>
    Int32Array.from({ length: size }, () => start + Math.floor(random() * 10))
  const papers = Array.from({ length: 64 }, (_, paper) => ({
    title: said((paper % 2) * 10, 4),
    abstract: said((paper % 2) * 10, 30),
  }))
  return {
    words: Array.from({ length: 20 }, (_, word) => `w${word}`),
    frequencies: Array(20).fill(20),
    papers,
    leftOut: 0,
  }
}

describe('reading what is trained on', () => {
  const rows = [
    { id: '2503.11731', title: 'Sparse mixtures', abstract: 'We train sparse mixtures of experts.' },
    { id: '2503.1173', title: 'Sparse experts', abstract: 'Mixtures again, and nothing else.' },
    { id: 'nips2016-7058', title: 'Causal bandits', abstract: 'A licence is not known.' },
    { id: '2503.99999', title: 'Sparse', abstract: null },
  ]
  const text = rows.map(row => JSON.stringify(row)).join('\n')
  it.each([
    ['rows.jsonl', Buffer.from(text)],
    ['rows.jsonl.gz', gzipSync(text)],
    ['rows.jsonl.zst', zstdCompressSync(text)],
  ])('takes arXiv papers only, by the words that enough of them have: %s', (name, bytes) => {
    writeFileSync(join(folder, name), bytes)
    const { words, frequencies, papers, leftOut } = readTrainingTexts(join(folder, name), 2)
    expect([...words].sort()).toEqual(['expert', 'mixtur', 'spars'])
    expect(frequencies[words.indexOf('spars')]).toBe(3)
    const said = (text: Int32Array) => [...text].map(place => words[place])
    expect(papers.map(({ title, abstract }) => [said(title), said(abstract)])).toEqual([
      [
        ['spars', 'mixtur'],
        ['spars', 'mixtur', 'expert'],
      ],
      [['spars', 'expert'], ['mixtur']],
    ])
    expect(leftOut).toBe(1)
  })

  it('names the line that is no record', () => {
    writeFileSync(join(folder, 'broken.jsonl'), '{"id":"2503.11731"}\n{"id":')
    expect(() => readTrainingTexts(join(folder, 'broken.jsonl'), 1)).toThrow(
      'broken.jsonl, line 2: no record',
    )
  })
})

it('asks by the title or by a few words, and what is found never has more than the rest of the paper', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }),
      fc.integer(),
      (title, abstract, seed) => {
        const paper = { title: Int32Array.from(title), abstract: Int32Array.from(abstract) }
        const { asked, found } = pairOf(paper, seededRandom(seed))
        const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, number) => all + number, 0)
        const times = (bag: typeof asked) => [...bag.weights].map(weight => Math.round(Math.expm1(weight)))
        expect(sum(times(asked))).toBeGreaterThan(0)
        expect(sum(times(asked))).toBeLessThanOrEqual(15)
        expect(sum(times(found))).toBeGreaterThan(0)
        for (const [at, word] of asked.words.entries()) {
          const said = [...title, ...abstract].filter(other => other === word).length
          const there = times(found)[found.words.indexOf(word)] ?? 0
          expect((times(asked)[at] ?? 0) + there).toBeLessThanOrEqual(said)
        }
      },
    ),
  )
})

describe('the arithmetic', () => {
  const random = seededRandom(3)
  const numbers = (size: number) => Float32Array.from({ length: size }, () => normal(random))

  it('multiplies as the definition says', () => {
    const [rows, columns, inner] = [8, 6, 5]
    const [a, b, out] = [numbers(rows * inner), numbers(columns * inner), new Float32Array(rows * columns)]
    multiply(a, b, inner, out)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        let sum = 0
        for (let at = 0; at < inner; at += 1)
          sum += (a[row * inner + at] ?? 0) * (b[column * inner + at] ?? 0)
        expect(out[row * columns + column]).toBeCloseTo(sum, 4)
      }
    }
    const [turned, again] = [new Float32Array(a.length), new Float32Array(a.length)]
    transpose(a, inner, turned)
    transpose(turned, rows, again)
    expect(again).toEqual(a)
    expect(turned[rows]).toBe(a[1])
  })

  it('has the gradient that small changes of the vectors show', () => {
    const { papers } = twoSubjects()
    const vectors = numbers(20 * 6)
    const contrast = createContrast({ vectors, dimensions: 6 }, 8)
    const pairs = papers.slice(0, 8).map(paper => pairOf(paper, random))
    const gradient = new Float32Array(vectors.length)
    contrast(pairs, gradient)
    const lossWith = (at: number, change: number) => {
      const before = vectors[at] ?? 0
      vectors[at] = before + change
      const loss = contrast(pairs, new Float32Array(vectors.length))
      vectors[at] = before
      return loss
    }
    for (const at of [0, 7, 31, 64, 99, 119]) {
      expect(gradient[at]).toBeCloseTo((lossWith(at, 0.01) - lossWith(at, -0.01)) / 0.02, 2)
    }
  })
})

describe('training', () => {
  const training = { seed: 5, epochs: 40, dimensions: 8, batch: 16 }
  it('brings words of one subject together and gives the same bytes again', () => {
    const losses: number[] = []
    const vectors = train(twoSubjects(), training, line =>
      losses.push(Number(/loss ([\d.]+)/.exec(line)?.[1])),
    )
    expect(train(twoSubjects(), training, () => undefined)).toEqual(vectors)
    expect(train(twoSubjects(), { ...training, seed: 6 }, () => undefined)).not.toEqual(vectors)
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0)
    const subject = (start: number) =>
      Array.from({ length: 8 }, (_, at) => {
        let sum = 0
        for (let word = start; word < start + 10; word += 1) sum += vectors[word * 8 + at] ?? 0
        return sum
      })
    const [one, other] = [subject(0), subject(10)]
    const along = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0)
    expect(along(one, other)).toBeLessThan(0.2 * Math.sqrt(along(one, one) * along(other, other)))
  })

  it('shuffles everything and loses nothing', () => {
    const list = Int32Array.from({ length: 500 }, (_, at) => at)
    const before = list.slice()
    shuffle(list, seededRandom(1))
    expect(list).not.toEqual(before)
    expect(list.toSorted()).toEqual(before)
  })
})
