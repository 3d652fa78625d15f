import type { Block, Prose, Reply } from '../chat.ts'
import type { Digest, Pick } from '../delivery/digest.ts'
import type { ListFrame } from './lists.ts'
import { askButton, oneLine, paperItem, saveButton } from './paper.ts'
import { count, listed, longDay } from './words.ts'

/** Titles with their facts in one message of the thread: as many as every platform takes whole. */
export const PICKS_A_PART = 12

/** The daily post: the best in the message. */
export function digestReply(frame: Omit<ListFrame, 'talkKey'>, { feedDay, top, rest }: Digest): Reply {
  const heading = `Daily Papers, ${longDay(feedDay)}`
  const more =
    rest.length > 0 ? ` The other ${rest.length === 1 ? 'one is' : `${rest.length} are`} in the thread.` : ''
  const blocks: Block[] = [
    { kind: 'heading', text: heading },
    { kind: 'note', prose: [`${count(top.length + rest.length, 'paper')}, best first.${more}`] },
    ...top.map(({ paper, topics }, index) =>
      paperItem(frame.site, paper, {
        number: index + 1,
        lines: [oneLine(paper, frame.extract), picked(topics)],
        button: saveButton(paper),
        undated: true,
      }),
    ),
    { kind: 'buttons', buttons: [askButton()] },
    { kind: 'note', prose: ['Ask about any of them in the thread.'] },
  ]
  return { summary: heading, blocks }
}

/** The rest of the batch, in the thread: titles and facts. `from` is the number of the first. */
export function digestRestReply(site: string, picks: readonly Pick[], from: number): Reply {
  const blocks = picks.map(({ paper, topics }, index) =>
    paperItem(site, paper, { number: from + index, lines: [picked(topics)], undated: true }),
  )
  return { summary: `Papers #${from} to #${from + picks.length - 1}`, blocks }
}

const picked = (topics: readonly string[]): Prose =>
  topics.length === 0 ? [] : [`Picked for ${listed(topics)}`]
