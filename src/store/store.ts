import { z } from 'zod'
import type { Place } from '../chat.ts'
import { type ChannelSettings, channelSettings } from './channel-settings.ts'
import { type Claims, claims } from './claims.ts'
import { type Backlog, backlog } from './condition.ts'
import type { Database } from './database.ts'
import { type Deliveries, deliveries } from './deliveries.ts'
import { openDatabase } from './engines/open-database.ts'
import { type Feedback, feedback } from './feedback.ts'
import { type Forgotten, forgetThread } from './forgetting.ts'
import { type FullTexts, fullTexts } from './full-texts.ts'
import { type Inbound, inbound } from './inbound.ts'
import { type Leases, leases } from './leases.ts'
import { type LinkCards, linkCards } from './link-cards.ts'
import { migrate } from './migrations.ts'
import { type ModelUse, modelUse } from './model-use.ts'
import { type MonthPages, monthPages } from './month-pages.ts'
import { refuseHalfMoved } from './moving/move.ts'
import { type Outcomes, outcomes } from './outcomes.ts'
import { type PaperShelf, paperShelf } from './papers.ts'
import { type SavedPapers, savedPapers } from './saved-papers.ts'
import { type Starts, starts } from './starts.ts'
import { type Subscriptions, subscriptions } from './subscriptions.ts'
import { type Bound, type Talks, talks } from './talks.ts'

/** Everything that outlives the process. */
export interface Store {
  readonly papers: PaperShelf
  readonly monthPages: MonthPages
  readonly fullTexts: FullTexts
  readonly inbound: Inbound
  readonly talks: Talks
  readonly feedback: Feedback
  readonly saved: SavedPapers
  readonly settings: ChannelSettings
  readonly linkCards: LinkCards
  readonly subscriptions: Subscriptions
  readonly deliveries: Deliveries
  readonly claims: Claims
  readonly leases: Leases
  readonly outcomes: Outcomes
  readonly modelUse: ModelUse
  /**
   * Deletes all that is known of a thread: the talks that began or went on in it and their places, which links had
   * their card, words kept for their buttons, and the questions kept for feedback. Of a question found helpful or not only the count stays.
   * Undefined where nothing was known.
   */
  forgetThread(bound: Bound, place: Place): Promise<Forgotten | undefined>
  readonly starts: Starts
  /** What is owed to channels at this moment. */
  backlog(): Promise<Backlog>
  /** Resolves when the database has answered; rejects when it does not. */
  answers(): Promise<void>
  /** Unix milliseconds, of the one clock that every process on this store shares. */
  now(): Promise<number>
  close(): Promise<void>
}

/**
 * Opens the store that DATABASE_URL names, `sqlite:PATH`, `sqlite::memory:` or `postgres://…`, and brings its
 * schema up to date. Rejects with one sentence for the operator when it cannot. `now` is the clock where the
 * database has none of its own, in Unix milliseconds.
 */
export async function openStore(url: string, now: () => number = Date.now): Promise<Store> {
  return storeOn(await openDatabase(url, now))
}

/** As `openStore`, on a database that is open already; closes it when it cannot be used. */
export async function storeOn(database: Database): Promise<Store> {
  try {
    await migrate(database)
    await refuseHalfMoved(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    papers: paperShelf(database),
    monthPages: monthPages(database),
    fullTexts: fullTexts(database),
    inbound: inbound(database),
    talks: talks(database),
    feedback: feedback(database),
    saved: savedPapers(database),
    settings: channelSettings(database),
    linkCards: linkCards(database),
    subscriptions: subscriptions(database),
    deliveries: deliveries(database),
    claims: claims(database),
    leases: leases(database),
    outcomes: outcomes(database),
    modelUse: modelUse(database),
    forgetThread: (bound, place) => forgetThread(database, bound, place),
    starts: starts(database),
    backlog: () => backlog(database),
    answers: async () => void (await database.rows(z.unknown(), 'select 1 as one')),
    now: database.now,
    close: database.close,
  }
}
