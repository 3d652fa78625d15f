import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Day } from '../papers.ts'
import type { Database } from './database.ts'
import type { Owner } from './saved-papers.ts'

/** How many questions a day the hosted model may be asked: by one person, and in one workspace. */
export interface ModelBudget {
  readonly person: number
  readonly workspace: number
}

/** `first`: nobody has been told of it today. */
export type Spent =
  | { readonly kind: 'granted' }
  | { readonly kind: 'over'; readonly whose: keyof ModelBudget; readonly first: boolean }

/** Counts what the hosted model is asked, for all replicas together; no word of it, and nobody's name. */
export interface ModelUse {
  /** Counts one question on the day in UTC, or refuses it when the day's budget is spent. */
  spend(asker: Owner, budget: ModelBudget, nowMs: number): Promise<Spent>
  /** How many of this person were granted today; at most the budget. */
  today(asker: Owner, budget: ModelBudget, nowMs: number): Promise<number>
  /** Forgets the days before. */
  sweep(nowMs: number): Promise<void>
}

/** Counts in a database. */
export function modelUse(database: Database): ModelUse {
  /** The count after this one; it stops one above `most`, so that the first refusal is known from the others. */
  const count = async (day: Day, who: string, most: number): Promise<number | undefined> => {
    const [row] = await database.rows(
      z.object({ asked: z.number() }),
      `insert into model_use (day, who, asked) values (?, ?, 1)
       on conflict (day, who) do update set asked = model_use.asked + 1 where model_use.asked <= ?
       returning asked`,
      day,
      who,
      most,
    )
    return row?.asked
  }
  return {
    spend: async (asker, budget, nowMs) => {
      const day = dayAt(nowMs)
      // The person first: whoever is over their own budget takes nothing from the others.
      for (const whose of ['person', 'workspace'] as const) {
        const asked = await count(day, digestOf(asker, whose, day), budget[whose])
        if (asked === undefined || asked > budget[whose])
          return { kind: 'over', whose, first: asked !== undefined }
      }
      return { kind: 'granted' }
    },
    today: async (asker, budget, nowMs) => {
      const day = dayAt(nowMs)
      const [row] = await database.rows(
        z.object({ asked: z.number() }),
        'select asked from model_use where day = ? and who = ?',
        day,
        digestOf(asker, 'person', day),
      )
      return Math.min(row?.asked ?? 0, budget.person)
    },
    sweep: async nowMs => {
      await database.run('delete from model_use where day < ?', dayAt(nowMs))
    },
  }
}

function dayAt(nowMs: number): Day {
  return new Date(nowMs).toISOString().slice(0, 10)
}

/** Tells who is counted from everybody else, on this day only. */
function digestOf({ adapter, tenant, author }: Owner, whose: keyof ModelBudget, day: Day): string {
  const counted = whose === 'person' ? [adapter, tenant, author] : [adapter, tenant]
  return createHash('sha256')
    .update(JSON.stringify([day, ...counted]))
    .digest('base64url')
}
