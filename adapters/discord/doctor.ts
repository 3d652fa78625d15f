import { ApplicationFlags, DiscordAPIError, REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Finding } from '../../src/chat.ts'
import { TOKEN_REFUSED } from './client.ts'
import type { DiscordSettingsWithToken } from './settings.ts'

const TIMEOUT_MS = 10_000
/** A few restarts of a few shards; at 0 Discord lets nobody in until the day is over. */
const FEW_SIGN_INS = 20

const meShape = z.object({ username: z.string() })
const applicationShape = z.object({ flags: z.number().default(0) })
const guildsShape = z.array(z.object({ id: z.string() }))
const gatewayShape = z.object({
  shards: z.number(),
  session_start_limit: z.object({ total: z.number(), remaining: z.number(), reset_after: z.number() }),
})

/** Asks Discord about the token and what it may do; does not sign in, of which there are only so many a day. Never rejects. */
export async function examineDiscord(settings: DiscordSettingsWithToken): Promise<readonly Finding[]> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: api, DISCORD_MESSAGE_CONTENT: wantsContent } = settings
  const about = 'DISCORD_TOKEN'
  const rest = new REST({ api, retries: 0, timeout: TIMEOUT_MS }).setToken(token)
  try {
    const { username } = meShape.parse(await rest.get(Routes.user()))
    const { flags } = applicationShape.parse(await rest.get(Routes.currentApplication()))
    const guilds = guildsShape.parse(
      await rest.get(Routes.userGuilds(), { query: new URLSearchParams({ limit: '1' }) }),
    )
    const gateway = gatewayShape.parse(await rest.get(Routes.gatewayBot()))
    return [
      { verdict: 'good', about, told: `signs in as ${username}.` },
      examineIntent(flags, wantsContent),
      examineServers(guilds.length),
      examineSignIns(gateway),
    ]
  } catch (error) {
    return [{ verdict: 'mend', about, told: faultOf(error, api) }]
  }
}

function faultOf(error: unknown, api: string): string {
  if (error instanceof DiscordAPIError && error.status === 401) return TOKEN_REFUSED
  if (error instanceof DiscordAPIError)
    return `Discord does not let the bot in: ${error.message} (${error.code}).`
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why =
    cause instanceof z.ZodError
      ? 'it answers something else'
      : cause instanceof Error
        ? cause.message
        : String(cause)
  return `Discord cannot be reached at ${api} (${why}): check the network and DISCORD_API_URL.`
}

/** A bot in few servers has the flag with `Limited`, one that Discord has looked at has that without. */
function examineIntent(flags: number, wantsContent: boolean): Finding {
  const about = 'DISCORD_MESSAGE_CONTENT'
  const allowed = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited
  const isOn = (flags & allowed) !== 0
  if (wantsContent && !isOn) {
    const told =
      'is true, but the intent is off, so that Discord would refuse the connection: switch on Message Content Intent on the Bot page of the Discord Developer Portal, or set it to false.'
    return { verdict: 'mend', about, told }
  }
  const told = wantsContent
    ? 'is true, and the intent is on.'
    : 'is false: in threads the bot answers when it is mentioned, and links to papers get no cards.'
  return { verdict: 'good', about, told }
}

function examineServers(count: number): Finding {
  const about = 'Discord servers'
  if (count > 0) return { verdict: 'good', about, told: 'the bot is in at least one.' }
  const told =
    'the bot is in none: open the address that OAuth2, URL Generator of the Discord Developer Portal makes, as the README says, and add it to yours.'
  return { verdict: 'mend', about, told }
}

function examineSignIns({ shards, session_start_limit: limit }: z.infer<typeof gatewayShape>): Finding {
  const about = 'Discord sign-ins'
  const left = `${limit.remaining} of ${limit.total} are left for today`
  if (limit.remaining >= FEW_SIGN_INS * shards) return { verdict: 'good', about, told: `${left}.` }
  const hours = Math.ceil(limit.reset_after / 3_600_000)
  const told = `only ${left}: something starts the bot again and again; stop it, read its log, and start it when they are back, in ${hours} h.`
  return { verdict: 'mend', about, told }
}
