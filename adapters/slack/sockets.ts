import { setTimeout as pause } from 'node:timers/promises'
import { type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../src/chat.ts'
import { codeOf, isSignedOut, startFault } from './errors.ts'
import { clientOptions } from './sending.ts'

/** Slack says hello at once; a socket that stays silent this long is none. */
const HELLO_MS = 30_000
/** After a life this long the next socket is opened without a pause. */
const GOOD_LIFE_MS = 30_000
const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000

const REMEDY = 'make an app-level token with connections:write under Basic Information of your Slack app'

export interface SocketParts {
  readonly appToken: string
  readonly apiUrl: string
  readonly logger: Logger
  readonly log: Log
  readonly now: () => number
  /** Takes one sentence when Slack will not let us in any more. */
  readonly fatal: (sentence: string) => void
}

/**
 * Socket Mode over two sockets: Slack recycles each every few hours, and what nobody hears meanwhile, a
 * command or a press, is never sent again.
 */
export function createSockets(parts: SocketParts): Receiver {
  const sockets = [createSocket(parts), createSocket(parts)]
  const stop = async () => void (await Promise.all(sockets.map(socket => socket.stop())))
  return {
    init: app => {
      for (const socket of sockets) socket.init(app)
    },
    start: async () => {
      try {
        await Promise.all(sockets.map(socket => socket.start()))
      } catch (error) {
        await stop()
        throw error
      }
    },
    stop,
  }
}

/**
 * One socket after the other. Reconnecting is ours: the client's own waits 5 s before each try, dies of an
 * unhandled rejection when the token is refused, and waits for ever for a hello that does not come.
 */
function createSocket({ appToken, apiUrl, logger, log, now, fatal }: SocketParts): Receiver {
  const installerOptions = { clientOptions: clientOptions(apiUrl, logger) }
  const receiver = new SocketModeReceiver({ appToken, logger, autoReconnectEnabled: false, installerOptions })
  const { client } = receiver
  const stopping = new AbortController()
  let life = Promise.resolve()

  // What the client cannot read (an `app_rate_limited` envelope has no event) rejects where nobody listens.
  for (const read of client.listeners('ws_message')) {
    client.off('ws_message', read)
    client.on('ws_message', async (...frame) => {
      try {
        await read(...frame)
      } catch (error) {
        log('warn', 'envelope not understood', { error })
      }
    })
  }

  /** Resolves when Slack has said hello, with a promise of the socket's end. */
  const open = async (): Promise<{ readonly end: Promise<void> }> => {
    const { promise: end, resolve } = Promise.withResolvers<void>()
    client.once('disconnected', resolve)
    const silent = setTimeout(() => void client.disconnect(), HELLO_MS)
    try {
      await client.start()
      return { end }
    } catch (error) {
      client.off('disconnected', resolve)
      throw error ?? new Error('slack: the socket closed before it said hello')
    } finally {
      clearTimeout(silent)
    }
  }

  const live = async (first: { readonly end: Promise<void> }): Promise<void> => {
    const { signal } = stopping
    let open: { readonly end: Promise<void> } | undefined = first
    let pauseMs = 0
    while (!signal.aborted) {
      const openedMs = now()
      await open?.end
      if (open && now() - openedMs >= GOOD_LIFE_MS) pauseMs = 0
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs * 2))
      open = signal.aborted ? undefined : await openAgain()
    }
    await client.disconnect()
  }

  const openAgain = async (): Promise<{ readonly end: Promise<void> } | undefined> => {
    try {
      return await open()
    } catch (error) {
      log('warn', 'socket not opened', { error })
      if (isSignedOut(codeOf(error)) && !stopping.signal.aborted) {
        stopping.abort()
        fatal(startFault('SLACK_APP_TOKEN', REMEDY, apiUrl, error))
      }
      return undefined
    }
  }

  return {
    init: app => receiver.init(app),
    start: async () => {
      try {
        life = live(await open())
      } catch (error) {
        throw new Error(startFault('SLACK_APP_TOKEN', REMEDY, apiUrl, error), { cause: error })
      }
    },
    stop: async () => {
      stopping.abort()
      await client.disconnect()
      await life
    },
  }
}
