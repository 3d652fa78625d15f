import { z } from 'zod'
import type { MessageBlocks } from './slack-blocks.ts'
import { SIGNING_SECRET } from './slack-wire.ts'

export const TEAM = 'T0TEAM'
export const BOT = 'U0BOT'
export const MANAGER = 'U0MANAGER'
export const GUEST = 'U0GUEST'
export const TOKENS = { bot: 'xoxb-test', app: 'xapp-test', signingSecret: SIGNING_SECRET } as const

export interface Channel {
  readonly members: Set<string>
  readonly type: 'channel' | 'group' | 'im'
  readonly isArchived?: true
}

export const CHANNELS = {
  papers: 'C0PAPERS',
  outside: 'C0OUTSIDE',
  secret: 'C0SECRET',
  old: 'C0OLD',
  managersDirect: 'D0MANAGER',
  guestsDirect: 'D0GUEST',
} as const

export interface SlackMessage {
  readonly channel: string
  readonly ts: string
  readonly thread_ts?: string | undefined
  readonly user: string
  text: string
  blocks: MessageBlocks
  readonly metadata?: unknown
  /** The one person who sees it. */
  readonly only?: string | undefined
  readonly subtype?: string | undefined
}

/** A refusal in Slack's words. */
export const refuse = (error: string): never => {
  throw new Error('refused', { cause: error })
}

export type World = ReturnType<typeof createWorld>

/** One workspace: its people, its channels of every kind, and what has been said there. */
export function createWorld() {
  const users = new Map([
    [BOT, { id: BOT, team_id: TEAM, real_name: 'Paperboy', is_bot: true }],
    [MANAGER, { id: MANAGER, team_id: TEAM, real_name: 'Manager' }],
    [GUEST, { id: GUEST, team_id: TEAM, real_name: 'Guest', is_restricted: true }],
  ])
  const everyone = () => new Set([BOT, MANAGER, GUEST])
  const channels = new Map<string, Channel>([
    [CHANNELS.papers, { type: 'channel', members: everyone() }],
    [CHANNELS.outside, { type: 'channel', members: new Set([MANAGER, GUEST]) }],
    [CHANNELS.secret, { type: 'group', members: new Set([MANAGER]) }],
    [CHANNELS.old, { type: 'channel', members: everyone(), isArchived: true }],
    [CHANNELS.managersDirect, { type: 'im', members: new Set([BOT, MANAGER]) }],
    [CHANNELS.guestsDirect, { type: 'im', members: new Set([BOT, GUEST]) }],
  ])
  const messages: SlackMessage[] = []
  /** Each time the bot sent or changed a message: that message. */
  const changes: SlackMessage[] = []
  const violations: string[] = []
  const waiting = new Set<() => void>()
  const poke = (): void => {
    for (const look of waiting) look()
  }

  /** By which messages are dated, in Unix milliseconds; may be changed at any time. */
  const clock = { now: Date.now }
  let lastMicros = 0
  const nextTs = (): string => {
    lastMicros = Math.max(lastMicros + 1, clock.now() * 1_000)
    return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
  }

  const visibleChannel = (id: string): Channel => {
    const channel = channels.get(id)
    if (!channel || (channel.type !== 'channel' && !channel.members.has(BOT)))
      return refuse('channel_not_found')
    return channel
  }
  const writable = (id: string): Channel => {
    const channel = visibleChannel(id)
    if (channel.isArchived) refuse('is_archived')
    return channel.members.has(BOT) ? channel : refuse('not_in_channel')
  }
  const put = (sent: SlackMessage): SlackMessage => {
    messages.push(sent)
    if (sent.user === BOT) changes.push(sent)
    poke()
    return sent
  }
  const checked = <T>(shape: z.ZodType<T>, args: unknown, error: string): T => {
    const read = shape.safeParse(args)
    if (read.success) return read.data
    violations.push(`${error}: ${z.prettifyError(read.error)}`)
    return refuse(error)
  }
  const change = (original: SlackMessage, { text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): void => {
    Object.assign(original, { text, blocks })
    changes.push(original)
    poke()
  }

  return {
    users,
    channels,
    clock,
    messages,
    changes,
    /** What the platform would only frown upon. */
    violations,
    poke,
    nextTs,
    /** Throws unless the bot sees it. */
    visibleChannel,
    /** Throws unless the bot can write there. */
    writable,
    put,
    change,
    /** What was sent, in the shape it must have; refused with this error otherwise. */
    checked,

    /** Resolves as soon as it is so; rejects after 5 s, saying what was awaited. */
    until: (isSo: () => boolean, what: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`waited 5 s for ${what}; ${violations.join('; ')}`))
        }, 5_000)
        const look = () => {
          if (!isSo()) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
