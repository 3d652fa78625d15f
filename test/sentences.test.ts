import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sentences } from '../src/sentences.ts'
import { boundariesOf, faultsOf, KEPT, readJudgedTexts } from './eval/sentences/boundaries.ts'

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
  [
    'It lacks two things: (1). Breadth of tasks. (2). Depth. So we add both.',
    ['It lacks two things: (1). Breadth of tasks.', '(2). Depth.', 'So we add both.'],
  ],
  ['It balances data. b) It is cheap.', ['It balances data.', 'b) It is cheap.']],
  ['It grows as $n^2.$ Our method does not.', ['It grows as $n^2.$', 'Our method does not.']],
  [
    'We detect speech. video-SALMONN leads. we release it.',
    ['We detect speech.', 'video-SALMONN leads.', 'we release it.'],
  ],
  ['It gains w.r.t. top-1 and vs. gpt4 alike.', ['It gains w.r.t. top-1 and vs. gpt4 alike.']],
  [
    'It rates Yahoo! Music. Look here! https://a.io/b',
    ['It rates Yahoo! Music.', 'Look here!', 'https://a.io/b'],
  ],
  [
    'It loses 2 pp. This is little. More than PP. We say so.',
    ['It loses 2 pp.', 'This is little.', 'More than PP.', 'We say so.'],
  ],
  ['Across all domains.GPU kernels win.', ['Across all domains.', 'GPU kernels win.']],
  ['They call it Answer.AI or node.js.', ['They call it Answer.AI or node.js.']],
  ['Is that enough? No. We add more.', ['Is that enough?', 'No.', 'We add more.']],
  ['  \n ', []],
])('%s', (text, expected) => {
  expect(split(text)).toEqual(expected)
})

test('a text of any make is read to its end, however long it is', () => {
  const unit = fc.constantFrom(
    ...'. ! ( [ $ \n " a A 1'.split(' '),
    ' ',
    '$a',
    '(a',
    'a.',
    'www.',
    '. ',
    '.)',
    'A.A',
  )
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 4 }), units => {
      const text = units.join('').repeat(20_000)
      const last = sentences(text).at(-1)
      expect(last?.end ?? 0).toBe(last ? text.trimEnd().length : 0)
    }),
    { numRuns: 40 },
  )
})

describe('the abstracts that a person has marked', () => {
  const judged = readJudgedTexts(KEPT)

  it('are a hundred, marked from their first word to their last', () => {
    expect(new Set(judged.map(({ id }) => id)).size).toBe(100)
    for (const { abstract, sentences: spans } of judged) {
      const said = spans.map(([start, end]) => abstract.slice(start, end))
      expect(said).toEqual(said.map(sentence => sentence.trim()))
      expect(said.join('').replace(/\s+/g, '')).toBe(abstract.replace(/\s+/g, ''))
    }
  })

  it('are parted as they were marked, but for one boundary in a thousand', () => {
    const faults = judged.flatMap(text => faultsOf(text, all => sentences(all).map(({ end }) => end)))
    expect(faults.length / judged.flatMap(boundariesOf).length, JSON.stringify(faults)).toBeLessThanOrEqual(
      1 / 1_000,
    )
  })
})
