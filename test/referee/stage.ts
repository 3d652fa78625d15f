/** What a person can do on a platform, and what is to be seen there. */
export interface Stage {
  readonly name: string
  slash(who: Who, words: string, channel?: 'papers' | 'elsewhere'): Promise<void>
  /** Presses the newest button of that label; `typed` is entered into the form that opens. */
  press(who: Who, label: string, typed?: string): Promise<void>
  /** In the channel, or in the thread of the newest message that can have one. */
  mention(who: Who, words: string, where: 'channel' | 'thread'): Promise<void>
  /** In that thread, to nobody in particular. */
  say(who: Who, words: string): Promise<void>
  direct(who: Who, words: string): Promise<void>
  /** Delivers the last talk once more. */
  redeliver(): Promise<void>
  /** The connection breaks; resolves when the bot has one again. */
  disturb(): Promise<void>
  /** All that anybody sees, as text. */
  transcript(): Promise<string>
  violations(): Promise<readonly unknown[]>
}

/** The manager may subscribe and set; the guest may not. */
export type Who = 'manager' | 'guest'
