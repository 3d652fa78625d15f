import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import manifest from '../../adapters/slack/manifest.json' with { type: 'json' }
import { formView, type MessageBlocks, messageBlocks } from './slack-blocks.ts'
import { ACK_MS, createWire, type Envelope, SIGNING_SECRET } from './slack-wire.ts'

/**
 * Slack on loopback, as small as the journeys need: the Web API calls we make, Socket Mode, and HTTP with
 * signatures. The scopes and events of our own manifest are its law. What the platform would refuse it
 * refuses, and what it would only frown upon stands in `violations`.
 */

export const TEAM = 'T0TEAM'
export const BOT = 'U0BOT'
export const MANAGER = 'U0MANAGER'
export const GUEST = 'U0GUEST'
export const TOKENS = { bot: 'xoxb-test', app: 'xapp-test', signingSecret: SIGNING_SECRET } as const

interface Channel {
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

/** Spoils the next call of a method: before it takes effect, or only its answer. */
export interface Fault {
  readonly method: string
  readonly after?: true
  readonly answer:
    | { readonly error: string }
    | { readonly status: number; readonly retryAfter?: number }
    | 'drop'
}

const SCOPES_OF: Readonly<Record<string, string>> = {
  'users.info': 'users:read',
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
}
const EVENT_OF = { channel: 'channels', group: 'groups', im: 'im' } as const

const message = z.object({
  channel: z.string(),
  ts: z.string().optional(),
  user: z.string().optional(),
  thread_ts: z
    .string()
    .regex(/^\d{10}\.\d{6}$/)
    .optional(),
  text: z.string().min(1).max(4_000),
  blocks: messageBlocks,
  metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.string()) }).optional(),
  unfurl_links: z.literal('false').optional(),
  unfurl_media: z.literal('false').optional(),
})
const responseBody = message.omit({ channel: true, unfurl_links: true, unfurl_media: true }).extend({
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: z.boolean().default(false),
})

/** A refusal in Slack's words. */
const refuse = (error: string): never => {
  throw new Error('refused', { cause: error })
}

export type SlackEmulator = Awaited<ReturnType<typeof startSlackEmulator>>

export async function startSlackEmulator() {
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
  const calls: { readonly method: string; readonly args: Readonly<Record<string, unknown>> }[] = []
  const views: { readonly id: string; readonly view: z.infer<typeof formView> }[] = []
  const violations: string[] = []
  const faults: Fault[] = []
  const waiting = new Set<() => void>()
  const poke = (): void => {
    for (const look of waiting) look()
  }

  let lastMicros = Date.now() * 1_000
  const nextTs = (): string => {
    lastMicros = Math.max(lastMicros + 1, Date.now() * 1_000)
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

  const triggers = new Map<string, number>()
  const responses = new Map<
    string,
    { uses: number; channel: string; user: string; original?: SlackMessage }
  >()
  const interaction = (channel: string, user: string, original?: SlackMessage) => {
    const id = randomUUID()
    triggers.set(id, Date.now())
    responses.set(id, { uses: 0, channel, user, ...(original && { original }) })
    return { trigger_id: id, response_url: `${base}/response/${id}` }
  }

  const history = (args: Readonly<Record<string, unknown>>, roots: (one: SlackMessage) => boolean) => {
    const channel = String(args.channel)
    writable(channel)
    if (args.include_all_metadata !== 'true') violations.push('history without metadata')
    const from = Number(args.cursor ?? 0)
    const limit = Number(args.limit ?? 100)
    const all = messages
      .filter(one => one.channel === channel && one.only === undefined && roots(one))
      .filter(({ ts }) => Number(ts) > Number(args.oldest ?? 0))
      .toReversed()
    const next_cursor = from + limit < all.length ? String(from + limit) : ''
    return {
      messages: all.slice(from, from + limit),
      has_more: next_cursor !== '',
      response_metadata: { next_cursor },
    }
  }

  const methods: Readonly<
    Record<string, (args: Readonly<Record<string, unknown>>) => Record<string, unknown>>
  > = {
    'auth.test': () => ({ user_id: BOT, bot_id: 'B0BOT', team_id: TEAM, user: 'paperboy' }),
    'apps.connections.open': () => ({ url: `${base.replace('http', 'ws')}/link?ticket=${wire.ticket()}` }),
    'users.info': ({ user }) => ({ user: users.get(String(user)) ?? refuse('user_not_found') }),
    'conversations.open': ({ users: user }) => {
      const id = [...channels].find(
        ([, { type, members }]) => type === 'im' && members.has(String(user)),
      )?.[0]
      return { channel: { id: id ?? refuse('user_not_found') } }
    },
    'conversations.info': ({ channel }) => {
      const { type, isArchived = false, members } = visibleChannel(String(channel))
      const is_im = type === 'im'
      return {
        channel: {
          id: channel,
          is_im,
          is_archived: isArchived,
          ...(!is_im && { is_member: members.has(BOT) }),
        },
      }
    },
    'conversations.history': args =>
      history(args, ({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts),
    'conversations.replies': args => history(args, one => one.ts === args.ts || one.thread_ts === args.ts),
    'chat.postMessage': args => {
      writable(String(args.channel))
      const { unfurl_links, unfurl_media, ...sent } = checked(message, args, 'invalid_blocks')
      if (!unfurl_links || !unfurl_media) violations.push('chat.postMessage: previews are not turned off')
      const root = messages.find(one => one.ts === sent.thread_ts && one.channel === sent.channel)
      if (sent.thread_ts && !root) violations.push('chat.postMessage: no such thread')
      if (root?.thread_ts && root.thread_ts !== root.ts)
        violations.push('chat.postMessage: thread of a reply')
      const { ts } = put({ ...sent, ts: nextTs(), user: BOT })
      return { channel: sent.channel, ts }
    },
    'chat.postEphemeral': args => {
      const channel = writable(String(args.channel))
      const { user = '', ...sent } = checked(message, args, 'invalid_blocks')
      if (!channel.members.has(user)) refuse('user_not_in_channel')
      return { message_ts: put({ ...sent, ts: nextTs(), user: BOT, only: user }).ts }
    },
    'chat.update': args => {
      const sent = checked(message, args, 'invalid_blocks')
      const original = messages.find(one => one.ts === sent.ts && one.channel === sent.channel && !one.only)
      if (!original) return refuse('message_not_found')
      if (original.user !== BOT) return refuse('cant_update_message')
      change(original, sent)
      return { ts: original.ts }
    },
    'views.open': args => {
      const opened = triggers.get(String(args.trigger_id))
      if (opened === undefined || Date.now() - opened > ACK_MS) return refuse('expired_trigger_id')
      triggers.delete(String(args.trigger_id))
      const view = checked(formView, args.view, 'invalid_arguments')
      views.push({ id: `V${randomUUID()}`, view })
      poke()
      return { view: { id: views.at(-1)?.id } }
    },
  }

  const call = (method: string, authorization: string, args: Readonly<Record<string, unknown>>) => {
    const token = method === 'apps.connections.open' ? TOKENS.app : TOKENS.bot
    if (authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' }
    const type = channels.get(String(args.channel))?.type ?? 'channel'
    const scope = SCOPES_OF[method] ?? scopeOfReading(method, type)
    if (scope && !manifest.oauth_config.scopes.bot.includes(scope)) {
      violations.push(`${method} needs the scope ${scope}`)
      return { ok: false, error: 'missing_scope' }
    }
    try {
      return { ok: true, ...(methods[method] ?? (() => refuse('unknown_method')))(args) }
    } catch (error) {
      if (error instanceof Error && typeof error.cause === 'string') return { ok: false, error: error.cause }
      throw error
    }
  }

  const respond = (id: string, body: unknown): { status: number; body: string } => {
    const way = responses.get(id)
    if (!way || way.uses >= 5) return { status: 404, body: 'used_url' }
    way.uses += 1
    const read = responseBody.safeParse(body)
    if (!read.success) {
      violations.push(`response_url: ${z.prettifyError(read.error)}`)
      return { status: 400, body: 'invalid_blocks' }
    }
    const { response_type, replace_original, ...sent } = read.data
    if (replace_original && way.original) change(way.original, sent)
    else {
      const only = response_type === 'in_channel' ? undefined : way.user
      put({ ...sent, channel: way.channel, ts: nextTs(), user: BOT, only })
    }
    return { status: 200, body: 'ok' }
  }

  interface Answer {
    readonly status: number
    readonly body: string
    readonly retryAfter?: number | undefined
  }
  const spoilt = (fault: Exclude<Fault['answer'], 'drop'>, kind: string): Answer => {
    if ('status' in fault) return { ...fault, body: '{"ok":false,"error":"ratelimited"}' }
    return kind === 'api'
      ? { status: 200, body: JSON.stringify({ ok: false, ...fault }) }
      : { status: 400, body: fault.error }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, kind = '', name = ''] = (request.url ?? '').split('/')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks).toString()
    const method = kind === 'api' ? name : 'response_url'
    const args = kind === 'api' ? formArguments(raw) : jsonArguments.parse(JSON.parse(raw))
    calls.push({ method, args })
    const act = (): Answer =>
      kind === 'api'
        ? { status: 200, body: JSON.stringify(call(method, request.headers.authorization ?? '', args)) }
        : respond(name, args)
    const at = faults.findIndex(fault => fault.method === method)
    const [fault] = at < 0 ? [] : faults.splice(at, 1)
    if (fault?.after) act()
    if (fault?.answer === 'drop') return void request.socket.destroy()
    const { status, body, retryAfter } = fault ? spoilt(fault.answer, kind) : act()
    const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body)
  }
  const server = createServer((request, response) => void handle(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`

  const wire = createWire(server, poke)

  const event = (payload: Readonly<Record<string, unknown>>): Envelope => ({
    type: 'events_api',
    payload: {
      type: 'event_callback',
      team_id: TEAM,
      event_id: `Ev${randomUUID()}`,
      authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: BOT, is_bot: true }],
      event: payload,
    },
  })

  return {
    apiUrl: `${base}/api/`,
    messages,
    changes,
    calls,
    views,
    violations,
    faults,
    poke,
    event,
    ...wire,
    join: (channel: string): void => void channels.get(channel)?.members.add(BOT),
    slash: (user: string, channel: string, text: string): Envelope => {
      const back = interaction(channel, user)
      const from = { team_id: TEAM, channel_id: channel, user_id: user }
      return { type: 'slash_commands', payload: { ...from, command: '/papers', text, ...back } }
    },

    /** What a person says, and the events of it that reach the bot: none where it is no member. */
    say: (user: string, channel: string, text: string, thread_ts?: string): readonly Envelope[] => {
      const said = put({ channel, user, text, ts: nextTs(), thread_ts, blocks: [] })
      const { type, members } = visibleChannel(channel)
      const names = [
        ...(text.includes(`<@${BOT}>`) && type !== 'im' ? ['app_mention'] : []),
        `message.${EVENT_OF[type]}`,
      ]
      const { blocks: _, ...told } = said
      return names
        .filter(name => members.has(BOT) && manifest.settings.event_subscriptions.bot_events.includes(name))
        .map(name => event({ ...told, type: name.split('.')[0], channel_type: type }))
    },

    press: (
      user: string,
      on: SlackMessage,
      button: { action_id: string; text: unknown; value: string },
    ): Envelope => {
      const { channel, ts, thread_ts } = on
      const container = {
        type: 'message',
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: Boolean(on.only),
      }
      const payload = {
        type: 'block_actions',
        team: { id: TEAM },
        user: { id: user },
        channel: { id: channel },
        container: { ...container, ...(thread_ts && { thread_ts }) },
        ...(!on.only && { message: { ts, thread_ts } }),
        actions: [{ type: 'button', block_id: 'b', ...button }],
        ...interaction(channel, user, on),
      }
      return { type: 'interactive', payload }
    },

    submit: (user: string, typed: string): Envelope => {
      const opened = views.at(-1)
      if (!opened) throw new Error('no form is open')
      const [{ block_id, element }] = opened.view.blocks
      const values = { [block_id]: { [element.action_id]: { type: 'plain_text_input', value: typed } } }
      const view = { ...opened.view, id: opened.id, state: { values } }
      return {
        type: 'interactive',
        payload: { type: 'view_submission', team: { id: TEAM }, user: { id: user }, view },
      }
    },

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

    close: async (): Promise<void> => {
      for (const socket of wire.sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function scopeOfReading(method: string, type: Channel['type']): string | undefined {
  const kind = { channel: 'channels', group: 'groups', im: 'im' }[type]
  if (method === 'conversations.info') return `${kind}:read`
  return /^conversations\.(history|replies)$/.test(method) ? `${kind}:history` : undefined
}

const jsonArguments = z.record(z.string(), z.unknown())

/** A form, with JSON in those fields where Slack expects it. */
const formArguments = (raw: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...new URLSearchParams(raw)].map(([name, value]) => [
      name,
      ['blocks', 'metadata', 'view'].includes(name) ? JSON.parse(value) : value,
    ]),
  )
