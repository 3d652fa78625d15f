/** What people can do on a platform, in a channel of their own, and what the bot says to them there. */
export interface Stage {
  readonly name: string
  /** `away` is a channel where the bot may not post. */
  slash(who: Who, words: string, where?: 'away'): Promise<void>
  /** Presses the newest button of that label; `typed` is entered into the form that opens. */
  press(who: Who, label: string, typed?: string): Promise<void>
  /** Talk, with `@bot` in it or not. It is delivered twice, as platforms do. */
  tell(who: Who, words: string, where: Spot): Promise<void>
  /** The connection breaks, where there is one; resolves when it stands again. */
  disturb(): Promise<void>
  /** What only this platform has, by journey; each rejects when it is not as it should be. */
  readonly tricks: Readonly<Record<string, () => Promise<void>>>
  /** Everything the bot has said, as it reads now, the oldest first. */
  said(): Promise<readonly Said[]>
  /** What the platform objects to: broken rules, requests that it refused, foreign text that acts. */
  objections(): Promise<readonly unknown[]>
}

/** The manager may subscribe and set, the guest may not. Each of them has twenty commands a minute. */
export type Who = 'manager' | 'reader' | 'guest'
/** The thread is that of the bot's newest message in the channel. */
export type Spot = 'channel' | 'thread' | 'direct'

export interface Said {
  readonly id: string
  readonly to: 'everyone' | 'thread' | 'asker'
  /** Without markup. */
  readonly text: string
}

/** Every object within a JSON value, outer ones first. */
export const within = (value: unknown): readonly object[] =>
  typeof value !== 'object' || value === null ? [] : [value, ...Object.values(value).flatMap(within)]
