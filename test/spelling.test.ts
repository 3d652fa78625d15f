import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLexicon } from '../src/search/index/lexicon.ts'
import { createDeletions } from '../src/search/spelling/deletions.ts'
import { type Company, meantBy } from '../src/search/spelling/mending.ts'
import { nearest } from '../src/search/spelling/nearest.ts'
import { slipsBetween } from '../src/search/spelling/slips.ts'
import { createVocabulary, type SavedVocabulary, type Vocabulary } from '../src/search/spelling/spelling.ts'

/** Few letters, so that words are near each other; some are longer than the beginning that is indexed. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'e'), minLength: 3, maxLength: 10 })
const anything = fc.string({ unit: 'binary', maxLength: 80 })
const change = fc.record({ word: fc.oneof(word, anything), paper: fc.nat(4) })

/** A vocabulary that is told words, not numbers. */
function createTold(words: readonly string[] = [], lexicon = createLexicon(), saved?: SavedVocabulary) {
  const vocabulary = createVocabulary(lexicon, saved)
  const tell = (word: string, change: 1 | -1) => vocabulary.note(lexicon.number(word), change)
  for (const word of words) tell(word, 1)
  return { ...vocabulary, lexicon, tell }
}

/** One in which words may have all their slips. */
const wide = (words: readonly string[]) =>
  createTold([...words, ...Array.from({ length: 10_000 }, (_, other) => `${other}`)])

/** All that can be asked, over these words. */
const answers = (vocabulary: Vocabulary, asked: readonly string[]) =>
  asked.map(word => [
    vocabulary.count(word),
    vocabulary.likely(word, 5),
    vocabulary.mend(word),
    vocabulary.beginning(word.slice(0, 2), 5),
  ])

describe('spelling', () => {
  it('prefers fewer slips, then the first letter, then what more papers say', () => {
    expect(nearest('modle', ['noodle', 'models', 'model'])).toBe('model')
    expect(nearest('hats', ['cats', 'hate'])).toBe('hate')
    expect(nearest('serch', ['search', 'share'])).toBe('search')
    expect(nearest('xyz', ['search'])).toBe(undefined)
  })
})

describe('slips', () => {
  it('are counted as by a table of all pairs of letters', () => {
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        expect(slipsBetween(a, b, most)).toBe(Math.min(byTable(a, b), most + 1))
      }),
    )
  })
})

describe('the deletion index', () => {
  it('tells every word that trying all of them finds at one or two slips', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 40 }), word, (words, typed) => {
        const deletions = createDeletions()
        for (const [index, word] of words.entries()) deletions.put(word, index + 1, 0, 2)
        for (const read of [deletions, createDeletions(deletions.saved())]) {
          for (const most of [0, 1, 2]) {
            const told = new Set<number>()
            read.near(typed, most, number => told.add(number))
            for (const [index, word] of words.entries()) {
              if (slipsBetween(word, typed, most) <= most) expect(told).toContain(index + 1)
            }
          }
        }
      }),
    )
  })

  it('grows past what waits to be sorted in', () => {
    const deletions = createDeletions()
    for (let number = 1; number <= 20_000; number += 1) deletions.put(`w${number}`, number, 0, 2)
    const told = new Set<number>()
    deletions.near('w1234', 0, number => told.add(number))
    deletions.near('w20000', 0, number => told.add(number))
    expect([...told]).toEqual(expect.arrayContaining([1234, 20_000]))
  })
})

describe('a vocabulary', () => {
  it('finds the words at one slip, and at two from longer words to frequent ones', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), word, (words, typed) => {
        const counts = new Map<string, number>()
        for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
        const near = [...counts].filter(([word, count]) => {
          const slips = slipsBetween(word, typed, 2)
          return slips === 1 || (slips === 2 && count > 1 && typed.length > 5)
        })
        const found = wide(words).likely(typed, words.length)
        expect(found.map(({ word }) => word).toSorted()).toEqual(near.map(([word]) => word).toSorted())
      }),
      { numRuns: 40 },
    )
  })

  it('answers alike however words came and went, saved or not, whatever they are made of', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.array(anything), (changes, typed) => {
        const [lived, fresh] = [createTold(), createTold()]
        const now = new Set<string>()
        for (const { word, paper } of changes) {
          const name = `${paper} ${word}`
          lived.tell(word, now.has(name) ? -1 : 1)
          if (!now.delete(name)) now.add(name)
        }
        for (const name of now) fresh.tell(name.slice(2), 1)
        const asked = [...changes.map(({ word }) => word), ...typed]
        expect(answers(lived, asked)).toEqual(answers(fresh, asked))
        const read = createTold([], lived.lexicon, lived.saved())
        expect(answers(read, asked)).toEqual(answers(fresh, asked))
        read.tell('abe', 1)
        fresh.tell('abe', 1)
        expect(answers(read, asked)).toEqual(answers(fresh, asked))
      }),
    )
  })

  it('mends into words that it has, and leaves those alone', () => {
    fc.assert(
      fc.property(fc.array(word), fc.oneof(word, anything), (words, typed) => {
        const vocabulary = wide(words)
        const meant = vocabulary.mend(typed)
        if (words.includes(typed)) expect(meant).toBe(undefined)
        if (meant !== undefined) expect(words).toContain(meant)
      }),
      { numRuns: 40 },
    )
  })

  it('takes more for a slip where more words are known', () => {
    const words = ['root', 'primary', 'primary']
    expect(['robot', 'privacy'].map(createTold(words).mend)).toEqual([undefined, undefined])
    expect(['robot', 'privacy'].map(wide(words).mend)).toEqual(['root', 'primary'])
  })

  it('tells beginnings as sorting all words would', () => {
    fc.assert(
      fc.property(
        fc.array(word),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }),
        (words, typed) => {
          const vocabulary = createTold(words)
          const sorted = [...new Set(words)]
            .filter(word => word.startsWith(typed))
            .sort((a, b) => vocabulary.count(b) - vocabulary.count(a) || (a < b ? -1 : 1))
          expect(vocabulary.beginning(typed, 3)).toEqual(sorted.slice(0, 3))
        },
      ),
    )
  })
})

describe('what a word was meant for', () => {
  const times = (word: string, count: number) => Array.from({ length: count }, () => word)
  const vocabulary = wide([
    ...times('current', 50),
    ...times('recurrent', 20),
    ...times('memory', 60),
    ...times('language', 90),
    ...times('langauge', 2),
    ...times('models', 80),
    ...times('quantization', 9),
  ])
  const company: Company = {
    size: 1000,
    papers: vocabulary.count,
    together: (a, b) =>
      [a, b].includes('current') ? 0 : Math.min(15, vocabulary.count(a), vocabulary.count(b)),
  }
  const meant = (word: string, others: readonly string[] = [], last = false) =>
    meantBy(word, others, last, vocabulary, company)

  it('is the frequent word, unless another keeps the company that is asked for', () => {
    expect(meant('ecurrent')).toEqual({ words: ['current'], instead: true })
    expect(meant('ecurrent', ['memory'])).toEqual({ words: ['recurrent'], instead: true })
  })

  it('is besides a rare word the one that it is a slip of', () => {
    expect(meant('langauge')).toEqual({ words: ['language'], instead: false })
    expect(meant('language')).toBe(undefined)
  })

  it('is two words that were written as one', () => {
    expect(meant('languagemodels')).toEqual({ words: ['language', 'models'], instead: true })
  })

  it('is the word that was begun, at the end only', () => {
    expect(meant('quanti', [], true)).toEqual({ words: ['quantization'], instead: true })
    expect(meant('quanti')).toBe(undefined)
  })
})

/** Optimal string alignment by dynamic programming, as everyone writes it. */
function byTable(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j += 1) {
      const change = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(i - 2, j - 2) + 1 : Infinity
      row.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, change, swap))
    }
  }
  return cell(a.length, b.length)
}
