import type { Adapter, Log, Refusal, Reply } from '../chat.ts'
import type { Metrics } from '../metrics.ts'
import type { Store } from '../store/store.ts'
import type { Subscription } from '../store/subscriptions.ts'
import type { Choice } from './digest.ts'
import type { PartPresenter } from './parts.ts'
import type { Timing } from './timing.ts'

/** The words of a digest and of its refusal; the presenter's part, handed in. */
export interface DigestPresenter extends PartPresenter {
  refused(subscription: Subscription, why: Refusal): Reply
}

/** What delivering stands on. */
export interface Posting {
  readonly store: Store
  readonly adapters: ReadonlyMap<string, Adapter>
  /** What a digest is chosen from, as it is at this moment. */
  readonly choice: () => Choice
  /** Whether the library has every day that is complete by now, as far as anyone can know. */
  readonly upToDate: () => boolean
  readonly present: DigestPresenter
  /** A key of this process's life, by which others see who holds a delivery. */
  readonly owner: string
  readonly timing: Timing
  readonly log: Log
  readonly metrics: Metrics
}
