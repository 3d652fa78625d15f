import { z } from 'zod'
import { type FormMemory, readButton, readForm } from './buttons.ts'
import { isDirect } from './places.ts'

/** What somebody asked, where, and every way back that Slack gives for it. */
export interface Asked {
  /** The same for every delivery of one gesture. */
  readonly id: string
  readonly input: string
  readonly author: string
  readonly team: string
  readonly channel: string
  /** The first message of the thread it was asked in, or of that under the pressed message. */
  readonly thread?: string | undefined
  readonly addressed: boolean
  /** Overheard in the channel itself: `thread` is the one that would begin under it. */
  readonly begins?: true
  /** Takes 5 answers within 30 minutes, wherever it was asked, membership or not. */
  readonly responseUrl?: string | undefined
  readonly pressed?: Pressed | undefined
}

/** The message whose button was pressed. */
export interface Pressed {
  readonly ts: string
  /** Only its reader sees it, and it can be changed by the response_url alone. */
  readonly private: boolean
}

/** What an empty command or a bare mention asks for. */
const HELP = '/help'

const slash = z.object({
  trigger_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  text: z.string().default(''),
  response_url: z.url(),
})

/** The slash command. Slack never sends one twice, so its trigger names it; throws when it is not of Slack's shape, as all readers here do. */
export function readSlash(body: unknown, team: string): Asked {
  const { trigger_id, channel_id, user_id, text, response_url } = slash.parse(body)
  return {
    id: trigger_id,
    input: asTyped(text).trim() || HELP,
    author: user_id,
    team,
    channel: channel_id,
    addressed: true,
    responseUrl: response_url,
  }
}

const press = z.object({
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  container: z.object({
    channel_id: z.string(),
    message_ts: z.string(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().default(false),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  response_url: z.url().optional(),
  actions: z.tuple([z.object({ value: z.string(), text: z.object({ text: z.string() }) })], z.unknown()),
})

/** A pressed button: it says something, or opens a form that will. */
export type Press =
  | { readonly kind: 'says'; readonly asked: Asked }
  | {
      readonly kind: 'asks'
      /** The press itself, what it says still unfinished. */
      readonly asked: Asked
      readonly trigger: string
      readonly title: string
      readonly label: string
      readonly memory: FormMemory
    }

/** A press belongs to the thread of its message, also when it has none yet; one that only its reader sees can have none. */
export function readPress(body: unknown, team: string): Press {
  const { trigger_id, user, container, message, response_url, actions } = press.parse(body)
  const { says, asks } = readButton(actions[0].value)
  const hidden = container.is_ephemeral
  const under = container.thread_ts ?? message?.thread_ts
  const thread = under ?? (hidden ? undefined : container.message_ts)
  const back = {
    channel: container.channel_id,
    ...(thread !== undefined && { thread }),
    ...(response_url !== undefined && { responseUrl: response_url }),
    pressed: { ts: container.message_ts, private: hidden },
  }
  const asked: Asked = { id: trigger_id, input: says, author: user.id, team, addressed: true, ...back }
  if (asks === undefined) return { kind: 'says', asked }
  const title = actions[0].text.text
  return { kind: 'asks', asked, trigger: trigger_id, title, label: asks, memory: { says, ...back } }
}

const submission = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({ id: z.string() }).loose(),
})

/** A form sent off: what its button says, then what was typed. A form can be sent off once, so its id is that of the request. */
export function readSubmission(body: unknown, team: string): Asked {
  const { user, view } = submission.parse(body)
  const { says, typed, ...back } = readForm(view)
  return { id: view.id, input: `${says} ${typed}`, author: user.id, team, addressed: true, ...back }
}

const message = z.object({
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  text: z.string().default(''),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
})

/** What a person says anew; all other subtypes are edits, joins and other news. */
const SAID = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

/**
 * Something said where the bot can hear it, as `app_mention` or as `message`: one gesture may come as both,
 * so nothing here depends on which. Undefined when nobody says anything anew: other bots, edits, joins.
 */
export function readMessage(event: unknown, team: string, bot: string): Asked | undefined {
  const { subtype, bot_id, user, text, channel, ts, thread_ts } = message.parse(event)
  if (bot_id !== undefined || user === undefined || user === bot || !SAID.has(subtype)) return undefined
  const mentioned = new RegExp(`<@${bot}(\\|[^>]*)?>`).test(text)
  const addressed = mentioned || isDirect(channel)
  const thread = thread_ts === ts ? undefined : thread_ts
  const words = asTyped(text.replace(new RegExp(`\\s*<@${bot}(\\|[^>]*)?>[,:]?\\s*`, 'g'), ' ')).trim()
  if (!addressed && words === '') return undefined
  return {
    id: `${team}/${channel}/${ts}`,
    input: words || HELP,
    author: user,
    team,
    channel,
    ...(addressed || thread !== undefined ? { thread } : { thread: ts, begins: true }),
    addressed,
  }
}

/** Text as it was typed: links, mentions and entities as Slack writes them undone. */
export function asTyped(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) => {
      if (/^[@#!]/.test(target)) return spoken(target, label)
      return label !== undefined && target.includes(label) ? label : target
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** `@U1|ann` as @ann, `#C1|papers` as #papers, `!here` as @here. */
const spoken = (target: string, label: string | undefined): string =>
  `${target.startsWith('#') ? '#' : '@'}${label?.replace(/^[@#]/, '') || target.slice(1)}`
