import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type Message,
  MessageFlags,
  MessageType,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js'
import type { Request } from '../../src/chat.ts'
import { DIRECT, placeOf } from './places.ts'

/** What is heard anywhere says who, where and by what right. */
type Context = Pick<Request, 'id' | 'author' | 'tenant' | 'channel' | 'mayManage'>

interface Standing {
  readonly tenant: string
  readonly channel: string
  /** Set inside a thread. */
  readonly thread?: string
}

/** Where an interaction or a message stands, its thread told from the channel. */
export function standingOf({
  guildId,
  channelId,
  channel,
}: Pick<Interaction | Message, 'guildId' | 'channelId' | 'channel'>): Standing {
  const tenant = guildId ?? DIRECT
  return channel?.isThread()
    ? { tenant, channel: channel.parentId ?? channel.id, thread: channel.id }
    : { tenant, channel: channelId ?? '' }
}

/** The place of a thread; undefined outside of one. */
const threadPlace = ({ tenant, channel, thread }: Standing): { place?: string } =>
  thread === undefined ? {} : { place: placeOf({ tenant, channel, root: thread }) }

function contextOf(interaction: Interaction): Context {
  const { tenant, channel } = standingOf(interaction)
  const { id, user, memberPermissions } = interaction
  // In a direct message there are no member permissions: its person may do everything there.
  const mayManage = memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? tenant === DIRECT
  return { id, author: user.id, tenant, channel, mayManage }
}

/** A slash command, its options as they were filled in. */
export function commandRequest(interaction: ChatInputCommandInteraction): Request {
  const filled = interaction.options.data.flatMap(subcommand => subcommand.options ?? [])
  const options = Object.fromEntries(filled.map(({ name, value }) => [name, spelled(value)]))
  return {
    ...contextOf(interaction),
    ...threadPlace(standingOf(interaction)),
    input: { command: interaction.options.getSubcommand(), options },
    addressed: true,
  }
}

function spelled(value: string | number | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value ?? '')
}

/** A pressed button or a submitted form: what it says, under the message where it stands. */
export function pressedRequest(
  interaction: ButtonInteraction | ModalSubmitInteraction,
  says: string,
): Request {
  const standing = standingOf(interaction)
  const { tenant, channel } = standing
  const { message } = interaction
  const isRoot = message !== null && !message.flags.has(MessageFlags.Ephemeral)
  return {
    ...contextOf(interaction),
    ...(isRoot && { place: placeOf({ tenant, channel, root: message.id }) }),
    ...threadPlace(standing),
    input: says,
    addressed: true,
  }
}

/**
 * What a person says: direct, with the bot's mention, in a thread, as a reply to the bot that pings it, or in a channel.
 * Such a reply is talk overheard under the bot's message, since clients ping by default. Undefined for what arrives
 * empty because the message content intent is off, and for all that is not said by a person.
 */
export function messageRequest(message: Message, me: string): Request | undefined {
  if (message.author.bot || message.webhookId !== null) return undefined
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined
  const standing = standingOf(message)
  const { tenant, channel, thread } = standing
  const direct = tenant === DIRECT
  const mention = new RegExp(`<@!?${me}>`, 'g')
  const addressed = direct || mention.test(message.content)
  const repliesToMe = message.mentions.repliedUser?.id === me
  const pinged = message.mentions.users.has(me)
  const begins = !addressed && thread === undefined && !(repliesToMe && pinged)
  const input = message.content.replaceAll(mention, ' ').replace(/\s+/g, ' ').trim()
  if (input === '' && !addressed) return undefined
  const root = begins ? message.id : repliesToMe ? message.reference?.messageId : undefined
  return {
    id: message.id,
    input,
    author: message.author.id,
    tenant,
    channel,
    ...(root !== undefined && { place: placeOf({ tenant, channel, root }) }),
    ...threadPlace(standing),
    addressed,
    ...(begins && { begins }),
    mayManage: direct || (message.member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false),
  }
}
