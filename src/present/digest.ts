import { type Block, clip, type Prose, type Reply } from '../chat.ts'
import type { Digest, Pick } from '../delivery/digest.ts'
import type { Late } from '../delivery/parts.ts'
import type { Paper } from '../papers.ts'
import type { ListFrame } from './lists.ts'
import { askButton, oneLine, paperItem, saveButton } from './paper.ts'
import { trendLines } from './trends.ts'
import { count, longDay, longSpan, timeIn } from './words.ts'

/** No real title of the hub has been longer than 202 characters; a longer one must not push others out of the message. */
const LONGEST_TITLE = 250

/** The daily or weekly post: the best in the message. */
export function digestReply(frame: Omit<ListFrame, 'talkKey'>, digest: Digest, late?: Late): Reply {
  const { feedDay, span, top, rising = [] } = digest
  const days = span && span.from !== span.to ? longSpan(span) : longDay(feedDay)
  const heading = span ? `The best of Daily Papers, ${days}` : `Daily Papers, ${days}`
  const blocks: Block[] = [
    { kind: 'heading', text: heading },
    ...(late ? [{ kind: 'note', prose: [lateWords(late)] } as const] : []),
    { kind: 'note', prose: [inAll(digest)] },
    ...top.map(({ paper, topics }, index) =>
      paperItem(frame.site, titled(paper), {
        number: index + 1,
        lines: [oneLine(paper, frame.extract)],
        button: saveButton(paper),
        undated: span === undefined,
        topics,
      }),
    ),
    ...trendLines(rising),
    {
      kind: 'buttons',
      buttons: [askButton(), ...(rising.length > 0 ? [{ label: 'Trends', says: '/trends week' }] : [])],
    },
  ]
  return { summary: heading, blocks }
}

/** `27 papers; the other 22 are in the thread. Ask there about any of them.` */
function inAll({ top, rest, left }: Digest): string {
  const papers = count(top.length + rest.length + left, 'paper')
  if (rest.length === 0) return `${papers}. Ask about any of them in the thread.`
  const others =
    left > 0
      ? `the next ${rest.length} are`
      : rest.length === 1
        ? 'the other one is'
        : `the other ${rest.length} are`
  return `${papers}; ${others} in the thread. Ask there about any of them.`
}

function lateWords({ dueMs, timezone, why }: Late): string {
  const cause = why === 'feed' ? 'the hub had no new day then' : 'Paperboy could not post then'
  return `Late: planned for ${timeIn(timezone, dueMs)}, ${cause}.`
}

const titled = (paper: Paper): Paper => ({ ...paper, title: clip(paper.title, LONGEST_TITLE) })

/** The rest, in the thread: titles and facts. `from` is the number of the first. */
export function digestRestReply(site: string, picks: readonly Pick[], from: number): Reply {
  const last = from + picks.length - 1
  const summary = last === from ? `Paper #${from}` : `Papers #${from} to #${last}`
  const items = picks.map(({ paper, topics }, index) =>
    paperItem(site, titled(paper), { number: from + index, lines: [], undated: true, topics }),
  )
  const prose: Prose = [summary]
  return { summary, blocks: [{ kind: 'note', prose }, ...items] }
}
