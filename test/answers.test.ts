import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, answer, type Talk } from '../src/answers/answer.ts'
import { readPeriod } from '../src/answers/period.ts'
import { summarySentence } from '../src/answers/summary.ts'
import type { Paper } from '../src/papers.ts'

const today = '2026-11-23'

const LANTERN: Paper = {
  key: '2607.00001',
  title: 'Lantern: Leaving Language Models Early',
  abstract:
    'Large language models spend the same compute on every token. However, most tokens are easy and need only a few layers. We introduce Lantern, an early-exit method that learns where each token may leave the network. Lantern is trained on 40 billion tokens from FineWeb. Across six benchmarks, Lantern decodes 2.7 times faster than full inference and loses 0.4 points of accuracy. Our code is available at https://github.com/lantern-lab/lantern.',
  source: 'hub',
  authors: ['Ada Lovelace', 'Kurt Gödel'],
  organization: 'Lighthouse Institute',
  publishedOn: '2026-07-30',
  upvotes: 41,
  codeUrl: 'https://github.com/lantern-lab/lantern',
}
const TIDEBENCH: Paper = {
  key: '2611.00002',
  title: 'TideBench: Do Video Models Understand Water?',
  abstract:
    'Video generation models look convincing, yet nobody has measured whether they respect fluids. We present TideBench, a benchmark of 1,240 prompts in which water must flow, splash or freeze. Human raters judged 9,600 clips for Fluid Plausibility Error (FPE), which counts impossible motions. The best model fails on 61% of the prompts because it forgets the volume of the water.',
  source: 'hub',
  publishedOn: '2026-11-18',
  upvotes: 120,
}
const HANDS: Paper = {
  key: 'soft-hands',
  title: 'Robots with Soft Hands',
  abstract:
    'Stiff robot grippers crush fruit. This paper proposes a silicone hand whose fingers are controlled by reinforcement learning in simulation. On a farm, the hand picked 312 strawberries an hour and bruised 2% of them. It does not yet work in rain.',
  source: 'sample',
}
const talk: Talk = { papers: [LANTERN, TIDEBENCH, HANDS] }

/** A thread that goes on: each answer leaves the paper that the next question means by "it". */
function thread(begun: Talk = talk) {
  let { focus } = begun
  const hear = (words: string, addressed: boolean): Answer => {
    const found = answer(words, { papers: begun.papers, focus }, { addressed, today })
    focus = found.focus
    return found
  }
  return { ask: (words: string) => hear(words, true), overhear: (words: string) => hear(words, false) }
}

const ask = (words: string, about: Talk = talk) => answer(words, about, { addressed: true, today })

const first = (found: Answer) => ('quotations' in found ? found.quotations[0] : undefined)

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
  ])('%j means one paper', (words, paper) => {
    expect(ask(words)).toMatchObject({ kind: 'summary', paper, focus: paper.key })
  })

  it('defines what the papers define, and quotes each paper that tells of a topic', () => {
    expect(first(ask('what is FPE?'))?.text).toContain('Fluid Plausibility Error (FPE)')
    expect(first(ask('which of these is about robots?'))?.paper).toBe(HANDS)
    const both = ask('what do #1 and #3 lose or bruise?')
    expect('quotations' in both && both.quotations.map(({ paper }) => paper.key).sort()).toEqual([
      LANTERN.key,
      HANDS.key,
    ])
  })

  it.each([
    ['what learning rate does lantern use?', { paper: LANTERN, missing: 'learning rate' }],
    ['what licence is tidebench under?', { paper: TIDEBENCH, missing: 'licence' }],
    ['does any of them compare with GigaDraft?', { missing: 'GigaDraft' }],
    ['which GPU was #3 trained on?', { paper: HANDS, missing: 'number of GPUs' }],
  ])('%j is not stated, and the answer says what is missing', (words, missing) => {
    expect(ask(words)).toMatchObject({ kind: 'unstated', ...missing })
  })

  it('takes no word of the field and no shouting for the name of something missing', () => {
    expect(ask('does lantern beat the SOTA?')).not.toHaveProperty('missing')
    expect(ask('HOW MUCH FASTER IS LANTERN?').kind).toBe('stated')
    expect(ask('Thanks for posting. Does Lantern lose accuracy?').kind).toBe('stated')
  })

  it('shows the closest passage when the words only half meet', () => {
    const found = ask('does the silicone hand get wet in the greenhouse nursery?')
    expect(found.kind).toBe('closest')
    expect(first(found)?.paper).toBe(HANDS)
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
    ['save #2', { do: 'save', paper: TIDEBENCH }],
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
    expect(ask('who wrote #1?')).toMatchObject({ paper: LANTERN })
    expect(ask('no, I meant the second one')).toMatchObject({
      kind: 'feedback',
      says: 'wrong',
      focus: TIDEBENCH.key,
    })
    expect(ask('when did it come out?')).toMatchObject({ kind: 'facts', paper: TIDEBENCH })
    expect(ask('great, thank you')).toMatchObject({ kind: 'feedback', says: 'thanks', focus: TIDEBENCH.key })
    expect(ask('be quiet please')).toMatchObject({ kind: 'feedback', says: 'quiet' })
  })
})

describe('talk among people', () => {
  it.each([
    'Jan, can you look at this?',
    '@maria did you see #2?',
    'did you get the GPUs sorted, Alex?',
    'lol nice',
    'lunch?',
    'thanks!',
    '👍',
    'I think #2 is overhyped tbh',
    "I'll present #1 at reading group on friday",
    'has anyone here tried running the code?',
    'our results were worse than theirs',
    'the meeting is moved to 3pm',
    'is the server down?',
    'code looks messy',
    'where did they hide the coffee?',
  ])('%j gets no reply', words => {
    expect(thread().overhear(words).kind).toBe('silent')
  })

  it('is left for a question about the papers, and keeps what was spoken of', () => {
    const { overhear } = thread()
    expect(first(overhear('Nice! how much faster is Lantern?'))?.paper).toBe(LANTERN)
    expect(overhear('cool, lunch at 12?')).toEqual({ kind: 'silent', focus: LANTERN.key })
    expect(overhear('Lantern, is it open source?')).toMatchObject({
      kind: 'facts',
      what: 'code',
      paper: LANTERN,
    })
    expect(overhear('what learning rate do they use?')).toMatchObject({
      kind: 'unstated',
      missing: 'learning rate',
    })
    expect(overhear('show the abstract of #2')).toMatchObject({ kind: 'facts', what: 'abstract' })
    expect(overhear('@paperboy sounds good')).toMatchObject({ kind: 'feedback', says: 'thanks' })
  })
})

describe('times', () => {
  it.each([
    ['last week', { from: '2026-11-16', until: '2026-11-22' }],
    ['since July', { from: '2026-07-01' }],
    ['from december', { from: '2025-12-01', until: '2025-12-31' }],
    ['older than 2026', { until: '2025-12-31' }],
    ['after 2026-07-31', { from: '2026-08-01' }],
    ['in the last 2 days', { from: '2026-11-21', until: today }],
    ['yesterday', { from: '2026-11-22', until: '2026-11-22' }],
  ])('%j', (words, period) => {
    expect(readPeriod(words, today)?.period).toEqual(period)
  })

  it('are not read into what may only be a verb', () => {
    expect(readPeriod('models that may help', today)).toBeUndefined()
  })
})

describe('whatever is said of whatever papers', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          ...[
            '#1',
            '#2',
            'the',
            'last',
            'one',
            'compare',
            'only',
            'from',
            'July',
            'what is',
            'it',
            '?',
            '.',
            '@',
            'and',
            '-',
          ],
          ...[
            'introduce',
            'We',
            '(',
            ')',
            'how many',
            '12',
            'code',
            'https://a.b/c',
            'ImageNet',
            '\n',
            '"',
            'I',
            '2026-99-00',
          ],
        ),
        { maxLength: 40 },
      )
      .map(words => words.join(' ')),
  )
  const papers = fc
    .array(fc.record({ title: noise, abstract: noise }), { maxLength: 4 })
    .map(written => written.map((each, at): Paper => ({ ...each, key: `k${at}`, source: 'hub' })))

  it('never throws, quotes only what stands in the abstract, and answers what is addressed to it', () => {
    fc.assert(
      fc.property(noise, papers, fc.boolean(), (words, told, addressed) => {
        const found = answer(words, { papers: told, focus: 'k0' }, { addressed, today })
        if (addressed) expect(found.kind).not.toBe('silent')
        for (const { paper, text } of 'quotations' in found ? found.quotations : []) {
          expect(text).not.toBe('')
          expect(paper.abstract).toContain(text)
          expect(told).toContain(paper)
        }
        for (const paper of told) expect(paper.abstract).toContain(summarySentence(paper))
      }),
      { numRuns: 500 },
    )
  })

  it('reads no more of a question than is asked in earnest', () => {
    const endless = `${'how many clips does tidebench have '.repeat(400)}#9`
    expect(endless.length).toBeGreaterThan(10_000)
    expect(first(ask(endless))?.paper).toBe(TIDEBENCH)
  })

  it('gives the same answer again, whoever read the papers before', () => {
    const copies = talk.papers.map(paper => ({ ...paper }))
    for (const words of ['how much faster is lantern?', 'one line each', 'which one is about water?']) {
      expect(ask(words, { papers: copies })).toEqual(ask(words))
    }
  })
})
