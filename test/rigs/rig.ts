import type { Adapter, Bot } from '../../src/chat.ts'

/** A message as a person sees it: words without markup, links and buttons apart. */
export interface Seen {
  readonly id: string
  /** All visible words, blocks parted by line ends; escaped characters as the reader sees them. */
  readonly text: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
  readonly buttons: readonly string[]
  /** Shown to the asker alone. */
  readonly private: boolean
  /** The id of the message whose thread it stands in. */
  readonly under?: string
  readonly channel: string
}

export type Person = 'manager' | 'guest'

/**
 * One platform with its network cut off at the real client: what people do, what they see. Every
 * act resolves with the next message that answers it, and rejects when none comes within 5 s.
 */
export interface Rig {
  readonly name: string
  readonly adapter: Adapter
  /** The tenant and the channel where acts happen unless they say otherwise. */
  readonly tenant: string
  readonly channel: string
  start(bot: Bot): Promise<void>
  /** Types the slash command: `search grokking since:30d`, `subscribe at:09:00`. */
  slash(who: Person, words: string): Promise<Seen>
  /** The same in a direct message. */
  direct(who: Person, words: string): Promise<Seen>
  /** Mentions the bot, in the channel or under a message. */
  mention(who: Person, words: string, under?: Seen): Promise<Seen>
  /** Says something without naming the bot, in the thread under a message or in the channel, and expects an answer. */
  reply(who: Person, words: string, under?: Seen): Promise<Seen>
  /** The same talk, expecting none; resolves when the bot has read it. */
  overhear(who: Person, words: string, under?: Seen): Promise<void>
  /** Presses a button by its label; `typed` is what is entered when a form opens. */
  press(who: Person, seen: Seen, label: string, typed?: string): Promise<Seen>
  /** Everything the bot has ever sent, as it looks now (edits applied), oldest first. */
  seen(): Promise<readonly Seen[]>
  /** Delivers the last slash, mention or press once more, as platforms do. Resolves when the bot has read it. */
  redeliver(): Promise<void>
  stop(): Promise<void>
}
