import { setTimeout as wait } from 'node:timers/promises'
import { App, webApi } from '@slack/bolt'
import type { Adapter, Bot, Log } from '../../src/chat.ts'
import { createAnswering } from './answering.ts'
import { isRefused, startFault } from './errors.ts'
import { listen } from './listening.ts'
import { createMembers } from './members.ts'
import { createPosting } from './posting.ts'
import { clientOptions, sdkLogger } from './sending.ts'
import type { SlackSettingsWithToken } from './settings.ts'
import { type Connection, createSockets, type Pace } from './sockets.ts'
import { createWebhook, type Serve } from './webhook.ts'

const FIRST_PAUSE_MS = 1_000
/** A platform that is down is asked now and then, and found soon after it is back. */
const LONGEST_PAUSE_MS = 30_000

const REMEDY = 'copy the Bot User OAuth Token from OAuth & Permissions of your Slack app'

export interface SlackParts {
  readonly settings: SlackSettingsWithToken
  /** Where Slack's requests come in, without Socket Mode. */
  readonly serve: Serve
  readonly log: Log
  /** Takes one sentence when the connection is dead for good. */
  readonly fatal: (sentence: string) => void
  /** Unix time in milliseconds. */
  readonly now: () => number
  /** Other than its own for tests alone. */
  readonly pace?: Pace
}

/** Slack: slash command, buttons and forms, mentions, threads and direct messages, over Socket Mode or HTTP. */
export function createSlackAdapter({ settings, serve, log, fatal, now, pace }: SlackParts): Adapter {
  const { SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl } = settings
  const logger = sdkLogger(log)
  const web = new webApi.WebClient(token, clientOptions(apiUrl, logger))
  const mayManage = createMembers(web, log, now)
  const running = new Set<Promise<void>>()
  let stopping = new AbortController()
  let connection: Connection | undefined

  const createConnection = (): Connection => {
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = settings
    return appToken === undefined
      ? createWebhook({ signingSecret, serve, logger, now })
      : createSockets({ appToken, apiUrl, logger, log, now, fatal, pace })
  }

  const connect = async (bot: Bot): Promise<Connection> => {
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
    log('info', 'connected to Slack', { team: me.team, bot: me.name })
    return receiver
  }

  return {
    name: 'slack',
    managers: 'full members of this workspace',
    ...createPosting(web, log),

    start: async (bot: Bot) => {
      stopping = new AbortController()
      const { signal } = stopping
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
        try {
          connection = await connect(bot)
          return
        } catch (error) {
          if (isRefused(error)) throw error
          log('warn', 'slack is out of reach', { retryInMs: pauseMs, error })
          await wait(pauseMs, undefined, { signal }).catch(() => {
            throw new Error('Stopped before Slack was reached.', { cause: error })
          })
        }
      }
    },

    connections: () => connection?.connections() ?? { up: 0, wanted: 1 },

    stop: async () => {
      stopping.abort()
      await connection?.stop()
      connection = undefined
      // What was read just before the close may still bring more.
      while (running.size > 0) await Promise.all(running)
    },
  }
}

async function whoAmI(web: webApi.WebClient) {
  const { user_id: id, bot_id: botId, team_id: team, user } = await web.auth.test()
  if (!id || !botId || !team) throw new Error('slack: auth.test names no bot', { cause: 'not_a_bot_token' })
  const shown = await web.users.info({ user: id }).catch(() => undefined)
  return { id, botId, team, name: shown?.user?.real_name || user || 'the bot' }
}
