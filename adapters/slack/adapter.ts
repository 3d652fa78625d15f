import { App, type Receiver, webApi } from '@slack/bolt'
import type { Adapter, Bot, Log } from '../../src/chat.ts'
import { createAnswering } from './answering.ts'
import { startFault } from './errors.ts'
import { listen } from './listening.ts'
import { createMembers } from './members.ts'
import { createPosting } from './posting.ts'
import { clientOptions, sdkLogger } from './sending.ts'
import type { SlackSettingsWithToken } from './settings.ts'
import { createSockets } from './sockets.ts'
import { createWebhook } from './webhook.ts'

/** How long a stop waits for what is being answered. */
const DRAIN_MS = 20_000

const REMEDY = 'copy the Bot User OAuth Token from OAuth & Permissions of your Slack app'

export interface SlackParts {
  readonly settings: SlackSettingsWithToken
  /** Where Slack's requests come in, without Socket Mode. Port 0 picks a free one. */
  readonly host: string
  readonly port: number
  readonly log: Log
  /** Takes one sentence when the connection is dead for good. */
  readonly fatal: (sentence: string) => void
  /** Unix time in milliseconds. */
  readonly now: () => number
}

/** Slack: slash command, buttons and forms, mentions, threads and direct messages, over Socket Mode or HTTP. */
export function createSlackAdapter({ settings, host, port, log, fatal, now }: SlackParts): Adapter {
  const { SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl } = settings
  const logger = sdkLogger(log)
  const web = new webApi.WebClient(token, clientOptions(apiUrl, logger))
  const mayManage = createMembers(web, log, now)
  const running = new Set<Promise<void>>()
  let connection: Receiver | undefined

  const createConnection = (): Receiver => {
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = settings
    return appToken === undefined
      ? createWebhook({ signingSecret, host, port, logger, log, now })
      : createSockets({ appToken, apiUrl, logger, log, now, fatal })
  }

  return {
    name: 'slack',
    ...createPosting(web, log),

    start: async (bot: Bot) => {
      const me = await whoAmI(web).catch(error => {
        throw new Error(startFault('SLACK_BOT_TOKEN', REMEDY, apiUrl, error), { cause: error })
      })
      const receiver = createConnection()
      // With its ids given, Bolt does not ask for them itself, whose failure nobody could catch.
      const app = new App({
        token,
        botId: me.botId,
        botUserId: me.id,
        receiver,
        convoStore: false,
        logger,
        clientOptions: clientOptions(apiUrl, logger),
      })
      const answering = createAnswering(web, log, bot.commands, me.name)
      listen(app, { bot, me, web, answering, mayManage, log, running })
      await receiver.start()
      connection = receiver
      log('info', 'connected to Slack', { team: me.team, bot: me.name })
    },

    stop: async () => {
      const ended = async (): Promise<void> => {
        await connection?.stop()
        await Promise.all(running)
      }
      let timer: NodeJS.Timeout | undefined
      const deadline = new Promise<void>(resolve => {
        timer = setTimeout(resolve, DRAIN_MS)
      })
      await Promise.race([ended(), deadline])
      clearTimeout(timer)
      connection = undefined
    },
  }
}

async function whoAmI(web: webApi.WebClient) {
  const { user_id: id, bot_id: botId, team_id: team, user } = await web.auth.test()
  if (!id || !botId || !team) throw new Error('slack: auth.test names no bot', { cause: 'not_a_bot_token' })
  const shown = await web.users.info({ user: id }).catch(() => undefined)
  return { id, botId, team, name: shown?.user?.real_name || user || 'the bot' }
}
