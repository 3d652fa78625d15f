import { percentile, type Row } from '../../bench/table.ts'
import type { Answered } from './conversations.ts'

/**
 * Shares from 0 to 1, and milliseconds. The first three are of what is answerable, whatever the band: its nearest
 * sentences stand for what was not stated. `answered` is stated or closest; `stated`, stated alone. What was
 * answered is `rightWhenAnswered` by its first sentence, `anyRightWhenAnswered` by any that it quotes.
 */
export function figuresOf(all: readonly Answered[]): Readonly<Record<string, number>> {
  const answerable = all.filter(({ asked }) => asked.answerable)
  const unanswerable = all.filter(({ asked }) => !asked.answerable)
  const answered = answerable.filter(({ band }) => band !== 'unstated')
  const stated = answerable.filter(({ band }) => band === 'stated')
  const times = all.map(({ ms }) => ms)
  return {
    questions: all.length,
    answerable: answerable.length,
    first: share(answerable, each => isRight(each, 1)),
    inTwo: share(answerable, each => isRight(each, 2)),
    paper: share(answerable, ({ asked, quotations }) => quotations[0]?.paper === asked.paper),
    answered: share(answerable, ({ band }) => band !== 'unstated'),
    rightWhenAnswered: share(answered, each => isRight(each, 1)),
    anyRightWhenAnswered: share(answered, each => isRight(each)),
    refused: share(unanswerable, ({ band }) => band === 'unstated'),
    stated: share(answerable, ({ band }) => band === 'stated'),
    rightWhenStated: share(stated, each => isRight(each, 1)),
    notStated: share(unanswerable, ({ band }) => band !== 'stated'),
    p50: Number(percentile(times, 0.5).toFixed(3)),
    p99: Number(percentile(times, 0.99).toFixed(3)),
  }
}

export function rowOf(name: string, all: readonly Answered[]): Row {
  const { p50 = 0, p99 = 0, ...shares } = figuresOf(all)
  return { judged: name, ...shares, 'p50 ms': p50, 'p99 ms': p99 }
}

/** Whether one of the first so many quoted sentences answers. */
function isRight({ asked, quotations }: Answered, first = quotations.length): boolean {
  return quotations.slice(0, first).some(({ text }) => asked.gold.some(gold => text.includes(gold)))
}

function share(all: readonly Answered[], meets: (each: Answered) => boolean): number {
  return all.length === 0 ? 0 : Number((all.filter(meets).length / all.length).toFixed(3))
}
