import { z } from 'zod'
import type { Database } from './database.ts'
import { type Bound, REMEMBERED_MS } from './talks.ts'

/** Whether an answer helped. */
export type Verdict = 'helpful' | 'unhelpful'

/** What was asked for an answer, and in which talk. Nothing tells who asked. */
export interface AnsweredQuestion {
  readonly key: string
  readonly talk: string
  readonly question: string
}

/** Which answers helped, and what was asked for them. */
export interface Feedback {
  /** Keeps the question of an answer, for a verdict to be kept with. */
  keep(bound: Bound, asked: AnsweredQuestion, nowMs: number): Promise<void>
  /**
   * Keeps the verdict on an answer, in place of the one before: an answer has one, whoever gives it. False where no
   * such answer was given, or where it is no longer known.
   */
  judge(bound: Bound, key: string, verdict: Verdict): Promise<boolean>
  /** How many answers in this channel were found so, of those that are remembered. */
  counts(bound: Bound): Promise<Readonly<Record<Verdict, number>>>
  sweep(nowMs: number): Promise<void>
}

/** Feedback in a database. */
export function feedback(database: Database): Feedback {
  return {
    keep: async ({ adapter, tenant, channel }, { key, talk, question }, nowMs) => {
      await database.run(
        'insert into feedback (key, adapter, tenant, channel, talk, question, at_ms) values (?, ?, ?, ?, ?, ?, ?)',
        key,
        adapter,
        tenant,
        channel,
        talk,
        question,
        nowMs,
      )
    },
    judge: async ({ adapter, tenant, channel }, key, verdict) =>
      (await database.run(
        'update feedback set verdict = ? where key = ? and adapter = ? and tenant = ? and channel = ?',
        verdict,
        key,
        adapter,
        tenant,
        channel,
      )) === 1,
    counts: async ({ adapter, tenant, channel }) => {
      const rows = await database.rows(
        z.object({ verdict: z.enum(['helpful', 'unhelpful']), answers: z.number() }),
        `select verdict, count(*) as answers from feedback
         where adapter = ? and tenant = ? and channel = ? and verdict is not null group by verdict`,
        adapter,
        tenant,
        channel,
      )
      const of = (verdict: Verdict): number => rows.find(row => row.verdict === verdict)?.answers ?? 0
      return { helpful: of('helpful'), unhelpful: of('unhelpful') }
    },
    sweep: async nowMs => {
      await database.run('delete from feedback where at_ms < ?', nowMs - REMEMBERED_MS)
    },
  }
}
