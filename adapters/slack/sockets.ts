import { setTimeout as pause } from 'node:timers/promises'
import { type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { z } from 'zod'
import type { Connections, Log } from '../../src/chat.ts'
import { codeOf, isSignedOut, startFault } from './errors.ts'
import { clientOptions } from './sending.ts'

export const PACE = Object.freeze({
  /** Slack says hello at once; a socket that stays silent this long is none. */
  helloMs: 30_000,
  /** After a life this long the next socket is opened without a pause. */
  goodLifeMs: 30_000,
  shortestPauseMs: 250,
  longestPauseMs: 5_000,
  /** What Slack has sent before it asked for a socket to be closed is read first. */
  lingerMs: 1_000,
  /** Slack closes a socket by itself some ten seconds after it asked. */
  relievedMs: 8_000,
  /** The client waits 30 s for the other end of a socket that it closed while opening it; a stop does not. */
  closeMs: 2_000,
  /** With no socket for so long, a new process, with its names resolved anew, may do better. */
  deafMs: 10 * 60_000,
})
/** Milliseconds, each as above. */
export type Pace = Readonly<Record<keyof typeof PACE, number>>

const REMEDY = 'make an app-level token with connections:write under Basic Information of your Slack app'

export interface SocketParts {
  readonly appToken: string
  readonly apiUrl: string
  readonly logger: Logger
  readonly log: Log
  readonly now: () => number
  /** Takes one sentence when Slack will not let us in any more, or has not for ten minutes. */
  readonly fatal: (sentence: string) => void
  readonly pace?: Pace | undefined
}

/** How requests come in, and over how many connections at this moment. */
export interface Connection extends Receiver {
  connections(): Connections
}

interface Socket extends Receiver {
  /** Slack has said hello over it, and it is open. */
  isUp(): boolean
}

/**
 * Socket Mode over two sockets: Slack recycles each every few hours, and what nobody hears meanwhile, a command or
 * a press, is never sent again. So they leave one after the other, the second when the first is back.
 */
export function createSockets({ pace = PACE, ...parts }: SocketParts): Connection {
  const { now, fatal, apiUrl } = parts
  let heardMs = now()
  let leaving = Promise.resolve()
  const between: Between = {
    pace,
    inTurn: leave => {
      leaving = leaving.then(leave)
      return leaving
    },
    heard: () => {
      heardMs = now()
    },
    notOpened: error => {
      if (sockets.some(socket => socket.isUp())) heardMs = now()
      if (now() - heardMs < pace.deafMs) return
      const fault = startFault('SLACK_APP_TOKEN', REMEDY, apiUrl, error)
      fatal(`Slack has let no socket in for ${Math.round((now() - heardMs) / 1_000)} s. ${fault}`)
    },
  }
  const sockets = [createSocket(parts, between), createSocket(parts, between)]
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
    connections: () => ({ up: sockets.filter(socket => socket.isUp()).length, wanted: sockets.length }),
  }
}

/** What the sockets share. */
interface Between {
  readonly pace: Pace
  /** Lets one leave when the one before it is through. */
  inTurn(leave: () => Promise<void>): Promise<void>
  heard(): void
  notOpened(error: unknown): void
}

const asksToLeave = z.string().transform((text, context) => {
  try {
    return z.object({ type: z.literal('disconnect') }).parse(JSON.parse(text))
  } catch {
    context.addIssue('another frame')
    return z.NEVER
  }
})

/**
 * One socket after the other. Reconnecting is ours: the client's own waits 5 s before each try, dies of an
 * unhandled rejection when the token is refused, and waits for ever for a hello that does not come.
 */
function createSocket({ appToken, apiUrl, logger, log, now, fatal }: SocketParts, between: Between): Socket {
  const { pace } = between
  const installerOptions = { clientOptions: clientOptions(apiUrl, logger) }
  const receiver = new SocketModeReceiver({ appToken, logger, autoReconnectEnabled: false, installerOptions })
  const { client } = receiver
  const stopping = new AbortController()
  const { signal } = stopping
  let life = Promise.resolve()
  let lives = 0
  let isUp = false
  client.on('connected', () => {
    isUp = true
    lives += 1
    between.heard()
  })
  client.on('disconnected', () => {
    isUp = false
  })

  /** Closes it in its turn, unless it is closed by then, and resolves when the next is open or is taking too long. */
  const leave = async (close: () => Promise<void>): Promise<void> => {
    const mine = lives
    const patience = AbortSignal.any([signal, AbortSignal.timeout(pace.relievedMs)])
    await pause(pace.lingerMs, undefined, { signal }).catch(() => undefined)
    if (lives === mine && isUp) await close()
    while (lives === mine && !patience.aborted)
      await pause(pace.shortestPauseMs, undefined, { signal: patience }).catch(() => undefined)
  }

  // What the client cannot read (an `app_rate_limited` envelope has no event) rejects where nobody listens.
  for (const read of client.listeners('ws_message')) {
    client.off('ws_message', read)
    client.on('ws_message', async (...frame) => {
      const take = async (): Promise<void> => {
        try {
          await read(...frame)
        } catch (error) {
          log('warn', 'envelope not understood', { error })
        }
      }
      await (asksToLeave.safeParse(frame[0]).success ? between.inTurn(() => leave(take)) : take())
    })
  }

  /** Resolves when Slack has said hello, with a promise of the socket's end. */
  const open = async (): Promise<{ readonly end: Promise<void> }> => {
    const { promise: end, resolve } = Promise.withResolvers<void>()
    client.once('disconnected', resolve)
    const silent = setTimeout(() => void client.disconnect(), pace.helloMs)
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
    let open: { readonly end: Promise<void> } | undefined = first
    let pauseMs = 0
    while (!signal.aborted) {
      const openedMs = now()
      await open?.end
      if (open && now() - openedMs >= pace.goodLifeMs) pauseMs = 0
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
      pauseMs = Math.min(pace.longestPauseMs, Math.max(pace.shortestPauseMs, pauseMs * 2))
      open = signal.aborted ? undefined : await openAgain()
    }
    await client.disconnect()
  }

  const openAgain = async (): Promise<{ readonly end: Promise<void> } | undefined> => {
    try {
      return await open()
    } catch (error) {
      log('warn', 'socket not opened', { error })
      if (isSignedOut(codeOf(error)) && !signal.aborted) {
        stopping.abort()
        fatal(startFault('SLACK_APP_TOKEN', REMEDY, apiUrl, error))
      } else between.notOpened(error)
      return undefined
    }
  }

  return {
    isUp: () => isUp,
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
      const closed = Promise.all([client.disconnect(), life])
      await Promise.race([closed, pause(pace.closeMs, undefined, { ref: false })])
    },
  }
}
