import type { Block, Button, Prose, Reply } from '../chat.ts'
import { TREND_SPANS, type Trend, type TrendSpan } from '../feed/trends.ts'
import type { Paper } from '../papers.ts'
import type { RisingTopic } from '../search/search.ts'
import type { ListFrame } from './lists.ts'
import { askButton, hubSearchUrl, numbered, paperUrl } from './paper.ts'
import { count, longSpan, shortTitle } from './words.ts'

/** A topic with the paper that stands for it, the best of those that say it. */
export interface ShownTopic {
  readonly topic: RisingTopic
  readonly example: Paper
  /** By which the thread knows the paper. */
  readonly number: number
}

const BARS = '▁▂▃▄▅▆▇█'

/** Shares as one line of bars, the greatest as high as a bar can be: one column each wherever letters are evenly spaced. */
export function chartOf(shares: readonly number[]): string {
  // Where there is none at all, nothing is divided by it.
  const greatest = Math.max(...shares) || 1
  return shares.map(share => BARS[Math.round((share / greatest) * (BARS.length - 1))] ?? '').join('')
}

/** `20 papers, 8 expected`; what was hardly there before is new. */
export function riseWords({ papers, expected }: RisingTopic): string {
  const usual = Math.round(expected)
  return `${count(papers.length, 'paper')}, ${usual === 0 ? 'hardly any before' : `${usual.toLocaleString('en-US')} expected`}`
}

/** What rises in a span, each topic with its best paper and a way to all of them. */
export function trendsReply(
  { site, talkKey, freshness }: Pick<ListFrame, 'site' | 'talkKey' | 'freshness'>,
  of: TrendSpan,
  trend: Trend,
  topics: readonly ShownTopic[],
): Reply {
  const { span, before, papers, papersBefore, step } = trend
  const heading = `Rising topics, ${longSpan(span)}`
  const earlier = `${count(papersBefore, 'paper')} from ${longSpan(before)}`
  const blocks: Block[] = [{ kind: 'heading', text: heading }]
  if (topics.length > 0) {
    const bars = `Each bar: its share of the papers of ${step} days.`
    blocks.push(note(`${count(papers, 'paper')} beside ${earlier}. ${bars}`))
    blocks.push(...topics.map(shown => topicItem(site, span.from, shown)))
  } else if (trend.topics) {
    blocks.push(text(`No topic has surely risen in these ${count(papers, 'paper')}, beside ${earlier}.`))
  } else {
    blocks.push(
      text(
        `Too few papers to tell: ${papers.toLocaleString('en-US')} in these days, ${papersBefore.toLocaleString('en-US')} in the time before. Whoever runs Paperboy can have older ones read: `,
        { code: 'npm run backfill' },
        '.',
      ),
    )
  }
  const buttons: Button[] = TREND_SPANS.filter(other => other !== of).map(other => ({
    label: `The ${other}`,
    says: `/trends ${other}`,
  }))
  if (topics.length > 0) buttons.push(askButton(talkKey))
  blocks.push({ kind: 'buttons', buttons })
  if (freshness) blocks.push({ kind: 'note', prose: freshness })
  return { summary: heading, blocks }
}

const text = (...prose: Prose): Block => ({ kind: 'text', prose })
const note = (...prose: Prose): Block => ({ kind: 'note', prose })

function topicItem(site: string, from: string, { topic, example, number }: ShownTopic): Block {
  const best = numbered(number, { ...example, title: shortTitle(example.title) })
  return {
    kind: 'item',
    item: {
      title: topic.name,
      url: hubSearchUrl(site, topic.name),
      lines: [
        [{ code: chartOf(topic.course) }, ` ${riseWords(topic)}`],
        ['Most upvoted: ', { link: best, url: paperUrl(site, example) }],
      ],
      button: { label: 'Papers', says: `/search "${topic.name.replace(/["“”]/g, '')}" since:${from}` },
    },
  }
}

/** The same in a few lines, for a post. */
export function trendLines(topics: readonly RisingTopic[]): readonly Block[] {
  if (topics.length === 0) return []
  return [
    text({ bold: 'Rising topics' }),
    ...topics.map(topic =>
      text({ code: chartOf(topic.course) }, ' ', { bold: topic.name }, `: ${riseWords(topic)}`),
    ),
  ]
}
