import { describe, expect, it } from 'vitest'
import { answerReply } from '../src/present/answer.ts'
import { plainText } from '../src/present/words.ts'
import { ask, talk } from './rigs/talk.ts'

/** The first line of what the thread is told. */
function told(words: string): string {
  const found = ask(words)
  if (found.kind === 'wish' || found.kind === 'silent') throw new Error(`no words for ${words}`)
  const [block] = answerReply({ site: 'https://hub.example', papers: talk.papers }, found).blocks
  return block && 'prose' in block ? plainText(block.prose) : ''
}

describe('the words of an answer', () => {
  it.each([
    [
      'what learning rate does #1 use?',
      'The abstract of #1 Lantern gives no learning rate. The full paper may.',
    ],
    ['does any of them compare with GigaDraft?', 'None of the abstracts of #1 to #3 mentions “GigaDraft”.'],
    ['which of these has a licence?', 'None of the abstracts of #1 to #3 gives any licence.'],
    ['what is grokking?', 'None of the abstracts of #1 to #3 mentions “grokking”.'],
    ['what batch size do #1 and #3 use?', 'Neither the abstract of #1 nor that of #3 gives any batch size.'],
    ['which one is about zebrafish?', 'None of the abstracts of #1 to #3 mentions “zebrafish”.'],
    ['only those about proteins', 'No papers about “proteins” here.'],
    ['only those with at most 50 upvotes', '1 paper with at most 50 upvotes'],
    ['no, I meant #2', 'Sorry. Now it is about #2 TideBench; please ask again.'],
    ['that is wrong', 'Sorry. Name the paper by its number, or ask in other words.'],
    ['good morning', 'Hello. Ask about any paper here, by its number or its name.'],
    ['who wrote #7?', 'There is no #7 here: the list has 3 papers.'],
  ])('%j: %j', (words, line) => {
    expect(told(words)).toBe(line)
  })
})
