import { z } from 'zod'
import type { Place } from '../chat.ts'
import type { PaperKey } from '../papers.ts'
import type { Database } from './database.ts'
import { absent, stringList } from './rows.ts'

/** Half a year: a thread that old is not taken up again. */
export const REMEMBERED_MS = 183 * 24 * 60 * 60_000

/** Where words and talks are bound to: what was said in one channel means nothing in another. */
export interface Bound {
  readonly adapter: string
  readonly tenant: string
  readonly channel: string
}

/** What a thread is about: its papers in the order of their numbers, and the one last spoken of. */
export interface StoredTalk {
  readonly key: string
  readonly papers: readonly PaperKey[]
  readonly focus?: PaperKey | undefined
  /** What brings the next page of its list. */
  readonly next?: string | undefined
  /** Who alone has seen it; everyone when absent. */
  readonly seenBy?: string | undefined
  /** Somebody has asked the bot to speak here only when spoken to. */
  readonly quiet?: boolean
}

export interface KeptWords {
  readonly key: string
  readonly says: string
  readonly talk: string | undefined
}

export interface Talks {
  /** Keeps a talk, or what has become of it, and the places where it goes on; it belongs to the first it ever had. */
  remember(bound: Bound, talk: StoredTalk, places: readonly Place[], nowMs: number): Promise<void>
  at(bound: Bound, place: Place): Promise<StoredTalk | undefined>
  under(bound: Bound, key: string): Promise<StoredTalk | undefined>
  /** The talk of a channel that was last touched, of those that everyone or this person has seen. */
  latest(bound: Bound, person: string): Promise<StoredTalk | undefined>
  /** Keeps words too long for a button, and the talk they belong to, if to any. */
  keepWords(bound: Bound, kept: KeptWords, nowMs: number): Promise<void>
  words(bound: Bound, key: string): Promise<string | undefined>
  sweep(nowMs: number): Promise<void>
}

const talkShape = z
  .object({
    key: z.string(),
    papers: stringList,
    focus: z.string().nullable(),
    next: z.string().nullable(),
    quiet: z.number(),
    seen_by: z.string().nullable(),
  })
  .transform(
    ({ focus, next, quiet, seen_by, ...row }): StoredTalk => ({
      ...row,
      focus: absent(focus),
      next: absent(next),
      quiet: quiet === 1,
      seenBy: absent(seen_by),
    }),
  )

const TALK = 'select talk.key, talk.papers, talk.focus, talk.next, talk.quiet, talk.seen_by from talk'
const BOUND = 'talk.adapter = ? and talk.tenant = ? and talk.channel = ?'

export function talks(database: Database): Talks {
  const one = async (where: string, bound: Bound, last: string): Promise<StoredTalk | undefined> => {
    const sql = `${TALK} ${where}`
    const [talk] = await database.rows(talkShape, sql, bound.adapter, bound.tenant, bound.channel, last)
    return talk
  }
  return {
    remember: (bound, talk, places, nowMs) =>
      database.atomically(async inside => {
        await inside.run(
          `insert into talk (key, adapter, tenant, channel, papers, focus, next, quiet, seen_by, thread, at_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           on conflict (key) do update set papers = excluded.papers, focus = excluded.focus, next = excluded.next,
             quiet = excluded.quiet, thread = coalesce(talk.thread, excluded.thread), at_ms = excluded.at_ms`,
          talk.key,
          bound.adapter,
          bound.tenant,
          bound.channel,
          JSON.stringify(talk.papers),
          talk.focus ?? null,
          talk.next ?? null,
          talk.quiet ? 1 : 0,
          talk.seenBy ?? null,
          places[0] ?? null,
          nowMs,
        )
        for (const place of places) {
          await inside.run(
            `insert into talk_place (adapter, place, talk) values (?, ?, ?)
             on conflict (adapter, place) do update set talk = excluded.talk`,
            bound.adapter,
            place,
            talk.key,
          )
        }
      }),
    at: (bound, place) =>
      one(
        `join talk_place on talk_place.talk = talk.key and talk_place.adapter = talk.adapter where ${BOUND} and talk_place.place = ?`,
        bound,
        place,
      ),
    under: (bound, key) => one(`where ${BOUND} and talk.key = ?`, bound, key),
    latest: (bound, person) =>
      one(
        `where ${BOUND} and (talk.seen_by is null or talk.seen_by = ?) order by talk.at_ms desc limit 1`,
        bound,
        person,
      ),
    keepWords: async (bound, { key, says, talk }, nowMs) => {
      await database.run(
        `insert into kept_words (key, adapter, tenant, channel, says, talk, at_ms) values (?, ?, ?, ?, ?, ?, ?)
         on conflict (key) do update set at_ms = excluded.at_ms`,
        key,
        bound.adapter,
        bound.tenant,
        bound.channel,
        says,
        talk ?? null,
        nowMs,
      )
    },
    words: async (bound, key) => {
      const [row] = await database.rows(
        z.object({ says: z.string() }),
        'select says from kept_words where key = ? and adapter = ? and tenant = ? and channel = ?',
        key,
        bound.adapter,
        bound.tenant,
        bound.channel,
      )
      return row?.says
    },
    sweep: async nowMs => {
      await database.run('delete from talk where at_ms < ?', nowMs - REMEMBERED_MS)
      await database.run('delete from kept_words where at_ms < ?', nowMs - REMEMBERED_MS)
    },
  }
}
