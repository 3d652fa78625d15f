import type { Adapter, Log } from '../src/chat.ts'
import { coreSettings } from '../src/config.ts'
import type { Metrics } from '../src/metrics.ts'
import { discordIsOn, discordSettings } from './discord/settings.ts'
import type { Server } from './server.ts'
import { slackIsOn, slackSettings } from './slack/settings.ts'

/** The environment of everything that is built in. */
export const settingsShape = coreSettings.and(slackSettings).and(discordSettings)
export type Settings = ReturnType<typeof settingsShape.parse>

/** Whether people on any platform are served, rather than one at a terminal. */
export const onPlatforms = (settings: Settings): boolean => slackIsOn(settings) || discordIsOn(settings)

/** What must never be shown, whatever its shape. */
export function secretsOf(settings: Settings): readonly string[] {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, DISCORD_TOKEN, HF_TOKEN, LLM_API_KEY } =
    settings
  const set = [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, DISCORD_TOKEN, HF_TOKEN, LLM_API_KEY]
  return set.flatMap(secret => secret ?? [])
}

export interface PlatformParts {
  readonly settings: Settings
  readonly serve: Server['serve']
  readonly log: Log
  readonly metrics: Metrics
  readonly fatal: (sentence: string) => void
  readonly now: () => number
}

/** Every platform whose token is set. What is off is not even loaded: the SDKs are most of a start. */
export async function platformsOf({
  settings,
  serve,
  metrics,
  ...parts
}: PlatformParts): Promise<readonly Adapter[]> {
  const chosen: Adapter[] = []
  if (slackIsOn(settings)) {
    const { createSlackAdapter } = await import('./slack/adapter.ts')
    chosen.push(createSlackAdapter({ ...parts, settings, serve }))
  }
  if (discordIsOn(settings)) {
    const { createDiscordAdapter } = await import('./discord/adapter.ts')
    chosen.push(createDiscordAdapter({ ...parts, settings }))
  }
  return chosen.map(adapter => counted(adapter, metrics))
}

const counted = (adapter: Adapter, metrics: Metrics): Adapter => ({
  ...adapter,
  post: async (to, reply, key) => {
    const posted = await adapter.post(to, reply, key)
    metrics.posted(adapter.name, posted.kind)
    return posted
  },
})
