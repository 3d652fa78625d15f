import type { Log } from '../../chat.ts'
import type { Paper } from '../../papers.ts'
import { forgetOldest } from '../oldest.ts'
import { createRest } from '../rest.ts'
import { readHubRecord } from './records.ts'
import type { AskHub } from './request.ts'

/** The hub's own search, which goes by meaning. Its papers come in no batch, so they have no feed day. */
export interface HubSearch {
  /**
   * What the hub finds for the words, best first; nothing when it is down, takes longer than 1.5 s or wants to be left
   * alone. Never rejects.
   */
  find(words: string): Promise<readonly Paper[]>
  /** What it found for the same words within the last ten minutes, so that a next page is one of the same list. */
  recall(words: string): readonly Paper[] | undefined
}

export interface HubSearchParts {
  readonly ask: AskHub
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const LIMITS = Object.freeze({
  /** Of the three seconds that platforms wait for an answer, half. */
  requestMs: 1_500,
  /** Four pages of hits; without a `limit` the hub sends up to 120. */
  papers: 20,
  /** The API's longest `q`, in characters. */
  words: 250,
  recallMs: 10 * 60_000,
  /** At twenty papers each, a few megabytes. */
  recalled: 200,
})

/** Reads `GET /api/papers/search`. */
export function createHubSearch({ ask, now, log }: HubSearchParts): HubSearch {
  const recent = new Map<string, { readonly untilMs: number; readonly papers: readonly Paper[] }>()
  const rest = createRest(now)

  const remember = (words: string, papers: readonly Paper[]): void => {
    // Last remembered, last forgotten.
    recent.delete(words)
    recent.set(words, { untilMs: now() + LIMITS.recallMs, papers })
    forgetOldest(recent, LIMITS.recalled)
  }
  const recall = (words: string): readonly Paper[] | undefined => {
    const known = recent.get(words)
    return known && known.untilMs > now() ? known.papers : undefined
  }

  return {
    recall,
    find: async words => {
      const known = recall(words)
      if (known || rest.resting()) return known ?? []
      const query = new URLSearchParams({ q: sent(words), limit: String(LIMITS.papers) })
      const answer = await ask(`/api/papers/search?${query}`, LIMITS.requestMs, new AbortController().signal)
      switch (answer.kind) {
        case 'records': {
          const papers = papersOf(answer.records)
          rest.fine()
          remember(words, papers)
          return papers
        }
        case 'limited':
          return []
        case 'refused':
        case 'down':
          log('info', 'the hub was not searched', { ...answer, restMs: rest.failed() })
          return []
        default:
          return answer satisfies never
      }
    },
  }
}

/** The papers among the records, as many as were asked for; what cannot be read is nobody's hit. */
function papersOf(records: readonly unknown[]): readonly Paper[] {
  const papers = new Map<string, Paper>()
  for (const record of records.slice(0, LIMITS.papers)) {
    const read = readHubRecord(record)
    if (read.kind === 'paper' && !read.paper.withdrawn) papers.set(read.paper.key, read.paper)
  }
  return [...papers.values()]
}

/** As many whole words as the hub takes. */
function sent(words: string): string {
  if (words.length <= LIMITS.words) return words
  const cut = words.slice(0, LIMITS.words + 1)
  return (/^.*(?=\s)/s.exec(cut)?.[0] ?? cut.slice(0, LIMITS.words)).toWellFormed()
}
