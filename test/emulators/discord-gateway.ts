import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'

export const MESSAGE_CONTENT = 1 << 15

interface Session {
  readonly id: string
  readonly intents: number
  readonly sent: { readonly op: 0; readonly t: string; readonly s: number; readonly d: unknown }[]
  socket: WebSocket | undefined
}

export interface Gateway {
  /** How it behaves; may be changed at any time. Frozen, it takes connections and says nothing more. */
  readonly manner: { frozen: boolean; shards: number; heartbeatMs: number }
  /** Sends an event to every session; `make` knows whether the session may read what people write. */
  dispatch(event: string, make: (readsContent: boolean) => unknown): void
  /** Resolves when the clients have taken in all that was dispatched: they answer a heartbeat in order. */
  heard(): Promise<void>
  /** Cuts the connections, or closes them with a code: 4009 ends their sessions too. */
  drop(code?: number): void
  /** Asks every client to reconnect (7), or tells it that its session is no good (9), to be resumed or not. */
  ask(op: 7 | 9, mayResume?: boolean): void
  /** From now on every connection is half open: nothing that either side sends arrives, and neither is told so. */
  vanish(): void
  /** How often somebody signed in anew, and how often somebody resumed. */
  readonly identified: number
  readonly resumed: number
  close(): void
}

const frameShape = z.discriminatedUnion('op', [
  z.object({ op: z.literal(1) }),
  z.object({
    op: z.literal(2),
    d: z.object({ token: z.string(), intents: z.int(), shard: z.tuple([z.int(), z.int()]) }),
  }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string(), session_id: z.string(), seq: z.int() }) }),
])

/** Discord's gateway, version 10, JSON without compression. */
export function serveGateway(
  server: Server,
  world: {
    readonly token: string
    readonly allowsMessageContent: boolean
    /** What a new session is told, in order. */
    readonly welcome: (session: string) => readonly (readonly [event: string, data: unknown])[]
  },
): Gateway {
  const sockets = new WebSocketServer({ server })
  const sessions: Session[] = []
  const manner = { frozen: false, shards: 1, heartbeatMs: 41_250 }
  let identified = 0
  let resumed = 0
  let beats: (() => void)[] = []

  const send = (session: Session, event: string, data: unknown): void => {
    const frame = { op: 0, t: event, s: session.sent.length + 1, d: data } as const
    session.sent.push(frame)
    session.socket?.send(JSON.stringify(frame))
  }

  sockets.on('connection', socket => {
    let session: Session | undefined
    if (manner.frozen) return
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: manner.heartbeatMs } }))
    socket.on('message', raw => {
      if (manner.frozen) return
      const frame = frameShape.parse(JSON.parse(String(raw)))
      switch (frame.op) {
        case 1: {
          socket.send(JSON.stringify({ op: 11 }))
          const waiting = beats
          beats = []
          for (const beat of waiting) beat()
          return
        }
        case 2: {
          if (frame.d.token !== world.token) return socket.close(4004)
          if (frame.d.shard[1] !== manner.shards) return socket.close(4010)
          if (frame.d.intents & MESSAGE_CONTENT && !world.allowsMessageContent) return socket.close(4014)
          session = { id: `session-${++identified}`, intents: frame.d.intents, sent: [], socket }
          sessions.push(session)
          for (const [event, data] of world.welcome(session.id)) send(session, event, data)
          return
        }
        case 6: {
          session = sessions.find(({ id }) => id === frame.d.session_id)
          if (!session) return socket.send(JSON.stringify({ op: 9, d: false }))
          session.socket = socket
          resumed += 1
          for (const missed of session.sent.slice(frame.d.seq)) socket.send(JSON.stringify(missed))
          return send(session, 'RESUMED', {})
        }
        default:
          return frame satisfies never
      }
    })
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined
    })
  })

  return {
    manner,
    dispatch: (event, make) => {
      for (const session of sessions) {
        send(session, event, make((session.intents & MESSAGE_CONTENT) !== 0))
      }
    },
    heard: () =>
      new Promise(resolve => {
        beats.push(resolve)
        for (const { socket } of sessions) socket?.send(JSON.stringify({ op: 1 }))
      }),
    drop: code => {
      if (code === 4009) sessions.splice(0)
      for (const socket of sockets.clients) code === undefined ? socket.terminate() : socket.close(code)
    },
    ask: (op, mayResume = false) => {
      // A session that must not be resumed is forgotten.
      if (op === 9 && !mayResume) sessions.splice(0)
      for (const socket of sockets.clients)
        socket.send(JSON.stringify({ op, d: op === 9 ? mayResume : null }))
    },
    vanish: () => {
      for (const session of sessions) {
        session.socket?.pause()
        session.socket = undefined
      }
    },
    get identified() {
      return identified
    },
    get resumed() {
      return resumed
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
