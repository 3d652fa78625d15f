import { z } from 'zod'
import type { Database } from './database.ts'
import type { Bound } from './talks.ts'

export const FOLLOWUPS = ['auto', 'mention', 'off'] as const
/** Which talk in its threads the bot answers: what is meant for it, only mentions, or none. */
export type Followups = (typeof FOLLOWUPS)[number]

export interface ChannelSettings {
  followups(bound: Bound): Promise<Followups>
  setFollowups(bound: Bound, value: Followups): Promise<void>
}

export function channelSettings(database: Database): ChannelSettings {
  return {
    followups: async ({ adapter, tenant, channel }) => {
      const [row] = await database.rows(
        z.object({ value: z.enum(FOLLOWUPS) }),
        "select value from setting where adapter = ? and tenant = ? and channel = ? and name = 'followups'",
        adapter,
        tenant,
        channel,
      )
      return row?.value ?? 'auto'
    },
    setFollowups: async ({ adapter, tenant, channel }, value) => {
      await database.run(
        `insert into setting (adapter, tenant, channel, name, value) values (?, ?, ?, 'followups', ?)
         on conflict (adapter, tenant, channel, name) do update set value = excluded.value`,
        adapter,
        tenant,
        channel,
        value,
      )
    },
  }
}
