import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text as wholeText } from 'node:stream/consumers'
import { PermissionFlagsBits as P } from 'discord.js'
import type { z } from 'zod'
import { type Gateway, serveGateway } from './discord-gateway.ts'
import {
  type Callback,
  callbackBody,
  commandsBody,
  FLAGS,
  messageBody,
  recipientBody,
  threadBody,
} from './discord-rules.ts'
import {
  APP,
  CHANNEL,
  channelJson,
  createWorld,
  GUILD,
  guildJson,
  type Message,
  memberJson,
  messageJson,
  nextId,
  userJson,
  type World,
} from './discord-world.ts'

export const TOKEN = 'emulated.discord.token'
const FIRST_RESPONSE_MS = 3_000

export interface Interaction {
  readonly id: string
  readonly channel: string
  readonly person: string
  readonly atMs: number
  /** The pressed message. */
  readonly message?: Message | undefined
  callback?: Callback
  original?: Message | undefined
}

export interface Filled {
  readonly name: string
  readonly type: number
  readonly value: string | number | boolean
  readonly focused?: boolean
}

interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes wrong with the next requests that match; with `after`, only their answer is lost. */
export interface Fault {
  readonly method: string
  readonly path: RegExp
  readonly answer: Answer | 'lost'
  readonly after?: true
  times: number
}

export interface Emulator {
  readonly url: string
  readonly world: World
  readonly gateway: Gateway
  readonly requests: readonly { readonly method: string; readonly path: string; readonly status: number }[]
  readonly commands: z.infer<typeof commandsBody>
  readonly faults: Fault[]
  directChannel(person: string): string
  command(person: string, channel: string, name: string, options: readonly Filled[]): Interaction
  complete(person: string, name: string, options: readonly Filled[]): Interaction
  press(person: string, message: Message, customId: string): Interaction
  /** Submits the form that a press has opened. */
  submit(pressed: Interaction, typed: string): Interaction
  say(person: string, channel: string, content: string, reference?: string): Message
  /** Delivers the last event that a person caused once more. */
  again(): void
  deny(permissions: bigint): void
  /** Resolves with what `look` finds, looked up whenever anything changes; rejects after 5 s. */
  until<T>(look: () => T | undefined): Promise<T>
  stop(): Promise<void>
}

const refuse = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
})
const UNKNOWN_CHANNEL = refuse(404, 10003, 'Unknown Channel')
const UNKNOWN_MESSAGE = refuse(404, 10008, 'Unknown Message')
const UNKNOWN_INTERACTION = refuse(404, 10062, 'Unknown interaction')

/** Discord on loopback, as far as the bot's journeys go: REST and gateway on one free port. */
export async function startDiscordEmulator(setting: { readonly messageContent: boolean }): Promise<Emulator> {
  const world = createWorld()
  const interactions = new Map<string, Interaction>()
  const requests: { method: string; path: string; status: number }[] = []
  const faults: Fault[] = []
  const changes = new EventEmitter()
  let commands: z.infer<typeof commandsBody> = []
  let shows = 0
  let repeat = (): void => undefined

  const keep = (fields: Pick<Message, 'channel' | 'author'> & Partial<Message>): Message => {
    const blank = { content: '', byWebhook: false, components: [], flags: 0, deleted: false, shown: 0 }
    const message = { id: nextId(), ...blank, ...fields }
    world.messages.push(message)
    return message
  }

  const show = (message: Message, body: z.infer<typeof messageBody>): Message => {
    message.components = body.components
    message.flags = (message.flags & ~FLAGS.loading) | body.flags
    message.shown = ++shows
    changes.emit('change')
    gateway.dispatch('MESSAGE_CREATE', reads => ({ ...messageJson(world, message, reads), guild_id: GUILD }))
    return message
  }

  const cause = (event: string, make: (readsContent: boolean) => unknown): void => {
    repeat = () => gateway.dispatch(event, make)
    repeat()
  }

  /** Hands a body on when it is well formed; else it is refused with what Discord says of it. */
  const checked = <T>(shape: z.ZodType<T>, body: unknown, then: (accepted: T) => Answer): Answer => {
    const read = shape.safeParse(body)
    return read.success ? then(read.data) : refuse(400, 50035, `Invalid Form Body: ${read.error.message}`)
  }

  const lacks = (permission: bigint): boolean => (world.denied & permission) !== 0n

  const found = (message: Message | undefined): Answer =>
    message && !message.deleted ? { status: 200, body: messageJson(world, message, true) } : UNKNOWN_MESSAGE

  const createMessage = (channel: string, body: unknown): Answer =>
    checked(messageBody, body, accepted => {
      const { kind } = world.channels.get(channel) ?? {}
      if (kind === undefined) return UNKNOWN_CHANNEL
      if (kind === 'text' && lacks(P.SendMessages)) return refuse(403, 50013, 'Missing Permissions')
      if (kind === 'thread' && lacks(P.SendMessagesInThreads))
        return refuse(403, 50013, 'Missing Permissions')
      const { nonce, enforce_nonce: enforced, message_reference: reference } = accepted
      const same = enforced && world.messages.find(each => each.author === APP && each.nonce === nonce)
      if (same) return found(same)
      return found(show(keep({ channel, author: APP, nonce, reference: reference?.message_id }), accepted))
    })

  const openThread = (channel: string, root: string, body: unknown): Answer =>
    checked(threadBody, body, ({ name }) => {
      if (channel !== CHANNEL) return refuse(400, 50024, 'Cannot execute action on this channel type')
      if (lacks(P.CreatePublicThreads)) return refuse(403, 50013, 'Missing Permissions')
      const message = world.messages.find(({ id }) => id === root)
      if (!message || message.deleted) return UNKNOWN_MESSAGE
      if (world.channels.has(root)) return refuse(400, 160004, 'A thread has already been created')
      const thread = { id: root, kind: 'thread', name } as const
      world.channels.set(root, thread)
      message.flags |= FLAGS.hasThread
      gateway.dispatch('THREAD_CREATE', () => channelJson(world, thread))
      changes.emit('change')
      return { status: 201, body: channelJson(world, thread) }
    })

  const respondFirst = (id: string, body: unknown): Answer =>
    checked(callbackBody, body, callback => {
      const interaction = interactions.get(id)
      if (!interaction || Date.now() - interaction.atMs > FIRST_RESPONSE_MS) return UNKNOWN_INTERACTION
      if (interaction.callback) return refuse(400, 40060, 'Interaction has already been acknowledged.')
      interaction.callback = callback
      interaction.original = interaction.message
      const answer = { channel: interaction.channel, author: APP, byWebhook: true }
      if (callback.type === 4) interaction.original = show(keep(answer), callback.data)
      if (callback.type === 5) {
        interaction.original = keep({ ...answer, flags: FLAGS.loading | (callback.data?.flags ?? 0) })
      }
      if (callback.type === 7 && interaction.message) show(interaction.message, callback.data)
      changes.emit('change')
      const message = callback.type === 4 ? found(interaction.original).body : undefined
      const resource = { type: callback.type, message }
      return { status: 200, body: { interaction: { id, type: 2 }, resource } }
    })

  const followUp = (token: string, body: unknown): Answer =>
    checked(messageBody, body, accepted => {
      const { callback, original, channel } = interactions.get(token) ?? {}
      if (!callback || channel === undefined) return refuse(404, 10015, 'Unknown Webhook')
      // Kept by Discord for old bots: the first follow-up fills a deferral, whoever was to see it.
      const fillsDeferral = original && (original.flags & FLAGS.loading) !== 0
      const target = fillsDeferral ? original : keep({ channel, author: APP, byWebhook: true })
      return found(show(target, { ...accepted, flags: fillsDeferral ? 0 : accepted.flags }))
    })

  const answered = (token: string, id: string): Message | undefined =>
    id === '@original'
      ? interactions.get(token)?.original
      : world.messages.find(each => each.id === id && each.byWebhook)

  const editAnswer = (token: string, id: string, body: unknown): Answer => {
    const message = answered(token, id)
    return checked(messageBody, body, ({ flags, ...accepted }) =>
      found(message && show(message, { ...accepted, flags: flags & ~FLAGS.ephemeral })),
    )
  }

  const removeAnswer = (token: string, id: string): Answer => {
    const message = answered(token, id)
    if (!message) return UNKNOWN_MESSAGE
    message.deleted = true
    changes.emit('change')
    return { status: 204 }
  }

  const history = (channel: string, query: URLSearchParams): Answer => {
    if (!world.channels.has(channel)) return UNKNOWN_CHANNEL
    if (lacks(P.ReadMessageHistory)) return { status: 200, body: [] }
    const after = BigInt(query.get('after') ?? 0)
    const page = world.messages
      .filter(each => each.channel === channel && !each.deleted && (each.flags & FLAGS.ephemeral) === 0)
      .filter(({ id }) => BigInt(id) > after)
      .slice(0, Number(query.get('limit')))
    return { status: 200, body: page.map(each => messageJson(world, each, false)).toReversed() }
  }

  const directChannel = (person: string): string => {
    const known = [...world.channels.values()].find(({ kind, name }) => kind === 'direct' && name === person)
    const { id } = known ?? { id: nextId() }
    if (!known) world.channels.set(id, { id, kind: 'direct', name: person })
    return id
  }

  type Route = (parts: readonly string[], body: unknown, query: URLSearchParams) => Answer
  const routes: readonly (readonly [string, RegExp, Route])[] = [
    [
      'GET',
      /^\/gateway\/bot$/,
      () => ({
        status: 200,
        body: {
          url: address().replace('http', 'ws'),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
        },
      }),
    ],
    ['GET', /^\/applications\/\d+\/commands$/, () => ({ status: 200, body: commands })],
    [
      'PUT',
      /^\/applications\/\d+\/commands$/,
      (_, body) =>
        checked(commandsBody, body, accepted => {
          commands = accepted
          return { status: 200, body: commands }
        }),
    ],
    [
      'POST',
      /^\/users\/@me\/channels$/,
      (_, body) =>
        checked(recipientBody, body, ({ recipient_id: person }) => {
          const channel = world.channels.get(directChannel(person))
          return channel ? { status: 200, body: channelJson(world, channel) } : UNKNOWN_CHANNEL
        }),
    ],
    [
      'GET',
      /^\/channels\/(\d+)$/,
      ([id = '']) => {
        const channel = world.channels.get(id)
        return channel ? { status: 200, body: channelJson(world, channel) } : UNKNOWN_CHANNEL
      },
    ],
    ['GET', /^\/channels\/(\d+)\/messages$/, ([channel = ''], _, query) => history(channel, query)],
    ['POST', /^\/channels\/(\d+)\/messages$/, ([channel = ''], body) => createMessage(channel, body)],
    [
      'POST',
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      ([channel = '', root = ''], body) => openThread(channel, root, body),
    ],
    ['POST', /^\/interactions\/(\d+)\/\d+\/callback$/, ([id = ''], body) => respondFirst(id, body)],
    ['POST', /^\/webhooks\/\d+\/(\d+)$/, ([token = ''], body) => followUp(token, body)],
    [
      'PATCH',
      /^\/webhooks\/\d+\/(\d+)\/messages\/(\S+)$/,
      ([token = '', id = ''], body) => editAnswer(token, id, body),
    ],
    [
      'DELETE',
      /^\/webhooks\/\d+\/(\d+)\/messages\/(\S+)$/,
      ([token = '', id = '']) => removeAnswer(token, id),
    ],
  ]

  const carryOut = async (request: IncomingMessage): Promise<Answer | 'lost'> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://discord')
    const path = decodeURIComponent(pathname).replace('/api/v10', '')
    const raw = await wholeText(request)
    const fault = faults.find(
      each => each.times > 0 && each.method === request.method && each.path.test(path),
    )
    if (fault) fault.times -= 1
    if (fault && !fault.after) return fault.answer
    const [, pattern, route] =
      routes.find(([method, shape]) => method === request.method && shape.test(path)) ?? []
    if (!pattern || !route) return refuse(404, 0, `No such route: ${request.method} ${path}`)
    const needsToken = !/^\/(?:interactions|webhooks)/.test(path)
    if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`) {
      return refuse(401, 0, '401: Unauthorized')
    }
    const parts = pattern.exec(path)?.slice(1) ?? []
    const answer = route(parts, raw === '' ? undefined : JSON.parse(raw), searchParams)
    requests.push({ method: request.method ?? '', path, status: answer.status })
    changes.emit('change')
    return fault ? fault.answer : answer
  }

  const server = createServer((request, response) => {
    void carryOut(request).then(answer => {
      if (answer === 'lost') return request.socket.destroy()
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
    })
  })
  const gateway = serveGateway(server, {
    token: TOKEN,
    allowsMessageContent: setting.messageContent,
    welcome: session => [
      [
        'READY',
        {
          v: 10,
          user: userJson(APP),
          application: { id: APP, flags: 0 },
          guilds: [{ id: GUILD, unavailable: true }],
          session_id: session,
          resume_gateway_url: address().replace('http', 'ws'),
        },
      ],
      ['GUILD_CREATE', guildJson(world)],
    ],
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = (): string => {
    const bound = server.address()
    return `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`
  }

  const interact = (
    type: number,
    { person, channel, message }: Pick<Interaction, 'person' | 'channel' | 'message'>,
    data: unknown,
  ): Interaction => {
    const interaction: Interaction = { id: nextId(), person, channel, message, atMs: Date.now() }
    interactions.set(interaction.id, interaction)
    const at = world.channels.get(channel)
    const inGuild = at?.kind !== 'direct'
    const event = {
      id: interaction.id,
      // The token is as good as the id: nobody else is here to guess it.
      token: interaction.id,
      application_id: APP,
      type,
      version: 1,
      channel_id: channel,
      channel: at && channelJson(world, at),
      data,
      entitlements: [],
      authorizing_integration_owners: {},
      app_permissions: '0',
      locale: 'en-US',
      ...(inGuild ? { guild_id: GUILD, member: memberJson(person) } : { user: userJson(person) }),
      ...(message && { message: messageJson(world, message, true) }),
    }
    cause('INTERACTION_CREATE', () => event)
    return interaction
  }

  const slash = (name: string, options: readonly Filled[]) => ({
    id: '1',
    type: 1,
    name: commands[0]?.name,
    options: [{ type: 1, name, options }],
  })

  return {
    url: `${address()}/api`,
    world,
    gateway,
    requests,
    faults,
    get commands() {
      return commands
    },
    directChannel,
    command: (person, channel, name, options) => interact(2, { person, channel }, slash(name, options)),
    complete: (person, name, options) => interact(4, { person, channel: CHANNEL }, slash(name, options)),
    press: (person, message, customId) =>
      interact(3, { person, channel: message.channel, message }, { custom_id: customId, component_type: 2 }),
    submit: (pressed, typed) => {
      if (pressed.callback?.type !== 9) throw new Error('the press has opened no form')
      const { custom_id, components } = pressed.callback.data
      const filled = components.map(({ component }) => ({
        type: 18,
        component: { type: 4, custom_id: component.custom_id, value: typed },
      }))
      return interact(5, pressed, { custom_id, components: filled })
    },
    say: (person, channel, content, reference) => {
      const message = keep({ channel, author: person, content, reference })
      const inGuild = world.channels.get(channel)?.kind !== 'direct'
      const where = inGuild ? { guild_id: GUILD, member: memberJson(person) } : { channel_type: 1 }
      cause('MESSAGE_CREATE', reads => ({ ...messageJson(world, message, reads), ...where }))
      return message
    },
    again: () => repeat(),
    deny: permissions => {
      world.denied = permissions
      const channel = world.channels.get(CHANNEL)
      if (channel) gateway.dispatch('CHANNEL_UPDATE', () => channelJson(world, channel))
    },
    until: async look => {
      const late = AbortSignal.timeout(5_000)
      for (;;) {
        const seen = look()
        if (seen !== undefined) return seen
        await once(changes, 'change', { signal: late })
      }
    },
    stop: async () => {
      gateway.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
