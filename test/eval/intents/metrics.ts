import type { Meaning } from './utterances.ts'

/** What an utterance means, and what was understood. */
export interface Judged {
  readonly meant: Meaning
  readonly understood: Meaning
}

/** Shares of 0 to 1; NaN where nothing could be judged. */
export interface Figures {
  readonly utterances: number
  readonly label: number
  /** Of those that point at papers: how many point at just these. */
  readonly paper: number
  /** Of those with other arguments: how many have just these. */
  readonly others: number
  /** Of those meant for people: how many would be answered. */
  readonly falseReplies: number
  /** Of those meant for the bot: how many would be left alone. */
  readonly wronglySilent: number
}

/** How the utterances of one label fared. */
export interface LabelRow {
  readonly label: string
  readonly right: number
  readonly of: number
  /** The labels they were mistaken for, the most frequent first. */
  readonly mistakenFor: readonly (readonly [label: string, times: number])[]
}

const pointsAtPapers = (key: string): boolean => key === 'paper' || key === 'papers' || key === 'ref'
const saysMore = (key: string): boolean => !pointsAtPapers(key)

/** The figures over all that was judged; a wrong label does not make a right paper wrong. */
export function figures(judged: readonly Judged[]): Figures {
  const toBot = judged.filter(({ meant }) => meant.intent !== 'silent')
  const toPeople = judged.filter(({ meant }) => meant.intent === 'silent')
  return {
    utterances: judged.length,
    label: share(judged, rightLabel),
    paper: sameArguments(judged, pointsAtPapers),
    others: sameArguments(judged, saysMore),
    falseReplies: share(toPeople, ({ understood }) => understood.intent !== 'silent'),
    wronglySilent: share(toBot, ({ understood }) => understood.intent === 'silent'),
  }
}

/** A row a label that was judged, in the order they first come. */
export function labelRows(judged: readonly Judged[]): readonly LabelRow[] {
  return [...Map.groupBy(judged, ({ meant }) => meant.intent)].map(([label, each]) => {
    const wrong = each.filter(one => !rightLabel(one))
    const taken = Map.groupBy(wrong, ({ understood }) => understood.intent)
    return {
      label,
      right: each.length - wrong.length,
      of: each.length,
      mistakenFor: [...taken]
        .map(([other, some]) => [other, some.length] as const)
        .toSorted((a, b) => b[1] - a[1]),
    }
  })
}

/** The part of the items that are so. */
export function share<T>(items: readonly T[], isSo: (item: T) => boolean): number {
  return items.filter(isSo).length / items.length
}

const rightLabel = ({ meant, understood }: Judged): boolean => meant.intent === understood.intent

/** Of those that have such arguments, the part understood with just these; case does not count. */
function sameArguments(judged: readonly Judged[], counts: (key: string) => boolean): number {
  const told = ({ args }: Meaning): string =>
    JSON.stringify(
      Object.entries(args)
        .filter(([key]) => counts(key))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ).toLowerCase()
  const having = judged.filter(({ meant }) => Object.keys(meant.args).some(counts))
  return share(having, ({ meant, understood }) => told(meant) === told(understood))
}
