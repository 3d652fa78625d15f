import type { Place } from '../../src/chat.ts'

/** A thread: `ts` is that of its first message, "seconds.microseconds". Never a number: a float loses digits. */
export interface Thread {
  readonly team: string
  readonly channel: string
  readonly ts: string
}

export const spellPlace = ({ team, channel, ts }: Thread): Place => `${team}/${channel}/${ts}`

/** The thread of a place; undefined for what this adapter never spelled. */
export function readPlace(place: Place): Thread | undefined {
  const [, team, channel, ts] = /^(\w+)\/(\w+)\/(\d+\.\d+)$/.exec(place) ?? []
  return team && channel && ts ? { team, channel, ts } : undefined
}

/** As the Web API takes it. */
export const inThread = (ts: string | undefined): { readonly thread_ts?: string } =>
  ts === undefined ? {} : { thread_ts: ts }

/** Slack's direct messages; their ids begin so. */
export const isDirect = (channel: string): boolean => channel.startsWith('D')
