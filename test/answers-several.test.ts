import { describe, expect, it } from 'vitest'
import { partsOf } from '../src/answers/intents/parts.ts'
import { answerReply, type Spoken } from '../src/present/answer.ts'
import { ask, HANDS, LANTERN, TIDEBENCH, talk, thread, today } from './rigs/talk.ts'

describe('several things asked at once', () => {
  it.each([
    ['who wrote #1 and does it have code?', LANTERN, ['authors', 'code']],
    ['Who wrote it? When was #2 published? How many upvotes?', TIDEBENCH, ['authors', 'date', 'popularity']],
    ['authors and bibtex of the last one please', HANDS, ['authors', 'cite']],
  ])('%j is answered in one reply about one paper', (words, paper, facts) => {
    expect(ask(words)).toMatchObject({
      kind: 'several',
      focus: paper.key,
      parts: facts.map(what => ({ kind: 'facts', what, paper })),
    })
  })

  it.each([
    ['who wrote 1 and 3?', [LANTERN, HANDS]],
    ['bibtex of the last two', [TIDEBENCH, HANDS]],
    ['cite 1 and 3', [LANTERN, HANDS]],
    ['links of all', [LANTERN, TIDEBENCH, HANDS]],
    ['all the abstracts please', [LANTERN, TIDEBENCH, HANDS]],
    ['links to all of them', [LANTERN, TIDEBENCH, HANDS]],
  ])('%j is told of each paper', (words, papers) => {
    expect(ask(words)).toMatchObject({
      kind: 'several',
      focus: papers.at(-1)?.key,
      parts: papers.map(paper => ({ kind: 'facts', paper })),
    })
  })

  it('keeps every paper and every part', () => {
    expect(ask('who wrote the first two and is there code for #3?')).toMatchObject({
      parts: [
        { what: 'authors', paper: LANTERN },
        { what: 'authors', paper: TIDEBENCH },
        { what: 'code', paper: HANDS },
      ],
    })
  })

  it('is asked back where only one paper can be meant', () => {
    expect(ask('more like 1 and 3')).toEqual({ kind: 'which', papers: [LANTERN, HANDS] })
  })

  it('goes on from part to part, and the next question from the last', () => {
    const { ask } = thread()
    expect(ask('summarise #1, and who wrote #2?')).toMatchObject({
      parts: [
        { kind: 'summary', paper: LANTERN },
        { kind: 'facts', paper: TIDEBENCH },
      ],
    })
    expect(ask('is the code out and how many prompts does it have?')).toMatchObject({
      parts: [
        { kind: 'facts', what: 'code', paper: TIDEBENCH },
        { kind: 'stated', quotations: [{ paper: TIDEBENCH }, {}] },
      ],
    })
  })

  it('is shown one answer after the other', () => {
    const frame = { site: 'https://hub.example', papers: talk.papers }
    const shown = (words: string) => answerReply(frame, spoken(words)).blocks
    expect(shown('who wrote #1 and does it have code?')).toEqual([
      ...shown('who wrote #1'),
      ...shown('does #1 have code?'),
    ])
  })

  it.each([
    'compare 1 and 3',
    'search for papers on audio and video',
    'what do #1 and #3 lose or bruise?',
    'does it work in rain and in snow?',
    'show the newest and the most popular first',
    'what is train and test contamination?',
    'which tasks and clips were used for evaluation?',
    'is there also a code for this?',
  ])('%j stays one question', words => {
    expect(partsOf(words, today)).toEqual([words])
  })

  it('asks which paper is meant only once', () => {
    expect(ask('who wrote it and is there code?')).toMatchObject({ kind: 'which', papers: talk.papers })
  })

  it('is no more than the question after a rebuke', () => {
    expect(ask('Not what I asked. Who wrote #3?')).toMatchObject({
      kind: 'facts',
      what: 'authors',
      paper: HANDS,
    })
  })
})

/** An answer that is words. */
function spoken(words: string): Spoken {
  const found = ask(words)
  if (found.kind === 'wish' || found.kind === 'silent') throw new Error(`no words for ${words}`)
  return found
}
