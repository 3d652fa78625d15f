import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentences } from '../src/sentences.ts'

const split = (text: string) => sentences(text).map(sentence => sentence.text)

test.each([
  ['One idea. Another idea.', ['One idea.', 'Another idea.']],
  ['Is it fast? It is! We measured it.', ['Is it fast?', 'It is!', 'We measured it.']],
  ['We train on e.g. GRPO vs. PPO. It works.', ['We train on e.g. GRPO vs. PPO.', 'It works.']],
  [
    'Following Dao et al. Tri shows it. Smith et al. The end.',
    ['Following Dao et al. Tri shows it.', 'Smith et al.', 'The end.'],
  ],
  [
    'GPT-4 reaches 90.2% vs. 86.4%. The gap is 3.8 pp. On code it is less.',
    ['GPT-4 reaches 90.2% vs. 86.4%.', 'The gap is 3.8 pp.', 'On code it is less.'],
  ],
  ['It answers below 300 ms. We measured it.', ['It answers below 300 ms.', 'We measured it.']],
  ['It harms other tasks.Our method does not.', ['It harms other tasks.', 'Our method does not.']],
  ['The big.LITTLE design of Fig.2 in v1.2.', ['The big.LITTLE design of Fig.2 in v1.2.']],
  ['We present cells. scMMGPT reads them.', ['We present cells.', 'scMMGPT reads them.']],
  ['The code is at https://a.io/b.The next is out.', ['The code is at https://a.io/b.The next is out.']],
  ['Code: https://github.com/a/b. Data soon.', ['Code: https://github.com/a/b.', 'Data soon.']],
  [
    'A gap (i.e. the loss. It is large) remains. So what.',
    ['A gap (i.e. the loss. It is large) remains.', 'So what.'],
  ],
  ['Two parts: 1. We prune. 2. We tune.', ['Two parts: 1. We prune.', '2. We tune.']],
  ['It scales. (ii) it is cheap.', ['It scales.', '(ii) it is cheap.']],
  ['They say "it works." We doubt it.', ['They say "it works."', 'We doubt it.']],
  ['Images, audio, etc. This helps.', ['Images, audio, etc.', 'This helps.']],
  ['A bound $f(x) = 1. We$ holds. Fine work.', ['A bound $f(x) = 1. We$ holds.', 'Fine work.']],
  ['First paragraph\n\nSecond paragraph', ['First paragraph', 'Second paragraph']],
  ['An unclosed (bracket. It ends here.', ['An unclosed (bracket.', 'It ends here.']],
  ['  \n ', []],
])('%s', (text, expected) => {
  expect(split(text)).toEqual(expected)
})

const prose = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'We',
        'e.g.',
        'al.',
        'it',
        '.',
        '?',
        '(',
        ')',
        '$',
        '\n\n',
        ' ',
        'http://a.b',
        '“x.”',
        '1.',
        '…',
        '🙂',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join('')),
)

test('every sentence is exactly what stands at its place, in order, and nothing but blanks lies between', () => {
  fc.assert(
    fc.property(prose, text => {
      let at = 0
      let between = ''
      for (const { start, end, text: sentence } of sentences(text)) {
        expect(sentence).toBe(text.slice(start, end))
        expect(sentence).not.toBe('')
        between += text.slice(at, start)
        at = end
      }
      expect((between + text.slice(at)).trim()).toBe('')
    }),
    { numRuns: 500 },
  )
})
