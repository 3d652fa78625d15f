import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createWordTable } from '../src/search/index/word-table.ts'

const pairs = (words: readonly string[]) => words.slice(1).map((word, at) => [word, words[at] ?? ''] as const)

it('numbers words in the order they come, whatever they are made of, and finds them again after saving', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 3000 }), words => {
      const table = createWordTable()
      const numbers = new Map<string, number>()
      for (const word of words) {
        expect(table.find(word)).toBe(numbers.get(word) ?? 0)
        if (!numbers.has(word)) numbers.set(word, numbers.size + 1)
        expect(table.number(word)).toBe(numbers.get(word))
      }
      for (const read of [table, createWordTable(table.saved())]) {
        expect(read.size).toBe(numbers.size)
        for (const [word, number] of numbers) {
          expect(read.find(word)).toBe(number)
          expect(read.word(number)).toBe(word)
        }
        for (const [a, b] of pairs(words)) {
          const order = read.compare(read.find(a), read.find(b))
          expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0)
          expect(read.begins(read.find(a), b.slice(0, 2))).toBe(a.startsWith(b.slice(0, 2)))
        }
        expect(read.word(0)).toBe('')
        expect(read.word(numbers.size + 1)).toBe('')
      }
    }),
    { numRuns: 30 },
  )
})

it('goes on numbering after it was read back', () => {
  const table = createWordTable()
  for (let word = 0; word < 5_000; word += 1) table.number(`word${word}`)
  const again = createWordTable(table.saved())
  expect(again.number('word4999')).toBe(5_000)
  expect(again.number('one more')).toBe(5_001)
  for (let word = 0; word < 20_000; word += 1) again.number(`more${word}`)
  expect(again.word(again.find('word77'))).toBe('word77')
  expect(again.find('more19999')).toBe(25_001)
})
