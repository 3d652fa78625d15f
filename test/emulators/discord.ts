import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import { type Gateway, serveGateway } from './discord-gateway.ts'
import { createRest, type Rest, TOKEN, type Weather } from './discord-rest.ts'
import {
  APP,
  CHANNEL,
  channelJson,
  createWorld,
  GUILD,
  guildJson,
  type Interaction,
  keepMessage,
  type Message,
  memberJson,
  messageJson,
  nextId,
  userJson,
  type World,
} from './discord-world.ts'

/** An option as a person has filled it in. */
export interface Filled {
  readonly name: string
  readonly type: number
  readonly value: string | number | boolean
  readonly focused?: boolean
}

export interface Emulator extends Pick<Rest, 'requests' | 'faults'> {
  readonly url: string
  readonly world: World
  readonly gateway: Gateway
  command(person: string, channel: string, name: string, options: readonly Filled[]): Interaction
  complete(person: string, name: string, options: readonly Filled[]): Interaction
  press(person: string, message: Message, customId: string): Interaction
  /** Submits the form that a press has opened. */
  submit(pressed: Interaction, typed: string): Interaction
  say(person: string, channel: string, content: string, reference?: string): Message
  /** Delivers the last event that a person caused once more. */
  again(): void
  /** Takes permissions in the channel from the bot. */
  deny(permissions: bigint): void
  /** Resolves with what `look` finds, looked up after every request; rejects after 5 s. */
  until<T>(look: () => T | undefined): Promise<T>
  stop(): Promise<void>
}

/** Discord on loopback, as far as the bot's journeys go: REST and gateway on one free port. */
export async function startDiscordEmulator(setting: {
  readonly messageContent: boolean
  readonly weather?: Weather
}): Promise<Emulator> {
  const world = createWorld()
  const changes = new EventEmitter()
  let repeat = (): void => undefined

  const address = (): string => {
    const bound = server.address()
    return `127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`
  }
  const server = createServer((request, response) => {
    void rest.carryOut(request).then(answer => {
      if (answer === 'hang') return
      if (answer === 'lost') request.socket.destroy()
      else {
        const { status, body, headers } = answer
        if (body !== undefined) response.setHeader('content-type', 'application/json')
        response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body))
      }
      changes.emit('change')
    })
  })
  const gateway = serveGateway(server, {
    token: TOKEN,
    allowsMessageContent: setting.messageContent,
    welcome: session_id => {
      const guilds = [{ id: GUILD, unavailable: true }]
      const application = { id: APP, flags: 0 }
      const resume_gateway_url = `ws://${address()}`
      return [
        ['READY', { v: 10, user: userJson(APP), application, guilds, session_id, resume_gateway_url }],
        ['GUILD_CREATE', guildJson(world)],
      ]
    },
  })
  const rest = createRest(
    world,
    () => `ws://${address()}`,
    () => gateway.manner.shards,
    gateway.dispatch,
    setting.weather,
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const cause = (event: string, make: (readsContent: boolean) => unknown): void => {
    repeat = () => gateway.dispatch(event, make)
    repeat()
  }

  const interact = (
    type: number,
    { person, channel, message }: Pick<Interaction, 'person' | 'channel' | 'message'>,
    data: unknown,
  ): Interaction => {
    const id = nextId()
    const interaction: Interaction = { id, person, channel, message, atMs: Date.now() }
    world.interactions.set(id, interaction)
    const at = world.channels.get(channel)
    const who =
      at?.kind === 'direct' ? { user: userJson(person) } : { guild_id: GUILD, member: memberJson(person) }
    const event = {
      id,
      token: id,
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
      ...who,
      ...(message && { message: messageJson(world, message, true) }),
    }
    cause('INTERACTION_CREATE', () => event)
    return interaction
  }

  const slash = (subcommand: string, options: readonly Filled[]) => {
    const { name } = world.commands[0] ?? {}
    return { id: '1', type: 1, name, options: [{ type: 1, name: subcommand, options }] }
  }

  return {
    url: `http://${address()}/api`,
    world,
    gateway,
    requests: rest.requests,
    faults: rest.faults,
    command: (person, channel, name, options) => interact(2, { person, channel }, slash(name, options)),
    complete: (person, name, options) => interact(4, { person, channel: CHANNEL }, slash(name, options)),
    press: (person, message, custom_id) => {
      const { channel } = message
      return interact(3, { person, channel, message }, { custom_id, component_type: 2 })
    },
    submit: (pressed, typed) => {
      if (pressed.callback?.type !== 9) throw new Error('the press has opened no form')
      const { custom_id, components } = pressed.callback.data
      const filled = components.map(({ type, component }) => {
        return { type, component: { type: component.type, custom_id: component.custom_id, value: typed } }
      })
      return interact(5, pressed, { custom_id, components: filled })
    },
    say: (person, channel, content, reference) => {
      const message = keepMessage(world, { channel, author: person, content, reference })
      const inGuild = world.channels.get(channel)?.kind !== 'direct'
      const by = inGuild ? { member: memberJson(person) } : {}
      cause('MESSAGE_CREATE', reads => ({ ...messageJson(world, message, reads), ...by }))
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
