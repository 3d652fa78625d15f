import { z } from 'zod'
import type { Place, Refusal, Reply } from '../chat.ts'
import type { FeedDay, PaperKey } from '../papers.ts'
import { NEVER_MS } from './claims.ts'
import type { Database } from './database.ts'
import { DEADLINE_MS, type Delivery, type FrozenPart } from './deliveries.ts'
import { joined } from './joined.ts'
import { absent } from './rows.ts'
import { pauseSubscription } from './subscriptions.ts'
import { talks } from './talks.ts'

/**
 * What becomes of a delivery in someone's hands. Except for `sent`, nothing is written by whoever no longer
 * holds it, whose fence is an older one.
 */
export interface Outcomes {
  /**
   * The intent, committed before the request: freezes the digest and its parts. The thread that a part goes to knows
   * its papers from now on, since who reads it may ask about it before the platform's answer is here. False if the
   * delivery was taken away, or will be within `postMs`: then it must not be sent.
   */
  begin(
    delivery: Delivery,
    frozen: { readonly feedDay: FeedDay; readonly parts: readonly FrozenPart[] },
    postMs: number,
  ): Promise<boolean>
  /**
   * Sent: remembered together with the papers that the channel has had by it and that its thread is about; the next
   * part may go. That is so whoever holds it by now. False if it has been sent by another message, so that this one is a second copy.
   */
  sent(
    delivery: Delivery,
    papers: readonly PaperKey[],
    posted: { readonly place: Place; readonly message: string },
  ): Promise<boolean>
  /** Back to be tried, or read back, after `afterMs`. */
  again(delivery: Delivery, state: 'due' | 'unknown', afterMs: number, why?: string): Promise<void>
  /** Left out, with the parts after it. */
  skip(delivery: Delivery, why: string): Promise<void>
  /** Cannot be read back: counts as sent, so that nothing comes twice. */
  uncertain(delivery: Delivery, papers: readonly PaperKey[], why: string): Promise<void>
  /**
   * Refused for good, and the parts after it are left out. With `notice`, the subscription is paused, and a post to
   * whoever made it is opened that tells so, once for each delivery.
   */
  refused(delivery: Delivery, why: Refusal, notice?: Notice): Promise<void>
}

export interface Notice {
  readonly person: string
  readonly key: string
  readonly reply: Reply
}

export function outcomes(database: Database): Outcomes {
  const together = joined(database)

  /** Whether the delivery was still in the caller's hands. */
  const write = async (
    inside: Database,
    { key, fence }: Delivery,
    changes: string,
    ...values: readonly (string | number | null)[]
  ): Promise<boolean> =>
    1 ===
    (await inside.run(
      `update delivery set ${changes} where key = ? and fence = ? and state in ('leased', 'sending', 'unknown')`,
      ...values,
      key,
      fence,
    ))

  const leaveOutRest = async (inside: Database, delivery: Delivery, why: string): Promise<void> => {
    await inside.run(
      "update delivery set state = 'skipped', why = ? where subscription = ? and local_day = ? and part > ? and state = 'due'",
      why,
      delivery.subscription,
      delivery.localDay,
      delivery.part,
    )
  }

  const letNextGo = async (inside: Database, { subscription, localDay, part }: Delivery): Promise<void> => {
    await inside.run(
      "update delivery set not_before_ms = ? where subscription = ? and local_day = ? and part = ? and state = 'due' and not_before_ms = ?",
      await inside.now(),
      subscription,
      localDay,
      part + 1,
      NEVER_MS,
    )
  }

  const had = async (inside: Database, delivery: Delivery, papers: readonly PaperKey[]): Promise<void> => {
    if (papers.length === 0) return
    const { adapter, tenant, channel } = delivery.bound
    const [row] = await inside.rows(
      z.object({ every: z.string() }),
      'select every from subscription where id = ?',
      delivery.subscription,
    )
    const [every, nowMs] = [row?.every ?? 'day', await inside.now()]
    await inside.run(
      `insert into had_paper (adapter, tenant, channel, every, paper, at_ms)
       values ${papers.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')} on conflict do nothing`,
      ...papers.flatMap(paper => [adapter, tenant, channel, every, paper, nowMs]),
    )
  }

  /** The thread under a post knows its papers: those of the message, and with each part those of the part, once. */
  const remember = async (
    inside: Database,
    { key, bound }: Delivery,
    papers: readonly PaperKey[],
    place: Place,
  ): Promise<void> => {
    if (papers.length === 0) return
    const before = await talks(inside).at(bound, place)
    const known = [...new Set([...(before?.papers ?? []), ...papers])]
    if (known.length === before?.papers.length) return
    await talks(inside).remember(bound, { key, ...before, papers: known }, [place], await inside.now())
  }

  return {
    begin: (delivery, { feedDay, parts }, postMs) =>
      together(async inside => {
        const [own, ...rest] = parts
        if (!own) return false
        const nowMs = await inside.now()
        const { key, fence, subscription, localDay, part, bound, dueMs, deadlineMs } = delivery
        const taken = await inside.run(
          `update delivery set state = 'sending', attempts = attempts + 1, tried_ms = coalesce(tried_ms, ?), feed_day = ?, papers = ?, payload = ?
           where key = ? and fence = ? and state = 'leased' and leased_until_ms > ?`,
          nowMs,
          feedDay,
          JSON.stringify(own.papers),
          JSON.stringify(own.reply),
          key,
          fence,
          nowMs + postMs,
        )
        if (taken !== 1) return false
        if (delivery.place !== undefined) await remember(inside, delivery, own.papers, delivery.place)
        for (const [index, { key: partKey, papers, reply }] of rest.entries()) {
          await inside.run(
            `insert into delivery (key, subscription, local_day, part, adapter, tenant, channel, state, due_ms, deadline_ms, not_before_ms, feed_day, papers, payload)
             values (?, ?, ?, ?, ?, ?, ?, 'due', ?, ?, ?, ?, ?, ?) on conflict do nothing`,
            partKey,
            subscription,
            localDay,
            part + index + 1,
            bound.adapter,
            bound.tenant,
            bound.channel,
            dueMs,
            deadlineMs,
            NEVER_MS,
            feedDay,
            JSON.stringify(papers),
            JSON.stringify(reply),
          )
        }
        return true
      }),

    sent: (delivery, papers, { place, message }) =>
      together(async inside => {
        const first = await inside.run(
          `update delivery set state = 'sent', place = ?, message = ?, why = null, payload = null, owner = null
           where key = ? and state <> 'sent'`,
          place,
          message,
          delivery.key,
        )
        if (first === 1) {
          await had(inside, delivery, papers)
          await remember(inside, delivery, papers, place)
          await letNextGo(inside, delivery)
          return true
        }
        const [row] = await inside.rows(
          z.object({ message: z.string().nullable() }),
          'select message from delivery where key = ?',
          delivery.key,
        )
        return row === undefined || absent(row.message) === message
      }),

    again: (delivery, state, afterMs, why) =>
      together(async inside => {
        const atMs = (await inside.now()) + afterMs
        await write(
          inside,
          delivery,
          'state = ?, not_before_ms = ?, why = ?, owner = null',
          state,
          atMs,
          why ?? null,
        )
      }),

    skip: (delivery, why) =>
      together(async inside => {
        if (await write(inside, delivery, "state = 'skipped', why = ?, owner = null", why))
          await leaveOutRest(inside, delivery, why)
      }),

    uncertain: (delivery, papers, why) =>
      together(async inside => {
        if (!(await write(inside, delivery, "state = 'uncertain', why = ?, owner = null", why))) return
        await had(inside, delivery, papers)
        // Without its message the rest has no thread to stand in.
        if (delivery.part === 0) await leaveOutRest(inside, delivery, 'lost')
        else await letNextGo(inside, delivery)
      }),

    refused: (delivery, why, notice) =>
      together(async inside => {
        if (!(await write(inside, delivery, "state = 'failed', why = ?, owner = null", why))) return
        await leaveOutRest(inside, delivery, why)
        if (!notice) return
        const nowMs = await inside.now()
        const { subscription, bound } = delivery
        await pauseSubscription(inside, subscription, why)
        await inside.run(
          `insert into delivery (key, subscription, local_day, part, adapter, tenant, channel, person, state, due_ms, deadline_ms, not_before_ms, papers, payload)
           values (?, ?, ?, 0, ?, ?, ?, ?, 'due', ?, ?, ?, '[]', ?) on conflict do nothing`,
          notice.key,
          subscription,
          notice.key,
          bound.adapter,
          bound.tenant,
          bound.channel,
          notice.person,
          nowMs,
          nowMs + DEADLINE_MS,
          nowMs,
          JSON.stringify(notice.reply),
        )
      }),
  }
}
