import { existsSync } from 'node:fs'
import { z } from 'zod'
import { inputFault } from '../../../data/read/input-fault.ts'
import { readRecords } from '../../../data/read/records.ts'
import { answer } from '../../../src/answers/answering.ts'
import type { Paper } from '../../../src/papers.ts'

const article = z.object({ _id: z.string(), title: z.string(), text: z.string() })
const turn = z.object({ doc_id: z.string(), question: z.string(), gold_sentences: z.array(z.number()) })

/** Where dialogues about articles lie on the machines of those who work on this. */
const FOLDER = '../shared/bench/argscichat'

/** The turns at hand, and which of them would be left alone; undefined where there are none. */
export function articlesAtHand(): ReturnType<typeof overheardAtArticles> | undefined {
  const files = { corpus: `${FOLDER}/corpus.jsonl`, turns: `${FOLDER}/answers.jsonl` }
  return existsSync(files.corpus) && existsSync(files.turns) ? overheardAtArticles(files) : undefined
}

/**
 * What people said to another person who knew an article, for want of a bot; with what they said there the article is
 * the only paper of the thread. Turns that were answered from the article are meant for the bot: `left` says which of
 * them it would leave alone. Throws an input fault.
 */
export function overheardAtArticles(files: { readonly corpus: string; readonly turns: string }): {
  readonly turns: number
  readonly left: readonly string[]
} {
  const papers = new Map(
    readRecords(files.corpus, article).map(({ _id, title, text }): [string, Paper] => [
      _id,
      { key: _id, title, abstract: text, source: 'sample' },
    ]),
  )
  const meant = readRecords(files.turns, turn).filter(({ gold_sentences: gold }) => gold.length > 0)
  const left = meant.filter(({ doc_id: id, question }) => {
    const paper = papers.get(id)
    if (paper === undefined) throw inputFault(files.turns, `: no article ${id}`)
    const talk = { papers: [paper], focus: paper.key }
    return answer(question, talk, { addressed: false, today: '2026-11-25' }).kind === 'silent'
  })
  return { turns: meant.length, left: left.map(({ question }) => question) }
}
