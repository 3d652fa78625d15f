import {
  Client,
  DiscordAPIError,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  Options,
  Partials,
  type REST,
  RESTEvents,
  Status,
} from 'discord.js'
import type { Log } from '../../src/chat.ts'
import type { DiscordSettingsWithToken } from './settings.ts'

/** Nobody is pinged, whatever a text contains: set for the client, and with every message besides. */
export const SILENT = { parse: [], repliedUser: false } as const

/**
 * A client that keeps guilds, channels, roles and itself: with the default caches each message of a new
 * person keeps 2.6 kB for good.
 */
export function createClient({ settings, log }: { settings: DiscordSettingsWithToken; log: Log }): Client {
  const onlyMe = { maxSize: 1, keepOverLimit: ({ id }: { id: string }) => id === client.user?.id }
  const client: Client = new Client({
    rest: { api: settings.DISCORD_API_URL },
    shards: 'auto',
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(settings.DISCORD_MESSAGE_CONTENT ? [GatewayIntentBits.MessageContent] : []),
    ],
    // A direct message arrives in a channel that nobody announced.
    partials: [Partials.Channel],
    allowedMentions: SILENT,
    makeCache: Options.cacheWithLimits({
      AutoModerationRuleManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: onlyMe,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      UserManager: onlyMe,
      VoiceStateManager: 0,
    }),
  })
  // A listener that throws becomes an 'error' event, and without a listener for that the process exits.
  client.on(Events.Error, error => log('error', 'discord client failed', { error }))
  client.on(Events.ShardError, (error, shard) => log('warn', 'gateway connection failed', { shard, error }))
  client.on(Events.ShardReconnecting, shard => log('debug', 'gateway is reconnecting', { shard }))
  client.on(Events.ShardResume, shard => log('info', 'gateway resumed', { shard }))
  return client
}

/** For the operator, when Discord takes the token no more. */
export const TOKEN_REFUSED =
  'Discord refused DISCORD_TOKEN. Reset the token on the Bot page of the Discord Developer Portal and set the new one.'
const INTENT_REFUSED =
  'Discord refused the message content intent. Switch on Message Content Intent on the Bot page of the Discord Developer Portal, or set DISCORD_MESSAGE_CONTENT=false.'

/** Calls `dead` with one sentence for the operator once the gateway has closed the connection for good. */
export function watchGateway(client: Client, dead: (sentence: string) => void): void {
  client.on(Events.ShardDisconnect, ({ code }) => dead(closedFor(code)))
}

/** Calls `dead` once Discord refuses the token: discord.js forgets it then, and every later call fails. */
export function watchToken(rest: REST, dead: (sentence: string) => void): void {
  rest.on(RESTEvents.Response, (request, response) => {
    // Interactions are answered with tokens of their own, whose end is no news.
    if (response.status === 401 && request.data.auth !== false) dead(TOKEN_REFUSED)
  })
}

/** What Discord asks its clients for (docs, events/gateway, Hello): a heartbeat in so many milliseconds. */
export const HEARTBEAT_MS = 41_250
/** discord.js opens a connection again that missed one answer; after so many intervals it has tried and failed. */
const SILENT_INTERVALS = 3

/**
 * Calls `dead` once a shard has neither brought an event nor answered a heartbeat for three intervals. Intervals
 * are counted rather than measured, since a process that was suspended has missed none. What is given back ends it.
 */
export function watchHeartbeats(
  client: Client,
  heartbeatMs: number,
  dead: (sentence: string) => void,
): () => void {
  const heard = new Set<number>()
  const beats = new Map<number, number>()
  const silences = new Map<number, number>()
  client.on(Events.Raw, (_packet, shard) => void heard.add(shard))
  const timer = setInterval(() => {
    for (const [id, { lastPingTimestamp }] of client.ws.shards) {
      const isAlive = heard.delete(id) || lastPingTimestamp !== beats.get(id)
      beats.set(id, lastPingTimestamp)
      const silence = isAlive ? 0 : (silences.get(id) ?? 0) + 1
      silences.set(id, silence)
      if (silence < SILENT_INTERVALS) continue
      const seconds = Math.round((SILENT_INTERVALS * heartbeatMs) / 1_000)
      dead(`Discord's gateway has been silent for ${seconds} s on shard ${id}: the connection is dead.`)
    }
  }, heartbeatMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Whether a shard can be heard. */
export const shardsUp = (client: Client): number =>
  client.ws.shards.filter(({ status }) => status === Status.Ready).size

function closedFor(code: number): string {
  if (code === GatewayCloseCodes.AuthenticationFailed) return TOKEN_REFUSED
  if (code === GatewayCloseCodes.DisallowedIntents) return INTENT_REFUSED
  return `Discord closed the connection for good, with code ${code} (${GatewayCloseCodes[code] ?? 'unknown'}).`
}

/** What Discord answered and will answer again; undefined while it is only out of reach. */
export const refusedForGood = (error: unknown): string | undefined =>
  error instanceof DiscordAPIError
    ? `Discord does not let the bot in: ${error.message} (${error.code}).`
    : undefined
