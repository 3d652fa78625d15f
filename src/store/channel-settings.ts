import { z } from 'zod'
import type { Database } from './database.ts'
import type { Bound } from './talks.ts'

export const FOLLOWUPS = ['auto', 'mention', 'off'] as const
/** Which talk in its threads the bot answers: what is meant for it, only mentions, or none. */
export type Followups = (typeof FOLLOWUPS)[number]

export const LINKS = ['on', 'off'] as const
/** Whether a link to a paper that people post gets a card. */
export type Links = (typeof LINKS)[number]

export interface ChannelSettings {
  /** `auto`, unless set. */
  followups(bound: Bound): Promise<Followups>
  setFollowups(bound: Bound, value: Followups): Promise<void>
  /** `off`, unless set. */
  links(bound: Bound): Promise<Links>
  setLinks(bound: Bound, value: Links): Promise<void>
}

export function channelSettings(database: Database): ChannelSettings {
  const read = async <T extends string>(
    { adapter, tenant, channel }: Bound,
    name: string,
    values: readonly T[],
  ): Promise<T | undefined> => {
    const [row] = await database.rows(
      z.object({ value: z.enum(values) }),
      'select value from setting where adapter = ? and tenant = ? and channel = ? and name = ?',
      adapter,
      tenant,
      channel,
      name,
    )
    return row?.value
  }
  const write = async ({ adapter, tenant, channel }: Bound, name: string, value: string): Promise<void> => {
    await database.run(
      `insert into setting (adapter, tenant, channel, name, value) values (?, ?, ?, ?, ?)
       on conflict (adapter, tenant, channel, name) do update set value = excluded.value`,
      adapter,
      tenant,
      channel,
      name,
      value,
    )
  }
  return {
    followups: async bound => (await read(bound, 'followups', FOLLOWUPS)) ?? 'auto',
    setFollowups: (bound, value) => write(bound, 'followups', value),
    links: async bound => (await read(bound, 'links', LINKS)) ?? 'off',
    setLinks: (bound, value) => write(bound, 'links', value),
  }
}
