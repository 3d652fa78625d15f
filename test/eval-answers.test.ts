import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRationales } from '../data/read/rationales-file.ts'
import { readThreadQuestions } from '../data/read/thread-questions.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { banded } from './eval/answers/banded.ts'
import { figuresOf } from './eval/answers/figures.ts'
import { ask, LANTERN, TIDEBENCH, talk } from './rigs/talk.ts'

let folder: string
const write = (name: string, ...lines: readonly unknown[]): string => {
  const file = join(folder, name)
  writeFileSync(file, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  return file
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-eval-answers-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const PAPERS = talk.papers.map(({ key, title, abstract }) => ({ id: key, title, abstract }))
const asked = { thread: 3, papers: PAPERS.map(({ id }) => id), split: 'dev' }

describe('answers are judged', () => {
  it('as a conversation, question by question; what was said goes to a file for other judges', () => {
    const papers = write('papers.jsonl', ...PAPERS)
    const questions = write(
      'questions.jsonl',
      {
        ...asked,
        question: 'how much faster is lantern?',
        paper: 1,
        goldContains: ['2.7'],
        answerable: true,
      },
      { ...asked, question: 'what is it trained on?', paper: 1, goldContains: ['FineWeb'], answerable: true },
      {
        ...asked,
        question: 'what learning rate does it use?',
        paper: 1,
        goldContains: [],
        answerable: false,
      },
    )
    const run = join(folder, 'run.jsonl')
    const flags = ['answers', '--papers', papers, '--questions', questions, '--run', run]
    const { stdout, stderr, status } = spawnSync(process.execPath, ['test/eval/eval.ts', ...flags], {
      encoding: 'utf8',
    })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      questions: 3,
      answerable: 2,
      first: 1,
      inTwo: 1,
      paper: 1,
      answered: 1,
      rightWhenAnswered: 1,
      refused: 1,
    })
    const lines = readFileSync(run, 'utf8').trimEnd().split('\n')
    const told = lines.map(line => JSON.parse(line))
    expect(told.map(({ question, band }) => [question, band])).toEqual([
      ['how much faster is lantern?', 'stated'],
      ['what is it trained on?', 'stated'],
      ['what learning rate does it use?', 'unstated'],
    ])
    expect(told[1].sentences[0]).toEqual({
      paper: LANTERN.key,
      text: 'Lantern is trained on 40 billion tokens from FineWeb.',
    })
  })

  it('by the first sentence and by two, whatever was refused', () => {
    const question = {
      thread: 'a',
      papers: talk.papers,
      question: '?',
      paper: LANTERN,
      gold: ['two', 'second'],
      answerable: true,
      split: 'all',
    }
    const one = { paper: LANTERN, text: 'One.' }
    const two = { paper: LANTERN, text: 'Or two.' }
    const figures = figuresOf([
      { asked: question, band: 'stated', quotations: [one, two], ms: 1 },
      { asked: question, band: 'unstated', quotations: [two], ms: 3 },
      { asked: question, band: 'closest', quotations: [{ ...two, paper: TIDEBENCH }], ms: 2 },
      { asked: { ...question, answerable: false }, band: 'closest', quotations: [one], ms: 2 },
    ])
    expect(figures).toMatchObject({
      first: 0.667,
      inTwo: 1,
      paper: 0.667,
      answered: 0.667,
      rightWhenAnswered: 0.5,
      anyRightWhenAnswered: 1,
      refused: 0,
      stated: 0.333,
      notStated: 1,
      p50: 2,
    })
  })

  it('by the band that each kind of answer has', () => {
    const band = (words: string) => banded(ask(words)).band
    expect(band('who wrote #1?')).toBe('stated')
    expect(band('who wrote #3?')).toBe('unstated')
    expect(band('summarize 2')).toBe('stated')
    expect(band('what about #9?')).toBe('unstated')
    expect(banded(ask('paste the abstract of 3')).quotations).toHaveLength(4)
  })

  it('by questions that name their papers and what answers them', () => {
    const fault = (line: object) => () =>
      readThreadQuestions(
        write('questions.jsonl', { ...asked, question: 'q', goldContains: [], ...line }),
        talk.papers,
      )
    expect(fault({ papers: ['nowhere'], answerable: false })).toThrow(/line 1: there is no paper nowhere/)
    expect(fault({ answerable: true })).toThrow(/line 1: what is answerable has a paper/)
    expect(fault({ answerable: false, paper: null })()).toHaveLength(1)
  })

  it('by 860 questions of our own, some on papers that come with the project, some never learned from', () => {
    const sample = new Set(loadSample().papers.map(({ key }) => key))
    const lines = readFileSync('data/judged-questions.jsonl', 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines).toHaveLength(860)
    expect(lines.filter(({ answerable }) => !answerable)).toHaveLength(220)
    const bundled = lines.filter(({ papers }) => papers.every((key: string) => sample.has(key)))
    expect(bundled.map(({ split }) => split)).toEqual(
      lines.flatMap(({ split }) => (split === 'sample' ? [split] : [])),
    )
    const of = (kept: boolean) =>
      new Set(
        lines.filter(({ split }) => (split === 'unseen') === kept).flatMap(({ papers }): string[] => papers),
      )
    expect([...of(true).intersection(of(false))]).toEqual([])
  })
})

describe('rationales', () => {
  it('are read of claims and of questions; what nothing tells of is left out', () => {
    write('corpus.jsonl', { _id: '7', title: 'T', sentences: ['a.', 'b.', 'c.'] })
    const file = write(
      'answers.jsonl',
      { claim: 'B', doc_id: '7', rationales: [[1], [2]] },
      { claim: 'D', doc_id: null, rationales: [] },
      { question: 'a?', doc_id: '7', gold_sentences: [0] },
      { question: 'hi', doc_id: '7', gold_sentences: [] },
    )
    expect(readRationales(file)).toMatchObject([
      { said: 'B', claims: true, gold: [false, true, true] },
      { said: 'a?', claims: false, gold: [true, false, false] },
    ])
    expect(() =>
      readRationales(write('answers.jsonl', { claim: 'B', doc_id: '8', rationales: [[0]] })),
    ).toThrow(/has no document 8/)
  })
})
