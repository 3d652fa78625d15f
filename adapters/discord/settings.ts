import { z } from 'zod'

/**
 * The environment of this adapter, blank variables already left out. What a mistake says names the variable,
 * the fault and the remedy; never the token.
 */
export const discordSettings = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, {
      error:
        'DISCORD_TOKEN is not a bot token (three parts joined by dots). Copy it from the Bot page of the Discord Developer Portal.',
    })
    .exactOptional(),
  DISCORD_API_URL: z
    .url({
      protocol: /^https?$/,
      error: issue =>
        `DISCORD_API_URL is not a web address: ${String(issue.input)}. Leave it out to use https://discord.com/api.`,
    })
    .transform(url => url.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  DISCORD_MESSAGE_CONTENT: z
    .enum(['true', 'false'], {
      error: issue =>
        `DISCORD_MESSAGE_CONTENT is neither true nor false: ${String(issue.input)}. Set it to true only where the Message Content intent is switched on in the Discord Developer Portal.`,
    })
    .transform(said => said === 'true')
    .default(false),
})

export type DiscordSettings = z.output<typeof discordSettings>

/** The settings of an adapter that is on: without a token there is nobody to sign in as. */
export type DiscordSettingsWithToken = DiscordSettings & { readonly DISCORD_TOKEN: string }

export const discordIsOn = (settings: DiscordSettings): settings is DiscordSettingsWithToken =>
  settings.DISCORD_TOKEN !== undefined
