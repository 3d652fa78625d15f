import { feedDayAt } from '../feed/feed-day.ts'
import type { TrendSpan } from '../feed/trends.ts'
import type { Paper } from '../papers.ts'
import { type ShownTopic, trendsReply } from '../present/trends.ts'
import type { RisingTopic } from '../search/search.ts'
import { frameFor } from './browse.ts'
import type { Asking, Decision, House } from './house.ts'

/** What rises in the span up to the newest day; its thread knows the best paper of each topic. */
export async function trends({ house }: Asking, span: TrendSpan): Promise<Decision> {
  const { library, now, newKey } = house
  const to = library.days()[0] ?? feedDayAt(now())
  const trend = await house.trends.of(span, to)
  const topics = withExamples(house, trend.topics ?? [])
  const key = newKey()
  return {
    reply: trendsReply(frameFor(house, key), span, trend, topics),
    ...(topics.length > 0 && {
      talk: { key, papers: [...new Set(topics.map(({ example }) => example.key))] },
    }),
  }
}

/** Each with its most upvoted paper, numbered as they come; one paper may be the best of two. */
function withExamples({ library }: House, topics: readonly RisingTopic[]): readonly ShownTopic[] {
  const numbers = new Map<string, number>()
  return topics.flatMap(topic => {
    const [example] = topic.papers.flatMap(key => library.paper(key) ?? []).sort(mostUpvoted)
    if (!example) return []
    const number = numbers.getOrInsert(example.key, numbers.size + 1)
    return [{ topic, example, number }]
  })
}

function mostUpvoted(a: Paper, b: Paper): number {
  return (b.upvotes ?? 0) - (a.upvotes ?? 0) || (a.key < b.key ? -1 : 1)
}
