import type { Place } from '../../src/chat.ts'

/** The tenant of every direct message. */
export const DIRECT = '@me'

/**
 * Where talk goes on: under one message of a channel. The thread started from a message has that message's
 * id, so the place of a message and of its thread are one, and a message has a place before it has a thread.
 */
export interface Spot {
  /** A guild, or `@me`. */
  readonly tenant: string
  /** Never a thread: its parent. */
  readonly channel: string
  /** A message, and its thread if it has one. */
  readonly root: string
}

export const placeOf = ({ tenant, channel, root }: Spot): Place => `${tenant}/${channel}/${root}`

export function spotOf(place: Place): Spot | undefined {
  const [, tenant, channel, root] = /^(@me|\d+)\/(\d+)\/(\d+)$/.exec(place) ?? []
  return tenant && channel && root ? { tenant, channel, root } : undefined
}

/** Direct messages know no threads: there, what belongs under a message replies to it. */
export const hasThread = ({ tenant }: Spot): boolean => tenant !== DIRECT
