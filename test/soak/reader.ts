import { setTimeout as pause } from 'node:timers/promises'

/**
 * Somebody who uses the bot on a platform all the while, one thing after the other, and counts: each must be answered,
 * with so many messages and no more.
 */
export interface Reader {
  readonly platform: string
  /** How many messages the bot has sent, as the platform has them. */
  arrived(): number
  /** Searches, asks on in the thread under the hits, presses a button: what is done and the messages that it brings. */
  readonly acts: readonly Act[]
  /** Subscribes a channel that is new each time, and has the day's papers posted there. */
  readonly post: readonly Act[]
  /** Takes the connection away in one of several ways, in turn; resolves when another stands. */
  reconnect(turn: number): Promise<void>
}

export interface Act {
  readonly what: string
  readonly brings: number
  do(): Promise<void>
}

/** How long the bot may take; it may have to connect first. */
const PATIENCE_MS = 60_000
/** Nobody may give more than 20 commands a minute. */
const BETWEEN_MS = 3_500
/** What comes twice comes a little later. */
const AFTERWARDS_MS = 5_000

export interface Readings {
  asked: number
  reconnects: number
  /** What was not answered, or with something else than what it should bring. */
  readonly wrong: string[]
}

/** Goes on until `untilMs`; once a minute another channel gets its post, and the connection is lost in the middle of it all. */
export async function goOn(reader: Reader, untilMs: number): Promise<Readings> {
  const readings: Readings = { asked: 0, reconnects: 0, wrong: [] }
  const perform = async ({ what, brings, do: act }: Act): Promise<void> => {
    const awaited = reader.arrived() + brings
    readings.asked += 1
    await act()
    const lateMs = Date.now() + PATIENCE_MS
    while (reader.arrived() < awaited && Date.now() < lateMs) await pause(50)
    if (reader.arrived() !== awaited)
      readings.wrong.push(`${what}: ${reader.arrived() - awaited + brings} messages instead of ${brings}`)
  }
  let minute = 0
  while (Date.now() < untilMs) {
    const nextMs = Math.min(Date.now() + 60_000, untilMs)
    for (const act of reader.post) await perform(act)
    const reconnected = reader.reconnect(minute++)
    for (let turn = 0; Date.now() < nextMs; turn += 1) {
      const act = reader.acts[turn % reader.acts.length]
      if (act) await perform(act)
      await pause(BETWEEN_MS)
    }
    await reconnected
    readings.reconnects += 1
  }
  const arrived = reader.arrived()
  await pause(AFTERWARDS_MS)
  if (reader.arrived() > arrived) readings.wrong.push(`${reader.arrived() - arrived} messages too many`)
  return readings
}
