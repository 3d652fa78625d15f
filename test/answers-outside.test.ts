import { describe, expect, it } from 'vitest'
import type { Talk } from '../src/answers/answer.ts'
import { answerReply } from '../src/present/answer.ts'
import { plainText } from '../src/present/words.ts'
import { ask, HANDS, LANTERN, talk } from './rigs/talk.ts'

const GROKFAST = {
  key: '2605.00009',
  title: 'Grokfast: Accelerated Grokking by Amplifying Slow Gradients',
  abstract:
    'Grokking takes long after overfitting. We propose Grokfast, which amplifies the slow part of the gradients. It speeds grokking up by a factor of 50 on modular arithmetic.',
  source: 'hub',
  authors: ['Jaerin Lee'],
} as const
const SCRIPT = { ...GROKFAST, key: 'script', title: 'Script: Pruning by Graphs' }
const SPIDER = { ...GROKFAST, key: 'spider', title: 'Spider-Sense: Risk Sensing for Agents' }
const TUNING = { ...GROKFAST, key: 'tuning', title: 'Response Tuning: Alignment without Instruction' }
const named: Talk['named'] = name =>
  [GROKFAST, SCRIPT, SPIDER, TUNING].find(({ title }) =>
    title.toLowerCase().startsWith(`${name.toLowerCase()}:`),
  )

const reads = (words: string, about: Talk = { ...talk, named, focus: LANTERN.key }): string => {
  const found = ask(words, about)
  if (found.kind === 'wish' || found.kind === 'silent') return found.kind
  return answerReply({ site: 'https://hub.example', papers: about.papers }, found)
    .blocks.flatMap(block => ('prose' in block ? [plainText(block.prose)] : []))
    .join('\n')
}
const JOINS = 'It was not in this list; from now on it is #4 here.'

describe('a paper that the thread does not have', () => {
  it.each([
    ['what does grokfast do?', /^#4 Grokfast\n“We propose Grokfast/],
    ['and who wrote grokfast', /^Jaerin Lee\. #4 Grokfast/],
    ['does Grokfast have code?', /^No code is listed for #4 Grokfast/],
    [
      'on what task does grokfast speed grokking up?',
      /^#4 Grokfast\n“It speeds grokking up by a factor of 50/,
    ],
    ['does spider-sense have code?', /^No code is listed for #4 Spider-Sense/],
    ['abstract of response tuning', /^#4 Response Tuning\n“Grokking takes/],
    ['and how does grokfast compare?', /^#1 Lantern\n.*#4 Grokfast\n/s],
    ['compare it with grokfast', /^#1 Lantern\n.*#4 Grokfast\n/s],
  ])('is found by its name, and said to be: %j', (words, beginning) => {
    expect(reads(words)).toMatch(beginning)
    expect(reads(words)).toContain(JOINS)
  })

  it('is one of the thread from then on', () => {
    const found = ask('what does grokfast do?', { ...talk, named })
    expect(found).toMatchObject({ joins: GROKFAST, focus: GROKFAST.key })
    const after = { papers: [...talk.papers, GROKFAST], named, focus: found.focus }
    expect(reads('who wrote it?', after)).toBe('Jaerin Lee. #4 Grokfast')
    expect(reads('what does grokfast do?', after)).not.toContain(JOINS)
  })

  it.each([
    'does it beat grokfast?',
    'does lantern use grokfast?',
    'is it trained on grokfast data?',
    'which of these mention grokfast?',
    'only those about grokfast',
    'what does the script do?',
    'how does the hand work?',
  ])('is not asked where it is only named besides: %j', words => {
    expect(ask(words, { ...talk, named, focus: HANDS.key })).not.toHaveProperty('joins')
  })

  it('is not made up where nobody knows it', () => {
    expect(reads('who wrote grokslow?')).toBe(
      'I know no paper called “grokslow”, neither here nor in the library.',
    )
    expect(reads('who wrote it?')).toMatch(/^Ada Lovelace/)
    expect(ask('sorry to bother again - how does 1 differ from 2?', { ...talk, named })).toMatchObject({
      kind: 'compare',
    })
  })
})
