import { describe, expect, it } from 'vitest'
import type { Answer } from '../src/answers/answer.ts'
import { summarySentence } from '../src/answers/summary/summary.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { ask, first, HANDS, LANTERN, TIDEBENCH, talk, thread } from './rigs/talk.ts'

describe('a question about the papers', () => {
  it('is answered in the words of the paper it names, and goes on with it', () => {
    const { ask } = thread()
    expect(first(ask('how much faster is lantern?'))).toEqual({
      paper: LANTERN,
      text: 'Across six benchmarks, Lantern decodes 2.7 times faster than full inference and loses 0.4 points of accuracy.',
    })
    expect(first(ask('and what is it trained on?'))?.text).toBe(
      'Lantern is trained on 40 billion tokens from FineWeb.',
    )
    expect(first(ask('what does #2 measure?'))?.paper).toBe(TIDEBENCH)
    expect(first(ask('why does the best model fail?'))?.text).toContain('because it forgets the volume')
    expect(first(ask('how many strawberries does the last one pick?'))?.text).toContain(
      '312 strawberries an hour',
    )
    expect(ask('who wrote it?')).toMatchObject({
      kind: 'facts',
      what: 'authors',
      paper: HANDS,
      focus: HANDS.key,
    })
  })

  it.each([
    ['what is the gist of #2', TIDEBENCH],
    ['tl;dr 2', TIDEBENCH],
    ['summarise the second one please', TIDEBENCH],
    ['what does the last paper say?', HANDS],
    ['sumary of lantrn', LANTERN],
    ['so what does the robot one actually do?', HANDS],
    ['tell me about tidebench', TIDEBENCH],
    ['and what about the third one?', HANDS],
  ])('%j means one paper', (words, paper) => {
    expect(ask(words)).toMatchObject({ kind: 'summary', paper, focus: paper.key })
  })

  it('defines what the papers define, and quotes each paper that tells of a topic', () => {
    expect(first(ask('what is FPE?'))?.text).toContain('Fluid Plausibility Error (FPE)')
    const grokking = loadSample().papers.filter(
      ({ key }) => key === 'grokking-at-the-edge-of-numerical-stability',
    )
    expect(first(ask('what does SC stand for?', { papers: grokking }))?.text).toContain(
      'Softmax Collapse (SC)',
    )
    expect(first(ask('which of these is about robots?'))?.paper).toBe(HANDS)
    // Only the titles say "leaving early" and "soft", the abstract tells the rest.
    expect(first(ask('which one is about leaving models early?'))?.paper).toBe(LANTERN)
    expect(first(ask('which of them deals with soft hands in rain?'))?.paper).toBe(HANDS)
    expect(ask('which one is about code generation?')).toMatchObject({ kind: 'unstated' })
    const xor = { ...TIDEBENCH, key: 'xor', title: 'Learning XOR' }
    expect(first(ask('which one is about XOR?', { papers: [...talk.papers, xor] }))).toEqual({
      paper: xor,
      text: summarySentence(xor),
    })
    const both = ask('what do #1 and #3 lose or bruise?')
    expect('quotations' in both && both.quotations.map(({ paper }) => paper.key).sort()).toEqual([
      LANTERN.key,
      HANDS.key,
    ])
  })

  it.each([
    ['what learning rate does lantern use?', { paper: LANTERN, missing: 'learning rate' }],
    ['what licence is tidebench under?', { paper: TIDEBENCH, missing: 'licence' }],
    ['does any of them compare with GigaDraft?', { unmentioned: 'GigaDraft' }],
    // What happens, grabs or throws is how people talk, not what they ask for.
    ['what happens when #3 grabs pineapples?', { unmentioned: 'pineapples' }],
    ['which GPU was #3 trained on?', { paper: HANDS, missing: 'hardware details' }],
  ])('%j is not stated, and the answer says what is missing', (words, missing) => {
    expect(ask(words)).toMatchObject({ kind: 'unstated', ...missing })
  })

  it('takes no word of the field and no shouting for the name of something missing', () => {
    expect(ask('does lantern beat the SOTA?')).not.toHaveProperty('missing')
    expect(ask('HOW MUCH FASTER IS LANTERN?').kind).toBe('stated')
    expect(ask('Thanks for posting. Does Lantern lose accuracy?').kind).toBe('stated')
  })

  it('shows the closest passage when the words only half meet', () => {
    const found = ask('do the raters agree about the motions?')
    expect(found.kind).toBe('closest')
    expect(first(found)?.paper).toBe(TIDEBENCH)
  })
})

describe('what the record of a paper tells', () => {
  it.each([
    ['does #2 have code?', TIDEBENCH, 'code'],
    ['is the code available for lantern', LANTERN, 'code'],
    ['who is behind the third one?', HANDS, 'authors'],
    ['when was #1 published', LANTERN, 'date'],
    ['how many upvotes does the first one have', LANTERN, 'popularity'],
    ['pdf link for 2?', TIDEBENCH, 'link'],
    ['how do i cite #1', LANTERN, 'cite'],
    ['paste the abstract of 3', HANDS, 'abstract'],
  ])('%j', (words, paper, what) => {
    expect(ask(words)).toMatchObject({ kind: 'facts', paper, what })
  })

  it('comes with what the abstract says of code, for records that have none', () => {
    const { codeUrl: _, ...unlisted } = LANTERN
    const found = ask('github?', { papers: [unlisted] })
    expect(found).toMatchObject({ kind: 'facts', what: 'code' })
    expect(first(found)?.text).toBe('Our code is available at https://github.com/lantern-lab/lantern.')
  })
})

describe('the papers as a list', () => {
  const keys = (found: Answer) => ('papers' in found ? found.papers.map(({ key }) => key) : found.kind)

  it.each([
    ['only those with code', [LANTERN]],
    ['only papers with more than 50 upvotes', [TIDEBENCH]],
    ['from July', [LANTERN]],
    ['show just the ones from last week', [TIDEBENCH]],
    ['remove anything older than November', [TIDEBENCH]],
    ['hide the robotics ones', [LANTERN, TIDEBENCH]],
    ['filter by lighthouse institute', [LANTERN]],
    ['sort by upvotes', [TIDEBENCH, LANTERN, HANDS]],
    ['oldest first', [LANTERN, TIDEBENCH, HANDS]],
  ])('%j', (words, papers) => {
    expect(keys(ask(words))).toEqual(papers.map(({ key }) => key))
  })

  it('says how many papers could not be judged', () => {
    expect(ask('only papers with at least 10 upvotes')).toMatchObject({
      selection: { kind: 'kept', untold: 1 },
    })
  })

  it('is told or compared line by line', () => {
    expect(ask('one line each')).toMatchObject({
      kind: 'overview',
      quotations: talk.papers.map(paper => ({ paper, text: summarySentence(paper) })),
    })
    expect(keys(ask('compare 1 and 3'))).toEqual([LANTERN.key, HANDS.key])
    expect(keys(ask('what is the difference between lantern and tidebench?'))).toEqual([
      LANTERN.key,
      TIDEBENCH.key,
    ])
  })
})

describe('what the bot has to do', () => {
  it.each([
    ['more like the last', { do: 'similar', paper: HANDS }],
    ['anything newer on #2?', { do: 'newer', paper: TIDEBENCH }],
    ['are there more recent papers like the first one', { do: 'newer', paper: LANTERN }],
    ['any newer papers about robots?', { do: 'search', query: 'robots' }],
    ['save #2', { do: 'save', papers: [TIDEBENCH] }],
    ['save 1 and 3', { do: 'save', papers: [LANTERN, HANDS] }],
    ['can you bookmark both of the first two papers', { do: 'save', papers: [LANTERN, TIDEBENCH] }],
    ['save them all please', { do: 'save', papers: [LANTERN, TIDEBENCH, HANDS] }],
    ['search for diffusion models on Graphs instead', { do: 'search', query: 'diffusion models on Graphs' }],
    [
      'papers on rag evaluation from this month?',
      { do: 'search', query: 'rag evaluation', period: { from: '2026-11-01', until: '2026-11-30' } },
    ],
    ['give me ten more', { do: 'more', count: 10 }],
    ['', { do: 'help' }],
    ['what can you do?', { do: 'help' }],
  ])('%j', (words, wish) => {
    expect(ask(words)).toMatchObject({ kind: 'wish', wish })
  })

  it('asks which paper is meant rather than guess', () => {
    expect(ask('who wrote it?')).toEqual({ kind: 'which', papers: talk.papers, focus: undefined })
    expect(ask('who wrote it?', { papers: [HANDS] })).toMatchObject({ kind: 'facts', paper: HANDS })
    expect(ask('summarize #9')).toMatchObject({ kind: 'unknownPaper', said: '#9', count: 3 })
  })

  it('takes correction, thanks and dismissal', () => {
    const { ask } = thread()
    expect(ask('hello')).toMatchObject({ kind: 'feedback', says: 'hello' })
    expect(ask('who wrote #1?')).toMatchObject({ paper: LANTERN })
    expect(ask('no, I meant the second one')).toMatchObject({
      kind: 'feedback',
      says: 'wrong',
      paper: TIDEBENCH,
      focus: TIDEBENCH.key,
    })
    expect(ask('when did it come out?')).toMatchObject({ kind: 'facts', paper: TIDEBENCH })
    expect(ask('great, thank you')).toMatchObject({ kind: 'feedback', says: 'thanks', focus: TIDEBENCH.key })
    expect(ask('be quiet please')).toMatchObject({ kind: 'feedback', says: 'quiet' })
  })
})
