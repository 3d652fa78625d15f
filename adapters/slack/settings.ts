import { z } from 'zod'

/** The environment of this adapter; what a mistake says names the variable and the remedy, never the secret. */
export const slackSettings = z
  .object({
    SLACK_BOT_TOKEN: z
      .string()
      .regex(/^(xoxe\.)?xoxb-/, {
        error:
          'SLACK_BOT_TOKEN is not a bot token (they begin with xoxb-): copy the Bot User OAuth Token from OAuth & Permissions of your Slack app.',
      })
      .exactOptional(),
    SLACK_APP_TOKEN: z
      .string()
      .regex(/^xapp-/, {
        error:
          'SLACK_APP_TOKEN is not an app-level token (they begin with xapp-): make one with connections:write under Basic Information of your Slack app.',
      })
      .exactOptional(),
    SLACK_SIGNING_SECRET: z.string().exactOptional(),
    SLACK_API_URL: z
      .url({
        protocol: /^https?$/,
        error: 'SLACK_API_URL is not an http(s) address: leave it out to use https://slack.com/api/.',
      })
      .default('https://slack.com/api/'),
  })
  .check(({ value, issues }) => {
    if (!value.SLACK_BOT_TOKEN || value.SLACK_APP_TOKEN || value.SLACK_SIGNING_SECRET) return
    issues.push({
      code: 'custom',
      input: undefined,
      path: ['SLACK_APP_TOKEN'],
      message:
        'SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (for Socket Mode) nor SLACK_SIGNING_SECRET (for HTTP) is: set one of them.',
    })
  })

export type SlackSettings = z.output<typeof slackSettings>

/** The settings of an adapter that is on: without a bot token there is nothing to answer with. */
export type SlackSettingsWithToken = SlackSettings & { readonly SLACK_BOT_TOKEN: string }

/** Whether this adapter is to be started. */
export const slackIsOn = (settings: SlackSettings): settings is SlackSettingsWithToken =>
  settings.SLACK_BOT_TOKEN !== undefined
