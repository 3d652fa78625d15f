import { createHmac, randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'

/** What Slack sends to an app, whichever way. */
export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: Readonly<Record<string, unknown>>
}

/** Within this long an app has to acknowledge, and to open a form. */
export const ACK_MS = 3_000
export const SIGNING_SECRET = 'signing-secret'

/** How Slack reaches an app: over sockets that the app opens, or by signed requests. */
export function createWire(server: Server, changed: () => void) {
  const tickets = new Set<string>()
  const sockets: WebSocket[] = []
  const leaving = new Set<WebSocket>()
  const vanished = new Set<WebSocket>()
  const manner = { saysHello: true }
  const unanswered = new Map<string, () => void>()
  const upgrades = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '', 'http://emulator').searchParams.get('ticket') ?? ''
    if (!tickets.delete(ticket)) return void socket.destroy()
    upgrades.handleUpgrade(request, socket, head, opened => {
      sockets.push(opened)
      opened.on('close', () => {
        sockets.splice(sockets.indexOf(opened), 1)
        changed()
      })
      opened.on('message', data => {
        const { envelope_id } = z.object({ envelope_id: z.string() }).parse(JSON.parse(String(data)))
        unanswered.get(envelope_id)?.()
      })
      if (manner.saysHello) opened.send(JSON.stringify({ type: 'hello', num_connections: sockets.length }))
      changed()
    })
  })

  let turn = 0
  return {
    sockets,
    /** How it behaves; may be changed at any time. */
    manner,

    /** Asks for a socket to be closed, and sends nothing more over it, as when Slack recycles it. */
    refresh: (
      socket: WebSocket,
      reason: 'refresh_requested' | 'warning' | 'too_many_websockets' = 'refresh_requested',
    ): void => {
      leaving.add(socket)
      socket.send(JSON.stringify({ type: 'disconnect', reason }))
    },

    /** From now on a socket is half open: nothing that either side sends arrives, and neither is told so. */
    vanish: (socket: WebSocket): void => {
      leaving.add(socket)
      vanished.add(socket)
      socket.pause()
    },

    /** Admits one socket. */
    ticket: (): string => {
      const ticket = randomUUID()
      tickets.add(ticket)
      return ticket
    },

    /** To one socket after the other, or over one; resolves when it is acknowledged. */
    overSocket: (envelope: Envelope, over?: WebSocket): Promise<void> => {
      turn += 1
      const staying = sockets.filter(socket => !leaving.has(socket) && socket.readyState === socket.OPEN)
      // Where all are asked to leave, the one that was asked last.
      const socket = over ?? staying[turn % staying.length] ?? sockets.at(-1)
      if (!socket) throw new Error('the bot has no socket open')
      const envelope_id = randomUUID()
      return new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`not acknowledged in time: ${envelope.type}`)), ACK_MS)
        unanswered.set(envelope_id, () => {
          clearTimeout(late)
          resolve()
        })
        if (vanished.has(socket)) return
        socket.send(JSON.stringify({ envelope_id, accepts_response_payload: true, ...envelope }))
      })
    },

    /** One signed request; resolves with its status. */
    overHttp: async (
      url: string,
      { type, payload }: Envelope,
      { secret = SIGNING_SECRET, skewS = 0 }: { readonly secret?: string; readonly skewS?: number } = {},
    ): Promise<number> => {
      const form = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload
      const fields = Object.entries(form).map(([name, value]) => [name, String(value)])
      const body = type === 'events_api' ? JSON.stringify(payload) : new URLSearchParams(fields).toString()
      const timestamp = Math.floor(Date.now() / 1_000) + skewS
      const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
      const { status } = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': `application/${type === 'events_api' ? 'json' : 'x-www-form-urlencoded'}`,
          'X-Slack-Request-Timestamp': String(timestamp),
          'X-Slack-Signature': `v0=${signature}`,
        },
        body,
        signal: AbortSignal.timeout(ACK_MS),
      })
      return status
    },
  }
}
