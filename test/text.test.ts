import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, stem, tokens } from '../src/search/text.ts'

describe('words', () => {
  test.each([
    ['GPT-4', 'gpt 4 gpt4'],
    ['gpt4o', 'gpt 4o gpt4o'],
    ['W4A4 at 2.5×', 'w4a4 at 2.5x'],
    ['2.5$\\times$ of 1,000', '2.5x of 1000'],
    ['Schr\\"{o}dinger Erdős Łukasz', 'schrodinger erdos lukasz'],
    ['$\\pi_{0}$ π0', 'pi 0 pi0 pi 0 pi0'],
    ['\\textsc{Mamba} model’s', 'mamba model'],
    ['pre‑training', 'pre training pretraining'],
    ['state-of-the-art', 'state of the art'],
  ])('%s', (text, words) => {
    expect(
      tokens(text)
        .map(token => token.word)
        .join(' '),
    ).toBe(words)
  })

  test.each([
    ['optimisation', 'optimizing'],
    ['behaviours', 'behavior'],
    ['analysed', 'analysis'],
    ['modelling', 'models'],
    ['dialogue', 'dialogs'],
    ['supervised', 'supervision'],
    ['centres', 'center'],
  ])('%s is %s', (one, other) => {
    expect(stem(one)).toBe(stem(other))
  })

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), text => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})
