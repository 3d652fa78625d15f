import { ChannelType, type Client, type NewsChannel, PermissionFlagsBits, type TextChannel } from 'discord.js'
import type { Refusal } from '../../src/chat.ts'

/** A channel where messages stand and threads can be started from them: no forum, no voice, no thread. */
function hostOf(client: Client, channel: string): TextChannel | NewsChannel | undefined {
  const found = client.channels.cache.get(channel)
  return found?.type === ChannelType.GuildText || found?.type === ChannelType.GuildAnnouncement
    ? found
    : undefined
}

/** What posting takes: the message, its thread, what goes into the thread, and reading a lost post back. */
const TO_POST = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ReadMessageHistory,
]

/** Why the bot cannot post in a channel it knows of. */
export function refusalIn(client: Client, channel: string): Refusal | undefined {
  if (client.channels.cache.get(channel)?.isDMBased()) return undefined
  return isAllowed(client, channel, TO_POST) ? undefined : 'forbidden'
}

export const canOpenThread = (client: Client, channel: string): boolean =>
  isAllowed(client, channel, [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.CreatePublicThreads])

/** Without this right a channel's history reads as empty, which must not be taken for "not posted". */
export const canReadBack = (client: Client, channel: string): boolean =>
  isAllowed(client, channel, [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory])

function isAllowed(client: Client, channel: string, permissions: readonly bigint[]): boolean {
  if (!client.user) return false
  return hostOf(client, channel)?.permissionsFor(client.user)?.has(permissions) ?? false
}
