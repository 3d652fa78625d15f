import { describe, expect, it } from 'vitest'
import { answerReply } from '../src/present/answer.ts'
import { plainText } from '../src/present/words.ts'
import { ask, HANDS, TIDEBENCH, talk } from './rigs/talk.ts'

/** Replies as whoever asked reads them. */
const reads = (words: string, about = talk): string => {
  const found = ask(words, about)
  if (found.kind === 'wish' || found.kind === 'silent') return found.kind
  const { blocks } = answerReply({ site: 'https://hub.example', papers: about.papers }, found)
  return blocks
    .flatMap(block => {
      if (block.kind === 'item') return [block.item.title]
      return block.kind === 'text' || block.kind === 'note' ? [plainText(block.prose)] : []
    })
    .join('\n')
}

describe('what an abstract does not give', () => {
  it.each([
    ['which GPU was #3 trained on?', 'gives no hardware details.'],
    ['how many GPUs does #3 need?', 'gives no number of GPUs.'],
    ['which LLM does #3 use?', 'gives no model name.'],
    ['who funded #3?', 'gives no source of funding.'],
  ])('%j is named in English', (words, fault) => {
    expect(reads(words)).toBe(`The abstract of #3 Robots with Soft Hands ${fault} The full paper may.`)
  })
})

describe('a list', () => {
  it('that cannot be sorted says so and stays as it is', () => {
    const untold = { papers: [HANDS, { ...HANDS, key: 'feet', title: 'Robots with Soft Feet' }] }
    expect(reads('sort by upvotes', untold)).toBe(
      'The source gives no upvotes of these papers, so they stay in their order.\n#1 Robots with Soft Hands\n#2 Robots with Soft Feet',
    )
  })

  it('says whose place is unknown', () => {
    expect(reads('sort by upvotes')).toMatch(
      /^3 papers, most upvotes first\n#1 TideBench.*\nOf 1 paper the source does not say; it stands last\.$/s,
    )
  })

  it('of nothing reads as a sentence does', () => {
    expect(reads('only those with code', { papers: [TIDEBENCH, HANDS] })).toBe('No papers with code here.')
    expect(reads('only those about whales')).toBe('No papers about “whales” here.')
  })
})

it('a title with a blank before its colon is called by its name', () => {
  const spaced = { ...HANDS, title: 'HANDS : Soft Ones for Robots' }
  expect(reads('tl;dr', { papers: [spaced] })).toMatch(/^#1 HANDS\n“/)
})
