import { PermissionFlagsBits as P } from 'discord.js'
import type { Callback, Commands, Container } from './discord-rules.ts'

/** One guild with one text channel, its people and their direct channels, and what has been said there. */
export const GUILD = '900000000000000001'
export const CHANNEL = '910000000000000001'
export const APP = '800000000000000001'
export const MANAGER = '700000000000000001'
export const GUEST = '700000000000000002'
const MANAGER_ROLE = '600000000000000001'
const BOT_ROLE = '600000000000000002'

const EVERYDAY =
  P.ViewChannel | P.SendMessages | P.CreatePublicThreads | P.SendMessagesInThreads | P.ReadMessageHistory
const DISCORD_EPOCH_MS = 1_420_070_400_000n
const LONG_AGO = '2026-01-01T00:00:00.000Z'

export interface Channel {
  readonly id: string
  readonly kind: 'text' | 'thread' | 'direct'
  /** The name of a thread; of a direct channel, its person. */
  readonly name: string
  /** Of a thread. */
  readonly parent?: string
}

const CHANNEL_TYPES = { text: 0, direct: 1, thread: 11 } as const

export interface Message {
  readonly id: string
  readonly channel: string
  readonly author: string
  readonly content: string
  readonly nonce?: string | undefined
  /** The message it replies to. */
  readonly reference?: string | undefined
  /** Answers to interactions come by webhook. */
  readonly byWebhook: boolean
  components: readonly Container[]
  flags: number
  deleted: boolean
  /** Counts what became visible, in order; 0 while the message is a deferral. */
  shown: number
}

export interface Interaction {
  /** Its token as well: nobody else is here to guess it. */
  readonly id: string
  readonly channel: string
  readonly person: string
  readonly atMs: number
  /** The pressed message. */
  readonly message?: Message | undefined
  callback?: Callback
  original?: Message | undefined
}

export interface World {
  readonly channels: Map<string, Channel>
  readonly messages: Message[]
  readonly interactions: Map<string, Interaction>
  commands: Commands
  /** Taken from the bot in the channel. */
  denied: bigint
  shows: number
  /** The application's own flags, whether any server has let it in, and its sign-ins left for the day. */
  applicationFlags: number
  isInvited: boolean
  signInsLeft: number
}

export const createWorld = (): World => ({
  channels: new Map([[CHANNEL, { id: CHANNEL, kind: 'text', name: 'papers' }]]),
  messages: [],
  interactions: new Map(),
  commands: [],
  denied: 0n,
  shows: 0,
  applicationFlags: 0,
  isInvited: true,
  signInsLeft: 999,
})

/** A message as it is before anybody sees it. */
export function keepMessage(
  world: World,
  fields: Pick<Message, 'channel' | 'author'> & Partial<Message>,
): Message {
  const blank = { content: '', byWebhook: false, components: [], flags: 0, deleted: false, shown: 0 }
  const message = { id: nextId(), ...blank, ...fields }
  world.messages.push(message)
  return message
}

/** The one channel with a person, opened when it is first asked for. */
export function directChannel({ channels }: World, person: string): string {
  const known = [...channels.values()].find(({ kind, name }) => kind === 'direct' && name === person)
  const { id } = known ?? { id: nextId() }
  if (!known) channels.set(id, { id, kind: 'direct', name: person })
  return id
}

let ids = 0n
export const nextId = (): string =>
  String(((BigInt(Date.now()) - DISCORD_EPOCH_MS) << 22n) | (ids++ & 0x3f_ff_ffn))

export const userJson = (id: string) => ({ id, username: `user${id.slice(0, 3)}`, bot: id === APP })

export const memberJson = (id: string) => ({
  user: userJson(id),
  roles: id === MANAGER ? [MANAGER_ROLE] : id === APP ? [BOT_ROLE] : [],
  joined_at: LONG_AGO,
  flags: 0,
  permissions: String(id === MANAGER ? EVERYDAY | P.ManageGuild : EVERYDAY),
})

export function channelJson({ denied }: World, { id, kind, name, parent = CHANNEL }: Channel) {
  const type = CHANNEL_TYPES[kind]
  switch (kind) {
    case 'text': {
      const overwrite = { id: BOT_ROLE, type: 0, allow: '0', deny: String(denied) }
      return { id, type, name, guild_id: GUILD, position: 0, permission_overwrites: [overwrite] }
    }
    case 'thread': {
      const thread_metadata = { archived: false, locked: false, archive_timestamp: LONG_AGO }
      return { id, type, name, guild_id: GUILD, parent_id: parent, owner_id: APP, thread_metadata }
    }
    case 'direct':
      return { id, type, recipients: [userJson(name)] }
    default:
      return kind satisfies never
  }
}

const roleJson = (id: string, permissions: bigint) => ({
  id,
  name: id,
  permissions: String(permissions),
  position: 0,
  flags: 0,
})

export const guildJson = (world: World) => ({
  id: GUILD,
  name: 'Lab',
  owner_id: '500000000000000001',
  roles: [roleJson(GUILD, EVERYDAY), roleJson(MANAGER_ROLE, P.ManageGuild), roleJson(BOT_ROLE, EVERYDAY)],
  members: [memberJson(APP)],
  channels: [...world.channels.values()].flatMap(each =>
    each.kind === 'text' ? [channelJson(world, each)] : [],
  ),
  // Threads that sleep are not told of.
  threads: [],
  emojis: [],
  stickers: [],
  features: [],
})

/** As Discord shows a message to a bot: without the message content intent, what is not meant for it is empty. */
export function messageJson(
  world: World,
  message: Message,
  readsContent: boolean,
): Readonly<Record<string, unknown>> {
  const { id, channel, author, reference, byWebhook } = message
  const replied = world.messages.find(each => each.id === reference)
  // A ping in a reply uncovers its content only under a regular message of the bot.
  const pingsBot = replied?.author === APP
  const meant = message.content.includes(`<@${APP}>`) || (pingsBot && !replied?.byWebhook)
  const { kind = 'text' } = world.channels.get(channel) ?? {}
  const readable = readsContent || meant || kind === 'direct' || author === APP
  return {
    id,
    channel_id: channel,
    author: userJson(author),
    type: replied ? 19 : 0,
    flags: message.flags,
    content: readable ? message.content : '',
    components: readable ? message.components : [],
    mentions: meant || pingsBot ? [userJson(APP)] : [],
    mention_roles: [],
    mention_everyone: false,
    attachments: [],
    embeds: [],
    timestamp: LONG_AGO,
    channel_type: CHANNEL_TYPES[kind],
    ...(kind !== 'direct' && { guild_id: GUILD }),
    ...(byWebhook && { webhook_id: APP, application_id: APP }),
    ...(replied && {
      message_reference: { message_id: replied.id, channel_id: channel },
      referenced_message: messageJson(world, replied, readsContent),
    }),
  }
}
