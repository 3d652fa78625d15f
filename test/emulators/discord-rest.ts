import type { IncomingMessage } from 'node:http'
import { text as wholeText } from 'node:stream/consumers'
import { PermissionFlagsBits as P } from 'discord.js'
import type { z } from 'zod'
import { callbackBody, commandsBody, FLAGS, messageBody, recipientBody, threadBody } from './discord-rules.ts'
import {
  APP,
  channelJson,
  directChannel,
  GUILD,
  keepMessage,
  type Message,
  messageJson,
  type World,
} from './discord-world.ts'

export const TOKEN = 'emulated.discord.token'
const FIRST_RESPONSE_MS = 3_000

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What goes wrong with the next requests that match; with `after`, only their answer does. */
export interface Fault {
  readonly method: string
  readonly path: RegExp
  readonly answer: Answer | 'lost' | 'hang'
  readonly after?: true
  /** Hears of the request when it has come, and after it took effect if it does. */
  readonly met?: () => void
  times: number
}

/** What befalls a request that no fault is for. */
export type Weather = (method: string, path: string) => Fault | undefined

export interface Rest {
  readonly requests: readonly { readonly method: string; readonly path: string; readonly status: number }[]
  readonly faults: Fault[]
  carryOut(request: IncomingMessage): Promise<Answer | 'lost' | 'hang'>
}

type Route = (parts: readonly [string, string], body: unknown, query: URLSearchParams) => Answer

const ok = (body: unknown): Answer => ({ status: 200, body })
const refuse = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
})
const UNKNOWN_CHANNEL = refuse(404, 10003, 'Unknown Channel')
const UNKNOWN_MESSAGE = refuse(404, 10008, 'Unknown Message')
const UNKNOWN_INTERACTION = refuse(404, 10062, 'Unknown interaction')
const MISSING_PERMISSIONS = refuse(403, 50013, 'Missing Permissions')

/** The REST routes that the bot's journeys take. `tell` passes an event to whoever is at the gateway. */
export function createRest(
  world: World,
  gatewayUrl: () => string,
  shards: () => number,
  tell: (event: string, make: (readsContent: boolean) => unknown) => void,
  weather?: Weather,
): Rest {
  const requests: { method: string; path: string; status: number }[] = []
  const faults: Fault[] = []

  const show = (message: Message, { components, flags }: z.infer<typeof messageBody>): Message => {
    message.components = components
    message.flags = (message.flags & ~FLAGS.loading) | flags
    message.shown = ++world.shows
    tell('MESSAGE_CREATE', reads => messageJson(world, message, reads))
    return message
  }

  /** Hands a body on when it is well formed; else it is refused with what is wrong about it. */
  const checked = <T>(shape: z.ZodType<T>, body: unknown, then: (accepted: T) => Answer): Answer => {
    const read = shape.safeParse(body)
    return read.success ? then(read.data) : refuse(400, 50035, `Invalid Form Body: ${read.error.message}`)
  }

  const lacks = (permission: bigint): boolean => (world.denied & permission) !== 0n

  const found = (message: Message | undefined): Answer =>
    message && !message.deleted ? ok(messageJson(world, message, true)) : UNKNOWN_MESSAGE

  const channelFound = (id: string): Answer => {
    const channel = world.channels.get(id)
    return channel ? ok(channelJson(world, channel)) : UNKNOWN_CHANNEL
  }

  const post: Route = ([channel], body) =>
    checked(messageBody, body, accepted => {
      const { kind } = world.channels.get(channel) ?? {}
      if (kind === undefined) return UNKNOWN_CHANNEL
      if (kind === 'text' && lacks(P.SendMessages)) return MISSING_PERMISSIONS
      if (kind === 'thread' && lacks(P.SendMessagesInThreads)) return MISSING_PERMISSIONS
      const { nonce, enforce_nonce: enforced, message_reference: reference } = accepted
      if (enforced && nonce === undefined) return refuse(400, 50035, 'enforce_nonce needs a nonce')
      const same = enforced && world.messages.find(each => each.author === APP && each.nonce === nonce)
      if (same) return found(same)
      const fields = { channel, author: APP, nonce, reference: reference?.message_id }
      return found(show(keepMessage(world, fields), accepted))
    })

  const remove: Route = ([channel, id]) => {
    const message = world.messages.find(each => each.id === id && each.channel === channel)
    if (!message || message.deleted) return UNKNOWN_MESSAGE
    if (message.author !== APP) return MISSING_PERMISSIONS
    message.deleted = true
    return { status: 204 }
  }

  const openThread: Route = ([channel, root], body) =>
    checked(threadBody, body, ({ name }) => {
      if (world.channels.get(channel)?.kind !== 'text')
        return refuse(400, 50024, 'Cannot execute action on this channel type')
      if (lacks(P.CreatePublicThreads)) return MISSING_PERMISSIONS
      const message = world.messages.find(({ id }) => id === root)
      if (!message || message.deleted) return UNKNOWN_MESSAGE
      if (world.channels.has(root)) return refuse(400, 160004, 'A thread has already been created')
      const thread = { id: root, kind: 'thread', name, parent: channel } as const
      world.channels.set(root, thread)
      tell('THREAD_CREATE', () => channelJson(world, thread))
      return ok(channelJson(world, thread))
    })

  const history: Route = ([channel], _body, query) => {
    if (!world.channels.has(channel)) return UNKNOWN_CHANNEL
    if (lacks(P.ReadMessageHistory)) return ok([])
    const after = BigInt(query.get('after') ?? 0)
    const page = world.messages
      .filter(each => each.channel === channel && !each.deleted && (each.flags & FLAGS.ephemeral) === 0)
      .filter(({ id }) => BigInt(id) > after)
      .slice(0, Number(query.get('limit')))
    return ok(page.map(each => messageJson(world, each, false)).toReversed())
  }

  const respond: Route = ([id], body) =>
    checked(callbackBody, body, callback => {
      const interaction = world.interactions.get(id)
      if (!interaction || Date.now() - interaction.atMs > FIRST_RESPONSE_MS) return UNKNOWN_INTERACTION
      if (interaction.callback) return refuse(400, 40060, 'Interaction has already been acknowledged.')
      interaction.callback = callback
      interaction.original = interaction.message
      const answer = { channel: interaction.channel, author: APP, byWebhook: true }
      if (callback.type === 4) interaction.original = show(keepMessage(world, answer), callback.data)
      if (callback.type === 5) {
        const flags = FLAGS.loading | (callback.data?.flags ?? 0)
        interaction.original = keepMessage(world, { ...answer, flags })
      }
      if (callback.type === 7 && interaction.message) show(interaction.message, callback.data)
      const message = callback.type === 4 ? found(interaction.original).body : undefined
      return ok({ interaction: { id, type: 2 }, resource: { type: callback.type, message } })
    })

  const followUp: Route = ([token], body) =>
    checked(messageBody, body, accepted => {
      const { callback, original, channel } = world.interactions.get(token) ?? {}
      if (!callback || channel === undefined) return refuse(404, 10015, 'Unknown Webhook')
      // Kept by Discord for old bots: the first follow-up fills a deferral, whoever was to see it.
      const deferral = original && (original.flags & FLAGS.loading) !== 0 ? original : undefined
      if (deferral) return found(show(deferral, { ...accepted, flags: FLAGS.componentsV2 }))
      return found(show(keepMessage(world, { channel, author: APP, byWebhook: true }), accepted))
    })

  const answerOf = (token: string, id: string): Message | undefined =>
    id === '@original'
      ? world.interactions.get(token)?.original
      : world.messages.find(each => each.id === id && each.byWebhook)

  const editAnswer: Route = ([token, id], body) => {
    const message = answerOf(token, id)
    return checked(messageBody, body, accepted =>
      found(message && show(message, { ...accepted, flags: FLAGS.componentsV2 })),
    )
  }

  const removeAnswer: Route = ([token, id]) => {
    const message = answerOf(token, id)
    if (!message) return UNKNOWN_MESSAGE
    message.deleted = true
    return { status: 204 }
  }

  const routes: Readonly<Record<string, Route>> = {
    'GET /gateway/bot': () => {
      const session_start_limit = {
        total: 1000,
        remaining: world.signInsLeft,
        reset_after: 0,
        max_concurrency: 16,
      }
      return ok({ url: gatewayUrl(), shards: shards(), session_start_limit })
    },
    'GET /users/@me': () => ok({ id: APP, username: 'paperboy', bot: true }),
    'GET /users/@me/guilds': () => ok(world.isInvited ? [{ id: GUILD, name: 'Lab' }] : []),
    'GET /applications/@me': () => ok({ id: APP, flags: world.applicationFlags }),
    'GET /applications/*/commands': () => ok(world.commands),
    'PUT /applications/*/commands': (_, body) =>
      checked(commandsBody, body, accepted => {
        world.commands = accepted
        return ok(accepted)
      }),
    'POST /users/@me/channels': (_, body) =>
      checked(recipientBody, body, ({ recipient_id: person }) => channelFound(directChannel(world, person))),
    'GET /channels/:': ([channel]) => channelFound(channel),
    'GET /channels/:/messages': history,
    'POST /channels/:/messages': post,
    'DELETE /channels/:/messages/:': remove,
    'POST /channels/:/messages/:/threads': openThread,
    'POST /interactions/:/*/callback': respond,
    'POST /webhooks/*/:': followUp,
    'PATCH /webhooks/*/:/messages/:': editAnswer,
    'DELETE /webhooks/*/:/messages/:': removeAnswer,
  }
  const patterns = Object.entries(routes).map(([shape, route]) => {
    const path = shape.replaceAll('*', '[^/]+').replaceAll(':', '([^/]+)')
    return [new RegExp(`^${path}$`), route] as const
  })

  return {
    requests,
    faults,
    carryOut: async request => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://discord')
      const { method = '' } = request
      const path = decodeURIComponent(pathname).replace('/api/v10', '')
      const raw = await wholeText(request)
      const fault =
        faults.find(each => each.times > 0 && each.method === method && each.path.test(path)) ??
        weather?.(method, path)
      if (fault) fault.times -= 1
      if (fault && !fault.after) {
        fault.met?.()
        return fault.answer
      }
      const needsToken = !/^\/(?:interactions|webhooks)/.test(path)
      if (needsToken && request.headers.authorization !== `Bot ${TOKEN}`)
        return refuse(401, 0, 'Unauthorized')
      const [pattern, route] = patterns.find(([each]) => each.test(`${method} ${path}`)) ?? []
      if (!pattern || !route) return refuse(404, 0, `No such route: ${method} ${path}`)
      const [, first = '', second = ''] = pattern.exec(`${method} ${path}`) ?? []
      const answer = route([first, second], raw === '' ? undefined : JSON.parse(raw), searchParams)
      requests.push({ method, path, status: answer.status })
      fault?.met?.()
      return fault ? fault.answer : answer
    },
  }
}
