import { z } from 'zod'
import type { Place } from '../chat.ts'
import type { Database } from './database.ts'
import type { Bound } from './talks.ts'

/** What was known of a thread besides its papers. */
export interface Forgotten {
  /** Questions that were kept for feedback. */
  readonly questions: number
}

/** Makes a thread as if it had never been: see `Store.forgetThread`. */
export async function forgetThread(
  database: Database,
  { adapter, tenant, channel }: Bound,
  place: Place,
): Promise<Forgotten | undefined> {
  return database.atomically(async inside => {
    const talks = await inside.rows(
      z.object({ key: z.string() }),
      `select key from talk where adapter = ? and tenant = ? and channel = ?
         and (thread = ? or key in (select talk from talk_place where adapter = talk.adapter and place = ?))`,
      adapter,
      tenant,
      channel,
      place,
      place,
    )
    await inside.run('delete from link_card where adapter = ? and place = ?', adapter, place)
    let questions = 0
    for (const { key } of talks) {
      await inside.run('delete from kept_words where talk = ?', key)
      questions += await inside.run('delete from feedback where talk = ? and verdict is null', key)
      // A verdict stays to be counted; it says nothing without its question.
      questions += await inside.run('update feedback set question = null, talk = null where talk = ?', key)
      await inside.run('delete from talk where key = ?', key)
    }
    return talks.length === 0 ? undefined : { questions }
  })
}
