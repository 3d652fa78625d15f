import type { Block, Reply } from '../chat.ts'
import type { Digest, Pick } from '../delivery/digest.ts'
import type { ListFrame } from './lists.ts'
import { askButton, oneLine, paperItem, saveButton } from './paper.ts'
import { count, longDay } from './words.ts'

/** Titles with their facts in one message of the thread: as many as every platform takes whole. */
export const PICKS_A_PART = 12

/** The daily post: the best in the message. */
export function digestReply(frame: Omit<ListFrame, 'talkKey'>, { feedDay, top, rest }: Digest): Reply {
  const heading = `Daily Papers, ${longDay(feedDay)}`
  const others = rest.length === 1 ? 'the other one is' : `the other ${rest.length} are`
  const more =
    rest.length > 0
      ? `; ${others} in the thread. Ask there about any of them.`
      : '. Ask about any of them in the thread.'
  const blocks: Block[] = [
    { kind: 'heading', text: heading },
    { kind: 'note', prose: [`${count(top.length + rest.length, 'paper')}${more}`] },
    ...top.map(({ paper, topics }, index) =>
      paperItem(frame.site, paper, {
        number: index + 1,
        lines: [oneLine(paper, frame.extract)],
        button: saveButton(paper),
        undated: true,
        topics,
      }),
    ),
    { kind: 'buttons', buttons: [askButton()] },
  ]
  return { summary: heading, blocks }
}

/** The rest of the batch, in the thread: titles and facts. `from` is the number of the first. */
export function digestRestReply(site: string, picks: readonly Pick[], from: number): Reply {
  const last = from + picks.length - 1
  const summary = last === from ? `Paper #${from} of the day` : `Papers #${from} to #${last} of the day`
  const items = picks.map(({ paper, topics }, index) =>
    paperItem(site, paper, { number: from + index, lines: [], undated: true, topics }),
  )
  return { summary, blocks: [{ kind: 'note', prose: [summary] }, ...items] }
}
