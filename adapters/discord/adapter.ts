import { setTimeout as wait } from 'node:timers/promises'
import { type Client, Events } from 'discord.js'
import type { Adapter, Bot, Log } from '../../src/chat.ts'
import {
  createClient,
  HEARTBEAT_MS,
  refusedForGood,
  shardsUp,
  watchGateway,
  watchHeartbeats,
  watchToken,
} from './client.ts'
import { isExpired } from './failures.ts'
import { hearInteraction, hearMessage } from './hearing.ts'
import { createPosting } from './posting.ts'
import { registerCommands } from './register.ts'
import type { DiscordSettingsWithToken } from './settings.ts'

export interface DiscordParts {
  readonly settings: DiscordSettingsWithToken
  readonly log: Log
  /** Called once, with one sentence for the operator, when nothing will bring the connection back. */
  readonly fatal: (sentence: string) => void
  readonly now: () => number
  /** Other than Discord's for tests alone. */
  readonly heartbeatMs?: number
}

const FIRST_PAUSE_MS = 1_000
/** Discord resets a token that signs in more than 1,000 times a day (docs, events/gateway). */
const LONGEST_PAUSE_MS = 300_000

const UNHEARD =
  'Discord hides from Paperboy what does not mention it: whoever runs it has to switch on Message Content Intent on the Bot page of the Discord Developer Portal, and to set DISCORD_MESSAGE_CONTENT=true.'

/** discord.js waits a minute for a hello before it closes a connection that it has just opened; a stop does not. */
const CLOSE_MS = 2_000

/** Discord by discord.js: requests by the gateway, answers and posts by REST, `/papers` registered at the start. */
export function createDiscordAdapter({
  settings,
  log,
  fatal,
  now,
  heartbeatMs = HEARTBEAT_MS,
}: DiscordParts): Adapter {
  const stopping = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener('abort', () => reject(new Error('Stopped before Discord was reached.')))
  })
  stopped.catch(() => undefined)
  const inFlight = new Set<Promise<unknown>>()
  let client: Client | undefined
  let verdict: string | undefined
  let unwatch = (): void => undefined

  const dead = (sentence: string): void => {
    const isFirst = verdict === undefined
    verdict ??= sentence
    if (client && isFirst && !stopping.signal.aborted) fatal(sentence)
  }
  const posting = createPosting({ settings, log, client: () => client, refused: dead })
  const parts = { log, now, startThread: posting.startThread, post: posting.post }

  const track = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work)
    const end = () => inFlight.delete(work)
    work.then(end, end)
    return work
  }

  const hear = (work: Promise<void>): void => {
    void track(
      work.catch(error => {
        if (isExpired(error)) log('info', 'interaction already answered or expired', { error })
        else log('error', 'event not handled', { error })
      }),
    )
  }

  const signIn = async (bot: Bot): Promise<Client> => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      // A client whose sign-in failed has destroyed itself.
      const candidate = createClient({ settings, log })
      watchGateway(candidate, dead)
      watchToken(candidate.rest, dead)
      candidate.on(Events.InteractionCreate, interaction => hear(hearInteraction(bot, interaction, parts)))
      candidate.on(Events.MessageCreate, message => hear(hearMessage(bot, message, parts)))
      const ready = new Promise<Client<true>>(resolve => candidate.once(Events.ClientReady, resolve))
      try {
        await Promise.race([candidate.login(settings.DISCORD_TOKEN), stopped])
        const { application, rest } = await Promise.race([ready, stopped])
        const commands = await registerCommands(rest, application.id, bot.commands)
        if (verdict !== undefined) throw new Error(verdict)
        log('info', 'signed in to Discord', { application: application.id, commands })
        return candidate
      } catch (error) {
        await candidate.destroy()
        const sentence = verdict ?? refusedForGood(error)
        if (sentence !== undefined) throw new Error(sentence, { cause: error })
        if (stopping.signal.aborted) throw error
        log('warn', 'discord is out of reach', { retryInMs: pause, error })
        await Promise.race([stopped, wait(pause, undefined, { signal: stopping.signal })])
      }
    }
  }

  return {
    name: 'discord',
    managers: 'those who have the permission Manage Server',
    start: async bot => {
      client = await signIn(bot)
      unwatch = watchHeartbeats(client, heartbeatMs, dead)
    },
    post: (to, reply, key) => track(posting.post(to, reply, key)),
    fit: posting.fit,
    pace: posting.pace,
    ...(!settings.DISCORD_MESSAGE_CONTENT && { unheard: UNHEARD }),
    find: (to, key, sinceMs) => track(posting.find(to, key, sinceMs)),
    withdraw: (to, id) => track(posting.withdraw(to, id)),
    check: to => track(posting.check(to)),
    connections: () => ({
      up: client && !stopping.signal.aborted ? shardsUp(client) : 0,
      wanted: client?.ws.shards.size ?? 1,
    }),
    stop: async () => {
      stopping.abort()
      unwatch()
      // Nothing new is taken on, and the closing is not reported as a lost connection.
      client?.removeAllListeners(Events.InteractionCreate)
      client?.removeAllListeners(Events.MessageCreate)
      client?.removeAllListeners(Events.ShardReconnecting)
      while (inFlight.size > 0) await Promise.allSettled([...inFlight])
      await Promise.race([client?.destroy(), wait(CLOSE_MS, undefined, { ref: false })])
    },
  }
}
