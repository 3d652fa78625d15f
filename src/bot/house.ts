import type { HostedModel } from '../answers/hosted/model.ts'
import type { Adapter, Log, Reply, Request } from '../chat.ts'
import type { Posting } from '../delivery/posting.ts'
import type { Tick } from '../delivery/tick.ts'
import type { FullText } from '../feed/full-text/full-text.ts'
import type { HubSearch } from '../feed/hub/search.ts'
import type { Ingest } from '../feed/ingest.ts'
import type { Library } from '../feed/library.ts'
import type { Outside } from '../feed/outside.ts'
import type { Trends } from '../feed/trends.ts'
import type { Metrics } from '../metrics.ts'
import type { SearchIndex } from '../search/search.ts'
import type { AnsweredQuestion } from '../store/feedback.ts'
import type { Store } from '../store/store.ts'
import type { Bound, StoredTalk } from '../store/talks.ts'

/** The rooms that a decision may ask, built once by main. */
export interface House {
  readonly library: Library
  readonly index: SearchIndex
  readonly trends: Trends
  readonly ingest: Ingest
  readonly hubSearch: HubSearch
  readonly fullText: FullText
  /** Where papers come from that the library lacks. */
  readonly outside: Outside
  readonly store: Store
  readonly posting: Posting
  readonly tick: Tick
  /** Phrases answers; undefined unless one is configured. */
  readonly model: HostedModel | undefined
  /** The hub's address, where people read papers. */
  readonly site: string
  /** Unix milliseconds. */
  readonly now: () => number
  /** A new name of 8 letters and digits, never given before. */
  readonly newKey: () => string
  readonly log: Log
  readonly metrics: Metrics
}

/** One request with what is known about it. */
export interface Asking {
  readonly house: House
  readonly adapter: Adapter
  readonly bound: Bound
  readonly request: Request
  /** What the thread it was said in is about. */
  readonly talk: StoredTalk | undefined
  readonly hint: string | undefined
}

export interface Decision {
  readonly reply: Reply
  /** The question that the reply answers, kept for its feedback before anybody can press. */
  readonly answered?: AnsweredQuestion
  /** What the place of the reply is about from now on. */
  readonly talk?: StoredTalk | undefined
  readonly afterwards?: () => Promise<void>
}
