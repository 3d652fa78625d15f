import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { print } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'
import { articlesAtHand } from './articles.ts'
import { type Figures, figures, type Judged, labelRows } from './metrics.ts'
import { understood } from './understood.ts'
import { readUtterances, type Utterance } from './utterances.ts'

const AT_HAND = '../shared/bench/followup-intents.jsonl'

/** How well it is understood what people want of the bot, and of which paper, and when they want nothing of it. */
export const intents: Evaluation = {
  usage: `npm run eval -- intents [--run OUT]                                 over the utterances and the dialogues at hand
npm run eval -- intents --utterances F [--set S] [--run OUT]         over a file of judged utterances, or a set of them`,
  run(flags) {
    const file = { type: 'string' } as const
    const options = { utterances: file, set: file, run: file }
    const { utterances = AT_HAND, set, run } = parseArgs({ args: [...flags], options }).values
    const judged = readUtterances(utterances)
      .filter(each => set === undefined || each.set === set)
      .map(judge)
    if (run !== undefined) {
      const lines = judged.map(({ text, understood }) => JSON.stringify({ text, ...understood }))
      writeFileSync(run, `${lines.join('\n')}\n`)
    }
    const articles = articlesAtHand()
    const rows = labelRows(judged).map(({ label, right, of, mistakenFor }) => ({
      label,
      right,
      of,
      'mistaken for': mistakenFor
        .map(([other, times]) => (times > 1 ? `${other} ×${times}` : other))
        .join(', '),
    }))
    const aside = articles && { articleTurns: articles.turns, articleTurnsLeft: articles.left.length }
    print(rows, { ...rounded(figures(judged)), ...aside })
    return true
  },
}

function judge({ text, intent, args }: Utterance): Judged & { readonly text: string } {
  return { text, meant: { intent, args }, understood: understood(text) }
}

/** To three places; what could not be judged is null. */
function rounded(measured: Figures): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [
      name,
      Number.isNaN(value) ? null : Math.round(value * 1000) / 1000,
    ]),
  )
}
