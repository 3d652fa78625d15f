/**
 * The border between the core and the platforms. Meaning crosses it, markup does not: the core says
 * what, each adapter decides how it looks and escapes at its own leaf.
 */

/** Plain text, or one styled run of it. Never markup. */
export type Span =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly quote: string }
  | { readonly link: string; readonly url: string }
export type Prose = readonly Span[]

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text' | 'note'; readonly prose: Prose }
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }

/** One thing worth opening: a linked title with a few short lines under it. */
export interface Item {
  readonly title: string
  readonly url: string
  readonly lines: readonly Prose[]
  readonly image?: string
  readonly button?: Button
}

/**
 * Pressing a button says `says` on the presser's behalf, so it needs no callback of its own. With
 * `asks` a one-line form of that label opens first, and what is typed follows `says` after a blank.
 */
export interface Button {
  readonly label: string
  readonly says: string
  readonly asks?: string
}

/** The longest `says`, in characters: the shortest limit among the platforms. The core keeps longer ones under a key. */
export const LONGEST_SAYS = 100

export interface Reply {
  /** One plain line: the notification, the screen reader, the name of the thread. */
  readonly summary: string
  readonly blocks: readonly Block[]
  /** Narrows the command's audience; a reply never widens what a deferral has promised. */
  readonly audience?: Audience
  /** Replaces the message whose button was pressed; posted anew when there is none. */
  readonly instead?: true
}

export type Audience = 'everyone' | 'asker'

export interface Option {
  readonly name: string
  readonly summary: string
  readonly kind: 'text' | 'number' | 'flag'
  readonly required?: true
  /** The bot completes it while it is typed, see `Bot.complete`. */
  readonly completes?: true
  /** A closed set of values, where it has one. */
  readonly choices?: readonly string[]
}

export interface Command {
  readonly name: string
  readonly summary: string
  /** Fixed for each command, since a platform may have to know it before the answer exists. */
  readonly audience: Audience
  readonly options: readonly Option[]
}

/** A thread, tenant included, in its adapter's own spelling; opaque to the core. */
export type Place = string

export interface Request {
  /** Platforms redeliver; each id is answered once. */
  readonly id: string
  /**
   * What was said. Text is read as it was typed (`grokking since:30d`, a question in a thread); text
   * that begins with `/` is always a command, and so is all that buttons say.
   */
  readonly input: string | { readonly command: string; readonly options: Readonly<Record<string, string>> }
  readonly author: string
  readonly tenant: string
  readonly channel: string
  readonly place?: Place
  /** Slash, button, direct message or mention; false for talk that is overheard. */
  readonly addressed: boolean
  /** Overheard in a channel, outside threads: its place is the thread that would begin under it, where answers go. */
  readonly begins?: true
  /** May subscribe, pause and set; the adapter knows how its platform says so. */
  readonly mayManage: boolean
}

/** Sends a reply to where its request came from; undefined when no thread can follow it. */
export type Deliver = (reply: Reply) => Promise<Place | undefined>

export type Address = { readonly adapter: string; readonly tenant: string } & (
  | { readonly channel: string; readonly place?: Place }
  | { readonly person: string }
)

/** `malformed`: the platform takes no post that is made like this one, wherever it goes. */
export type Refusal = 'unknown' | 'archived' | 'not_in_channel' | 'forbidden' | 'signed_out' | 'malformed'

/**
 * What became of a post. `later`: nothing was posted, and nothing will be taken for so long, in this channel or in
 * all that it `holds` besides. `unknown`: it may or may not be there, `find` tells later.
 */
export type Posted =
  | { readonly kind: 'sent'; readonly place: Place; readonly id: string }
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'later'; readonly afterMs: number; readonly holds?: 'tenant' | 'all' }
  | { readonly kind: 'unknown' }

/** How far apart a platform wants posts of the bot's own accord to be, in milliseconds on average; two may come at once. */
export interface Pace {
  readonly channelMs: number
  readonly tenantMs: number
  /** Wherever they go. */
  readonly allMs: number
}

/** How a reply stands in one message: all of it; every block, but some shortened; or short of some blocks. */
export type Fit = 'whole' | 'cut' | 'short'

/** How many connections to its platform an adapter has that can be heard over, and how many it means to have. */
export interface Connections {
  readonly up: number
  readonly wanted: number
}

/** What was found when something was looked at for the operator: good, or to be mended and then how. One sentence. */
export interface Finding {
  readonly verdict: 'good' | 'mend'
  readonly about: string
  readonly told: string
}

/** One platform. It translates and decides nothing. */
export interface Adapter {
  readonly name: string
  /** Resolves when requests can arrive; rejects with one sentence for the operator. */
  start(bot: Bot): Promise<void>
  /** How much of a reply one message takes; the same as `post` then makes of it. */
  fit(reply: Reply): Fit
  /** Posts once; `key` (≤ 25 characters) marks the message so that `find` can read it back. Never rejects, never retries. */
  post(to: Address, reply: Reply, key: string): Promise<Posted>
  /** The message that `key` marked, if it was posted since `sinceMs` (Unix time); undefined if there is none. */
  find(to: Address, key: string, sinceMs: number): Promise<Posted | undefined>
  /** Without it, posts go as fast as they are answered. */
  readonly pace?: Pace
  /** Takes back a message of the bot's own that has turned out to be a second copy, where that can be done. Never rejects. */
  withdraw?(to: Address, id: string): Promise<void>
  /** Why talk that does not mention the bot is not heard, in a sentence that can follow “But”; absent where it is heard. */
  readonly unheard?: string
  /** Who may manage a place there, in words that can follow “is for”; absent where everybody may. */
  readonly managers?: string
  /** Why a post there would be refused; undefined when it would not. */
  check(to: Address): Promise<Refusal | undefined>
  /** As they stand now; none is up before the start and after the stop. */
  connections(): Connections
  /** Takes nothing more; resolves when all that was taken is answered and the connections are closed. */
  stop(): Promise<void>
}

export interface Bot {
  readonly commands: readonly Command[]
  /** Never rejects: what goes wrong is logged and, where possible, told to the asker. */
  receive(request: Request, deliver: Deliver): Promise<void>
  /** At most 25 completions of what is being typed; each label and value ≤ 100 characters. */
  complete(typed: {
    readonly command: string
    readonly option: string
    readonly text: string
  }): Promise<readonly { readonly label: string; readonly value: string }[]>
}

/** One event, in whole words, with the facts that belong to it. Secrets are redacted by the log itself. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  facts?: Readonly<Record<string, unknown>>,
) => void

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text itself, or its beginning and an ellipsis: at most `limit` UTF-16 units, cut between graphemes. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text
  if (limit < 1) return ''
  let end = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit - 1) break
    end = index + segment.length
  }
  return `${text.slice(0, end).trimEnd()}…`
}
