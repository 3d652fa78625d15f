import { describe, expect, it } from 'vitest'
import { answerReply } from '../src/present/answer.ts'
import { plainText } from '../src/present/words.ts'
import { ask, HANDS, LANTERN, TIDEBENCH, talk } from './rigs/talk.ts'

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
    ['how many times faster is #3?', 'gives no speed-up.'],
  ])('%j is named in English', (words, fault) => {
    expect(reads(words)).toBe(`The abstract of #3 Robots with Soft Hands ${fault} The full paper may.`)
  })
})

it('of code only what speaks of code is quoted where none is listed', () => {
  const weights = 'The weights are released at https://example.org/tide.'
  const about = { papers: [LANTERN, { ...TIDEBENCH, abstract: `${TIDEBENCH.abstract} ${weights}` }] }
  expect(reads('does #2 have code?', about)).toBe('No code is listed for #2 TideBench.')
  const code = { ...TIDEBENCH, abstract: `${TIDEBENCH.abstract} Code will be released.` }
  expect(reads('does #2 have code?', { papers: [LANTERN, code] })).toContain('“Code will be released.”')
})

it.each([
  ['wich one is the frist?', /wich|frist/],
  ['does it beat it?', /“beat”/],
  ['which of them is fastest?', /“fastest”/],
])('%j is told of no misspelt or everyday word', (words, word) => {
  expect(reads(words)).not.toMatch(word)
})

it.each([
  ['waht is the main reslt of #2?', 'what is the main result of #2?'],
  ['waht datsets does #1 use?', 'what datasets does #1 use?'],
])('%j is answered as %j', (typed, meant) => {
  expect(reads(typed)).toBe(reads(meant))
  expect(reads(typed)).toContain('“')
})

it('what is to be beaten is named', () => {
  expect(reads('does it beat openvla?')).toContain('“openvla”')
})

it('a question that is too long is cut between words', () => {
  const reply = reads(`does #3 use distillation and ${'zebrafish '.repeat(200)}`)
  expect(reply).toMatch(/does not mention “(?:zebrafish|distillation)”\. /)
})

describe('what is asked of several papers', () => {
  it('is told of each', () => {
    expect(reads('who wrote #1 and #3?')).toBe(
      'Ada Lovelace, Kurt Gödel (Lighthouse Institute). #1 Lantern\nThe source names no authors for #3 Robots with Soft Hands.',
    )
    expect(reads('summarize #1 and #3')).toMatch(/^#1 Lantern\n“.*”\n#3 Robots with Soft Hands\n“.*”$/)
    expect(reads('what about #1 and #3?')).toBe(reads('summarize #1 and #3'))
    expect(reads('does #1 and #2 have code?')).toMatch(/^Code of #1.*\nNo code is listed for #2/)
  })

  it('is not told of the others', () => {
    expect(reads('one line each for #1 and #2')).not.toContain('#3')
  })
})

describe('a summary under a list', () => {
  it.each(['tl;dr', 'TLDR please', 'summary?', 'gist?'])('%j has a line for each paper', words => {
    expect(reads(words)).toBe(reads('one line each'))
    for (const number of ['#1', '#2', '#3']) expect(reads(words)).toContain(number)
  })

  it('is of the one paper that is pointed at', () => {
    expect(reads('tl;dr', { ...talk, focus: HANDS.key })).toBe(reads('tl;dr of #3'))
    expect(reads('summarize it')).toContain('Which one?')
  })
})

describe('who wants to know more', () => {
  it.each([
    'more details on #1',
    'tell me more about lantern',
    'can you elaborate on the first one?',
    'go deeper into #1',
  ])('%j reads what the summary left out', words => {
    const [name, before, after, note] = reads(words).split('\n')
    expect(name).toBe('#1 Lantern')
    expect(before).toMatch(/^“Large language models spend.*a few layers\.”$/)
    expect(after).toMatch(/^“Lantern is trained on 40 billion.*lantern\.”$/)
    expect(note).toBe('The rest of its abstract; the full paper tells more.')
  })

  it('goes on with the paper spoken of', () => {
    const about = { ...talk, focus: HANDS.key }
    for (const words of ['more details', 'elaborate', 'tell me more', 'more detail please', 'go deeper'])
      expect(reads(words, about)).toBe(reads('more details on #3'))
  })
})

describe('another language', () => {
  it.each([
    'Was ist die Idee von #2 und wie gut ist es?',
    '¿cuál es el código y cómo se usa?',
    'Quelle est la taille du modèle ?',
    '这篇论文讲什么',
    'о чём первая статья?',
  ])('%j is told that English is wanted', words => {
    expect(reads(words)).toMatch(/^I read English only\./)
  })

  it.each(['what does das mean?', 'does #1 use del operators?', 'what is λ in #2?'])(
    '%j is English',
    words => {
      expect(reads(words)).not.toContain('English')
    },
  )
})

describe('what is said in passing', () => {
  it.each([
    ['hello', 'Hello. Ask about any paper here, by its number or its name.'],
    ['Hey @paperboy, how are you?', 'Hello. Ask about any paper here, by its number or its name.'],
    ['thanks a lot', 'You are welcome.'],
    ['merci', 'You are welcome.'],
    ['no, I meant tidebench', 'Sorry. Now it is about #2 TideBench; please ask again.'],
    ['that is wrong', 'Sorry. Name the paper by its number, or ask in other words.'],
  ])('%j', (words, reply) => {
    expect(reads(words)).toBe(reply)
  })
})

describe('the paper spoken of', () => {
  it.each(['how does it work?', 'method?', 'results?', 'why did they do it?', "what's new about it?"])(
    'is asked %j, and no other, and never does not say',
    words => {
      for (const [at, paper] of talk.papers.entries()) {
        const reply = reads(words, { ...talk, focus: paper.key })
        expect(reply).toContain(`#${at + 1}`)
        expect(reply).not.toContain('does not say')
      }
    },
  )

  it('is the one that lacks what is missing, unless others are asked of too', () => {
    const about = { ...talk, focus: HANDS.key }
    expect(reads('batch size?', about)).toMatch(/^The abstract of #3.*gives no batch size/)
    expect(reads('does any of them give a batch size?', about)).toMatch(/^None of the abstracts of #1 to #3/)
  })

  it('is held beside the one it is said to differ from', () => {
    const about = { ...talk, focus: HANDS.key }
    expect(reads('how does it differ from the first?', about)).toBe(reads('compare 3 and 1'))
  })

  it.each(['what about tidebench?', 'how about the second one'])('%j asks what it is about', words => {
    expect(reads(words)).toBe(reads('tl;dr #2'))
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

  it.each([
    ['with code and at most 50 upvotes', '1 paper with code and with at most 50 upvotes\n#1 Lantern'],
    [
      'from last week about video',
      '1 paper from Nov 16, 2026 to Nov 22, 2026 and about “video”\n#1 TideBench',
    ],
    [
      'hide the robotics and language ones',
      '1 paper not about “robotics” and not about “language”\n#1 TideBench',
    ],
    [
      'only those with code or over 100 upvotes',
      '2 papers with code or with at least 101 upvotes\n#1 Lantern',
    ],
    ['leave out everything without code', '1 paper with code\n#1 Lantern'],
  ])('meets all that is asked of it, and says so: %j', (words, beginning) => {
    expect(reads(words)).toContain(beginning)
  })

  it('says what it cannot go by', () => {
    expect(reads('only those with code and a demo video')).toMatch(
      /^1 paper with code\n.*\nI cannot filter by “demo video”\.$/s,
    )
    expect(reads('only those with more than three authors')).toMatch(
      /^3 papers as before\n.*\nI cannot filter by “more than three authors”\.$/s,
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
