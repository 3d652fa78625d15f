import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { figures, labelRows } from './eval/intents/metrics.ts'
import { understood } from './eval/intents/understood.ts'
import { LABELS, readUtterances } from './eval/intents/utterances.ts'

const meaning = (intent: string, args: Readonly<Record<string, unknown>> = {}) => ({ intent, args })

describe('what was understood', () => {
  const judged = [
    { meant: meaning('code', { paper: 2 }), understood: meaning('code', { paper: 2 }) },
    { meant: meaning('code', { ref: 'focus' }), understood: meaning('link', { ref: 'focus' }) },
    { meant: meaning('compare', { papers: [1, 2] }), understood: meaning('compare', { papers: [2, 1] }) },
    { meant: meaning('summarize', { ref: 'Garment' }), understood: meaning('silent') },
    { meant: meaning('define', { term: 'KV cache' }), understood: meaning('define', { term: 'kv cache' }) },
    { meant: meaning('silent'), understood: meaning('silent') },
    { meant: meaning('silent'), understood: meaning('code', { ref: 'focus' }) },
    { meant: meaning('silent'), understood: meaning('silent') },
  ]

  test('is counted by label, by paper and by the other arguments, each apart from the others', () => {
    expect(figures(judged)).toEqual({
      utterances: 8,
      label: 5 / 8,
      paper: 2 / 4,
      others: 1,
      falseReplies: 1 / 3,
      wronglySilent: 1 / 5,
    })
  })

  test('is told label by label, with what each was mistaken for', () => {
    expect(labelRows(judged)).toEqual([
      { label: 'code', right: 1, of: 2, mistakenFor: [['link', 1]] },
      { label: 'compare', right: 1, of: 1, mistakenFor: [] },
      { label: 'summarize', right: 0, of: 1, mistakenFor: [['silent', 1]] },
      { label: 'define', right: 1, of: 1, mistakenFor: [] },
      { label: 'silent', right: 2, of: 3, mistakenFor: [['code', 1]] },
    ])
  })

  test('is not a number where nothing was judged', () => {
    expect(figures([])).toMatchObject({ utterances: 0, label: Number.NaN, falseReplies: Number.NaN })
  })

  it.each([
    ['who wrote #2?', meaning('authors', { paper: 2 })],
    ['authors and code of 3?', meaning('authors', { paper: 3 })],
    ['how does the garment one work', meaning('method', { ref: 'garment' })],
    ['is there code', meaning('code', { ref: 'focus' })],
    ['compare 1 and 3', meaning('compare', { papers: [1, 3] })],
    ['hide the robotics ones', meaning('filter', { by: 'topic', not: 'robotics' })],
    ['papers on pruning from this month', meaning('search', { query: 'pruning', by: 'date' })],
    ['no, the second one', meaning('feedback', { paper: 2 })],
    ['give me ten more', meaning('more', { n: 10 })],
    ['lunch?', meaning('silent')],
  ])('%j is told in the form of the judged files', (text, meant) => {
    expect(understood(text)).toEqual(meant)
  })
})

describe('the judged utterances', () => {
  const all = readUtterances('data/judged-utterances.jsonl')

  it('have every label in both of their sets, and each utterance once', () => {
    for (const set of ['dev', 'held-out']) {
      const labels = all.filter(each => each.set === set).map(({ intent }) => intent)
      expect(new Set(labels)).toEqual(new Set(LABELS))
    }
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  })
})

describe('the evaluation', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paperboy-eval-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const evaluate = (...given: readonly string[]) =>
    spawnSync(process.execPath, ['test/eval/eval.ts', 'intents', ...given], { encoding: 'utf8' })

  it('says the figures to people and to programs, and what was understood to other judges', () => {
    const [utterances, run] = [join(folder, 'utterances.jsonl'), join(folder, 'run.jsonl')]
    writeFileSync(
      utterances,
      '{"text":"who wrote #2?","intent":"authors","args":{"paper":2}}\n{"text":"lunch?","intent":"silent","args":{},"set":"x"}\n',
    )
    const { stdout, stderr, status } = evaluate('--utterances', utterances, '--run', run)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toMatch(/^authors +1 +1$/m)
    const last = stdout.trim().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toMatchObject({
      utterances: 2,
      label: 1,
      paper: 1,
      others: null,
      falseReplies: 0,
      wronglySilent: 0,
    })
    expect(readFileSync(run, 'utf8')).toBe(
      '{"text":"who wrote #2?","intent":"authors","args":{"paper":2}}\n{"text":"lunch?","intent":"silent","args":{}}\n',
    )
  })

  it('names the line that cannot be read', () => {
    const file = join(folder, 'bad.jsonl')
    writeFileSync(file, '{"text":"x","intent":"chat","args":{}}\n')
    expect(evaluate('--utterances', file)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/bad\.jsonl, line 1: .*intent/s),
    })
  })
})
