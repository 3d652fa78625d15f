import { webApi } from '@slack/bolt'
import type { Finding, Log } from '../../src/chat.ts'
import { startFault } from './errors.ts'
import manifest from './manifest.json' with { type: 'json' }
import { clientOptions, sdkLogger } from './sending.ts'
import type { SlackSettingsWithToken } from './settings.ts'

const BOT_REMEDY = 'copy the Bot User OAuth Token from OAuth & Permissions of your Slack app'
const APP_REMEDY = 'make an app-level token with connections:write under Basic Information of your Slack app'

/** Asks Slack about the tokens and what they may do; opens no socket. Never rejects. */
export async function examineSlack(
  { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl }: SlackSettingsWithToken,
  log: Log,
): Promise<readonly Finding[]> {
  const options = () => clientOptions(apiUrl, sdkLogger(log))
  return [
    ...(await examineBotToken(new webApi.WebClient(token, options()), apiUrl)),
    ...(await examineWayIn(appToken, () => new webApi.WebClient(appToken, options()), apiUrl)),
  ]
}

async function examineBotToken(web: webApi.WebClient, apiUrl: string): Promise<readonly Finding[]> {
  try {
    const { user, team, response_metadata } = await web.auth.test()
    const told = `signs in as ${user ?? 'the bot'} in ${team ?? 'its workspace'}.`
    return [{ verdict: 'good', about: 'SLACK_BOT_TOKEN', told }, examineScopes(response_metadata?.scopes)]
  } catch (error) {
    const told = startFault('SLACK_BOT_TOKEN', BOT_REMEDY, apiUrl, error)
    return [{ verdict: 'mend', about: 'SLACK_BOT_TOKEN', told }]
  }
}

function examineScopes(granted: readonly string[] | undefined): Finding {
  const about = 'Slack scopes'
  if (!granted) return { verdict: 'good', about, told: 'Slack does not tell which the token has.' }
  const missing = manifest.oauth_config.scopes.bot.filter(scope => !granted.includes(scope))
  if (missing.length === 0) return { verdict: 'good', about, told: 'the token has all that are used.' }
  const told = `the token lacks ${missing.join(', ')}: paste adapters/slack/manifest.json under App Manifest of your Slack app, then choose Reinstall to Workspace under Install App.`
  return { verdict: 'mend', about, told }
}

async function examineWayIn(
  appToken: string | undefined,
  client: () => webApi.WebClient,
  apiUrl: string,
): Promise<readonly Finding[]> {
  if (appToken === undefined) {
    const told = `cannot be tried from here; Slack's requests have to reach /slack/events at HOST and PORT.`
    return [{ verdict: 'good', about: 'SLACK_SIGNING_SECRET', told }]
  }
  const about = 'SLACK_APP_TOKEN'
  try {
    await client().apps.connections.open()
    return [{ verdict: 'good', about, told: 'opens sockets.' }]
  } catch (error) {
    return [{ verdict: 'mend', about, told: startFault(about, APP_REMEDY, apiUrl, error) }]
  }
}
