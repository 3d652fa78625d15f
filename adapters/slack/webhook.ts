import { createServer } from 'node:http'
import { HTTPReceiver, type Logger, type Receiver } from '@slack/bolt'
import type { Log } from '../../src/chat.ts'

const PATH = '/slack/events'

/** Slack's own advice; Bolt refuses what is older, we also what is dated so far ahead. */
const SKEW_S = 5 * 60

export interface WebhookParts {
  readonly signingSecret: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  readonly logger: Logger
  readonly log: Log
  readonly now: () => number
}

/**
 * HTTP: everything comes signed to one path. A replayed request passes within its five minutes; it is
 * harmless, since each request is answered once.
 */
export function createWebhook({ signingSecret, host, port, logger, log, now }: WebhookParts): Receiver {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: PATH, logger })
  const server = createServer((request, response) => {
    const refuse = (status: number) => void response.writeHead(status).end()
    if (request.url?.split('?', 1)[0] !== PATH) return refuse(404)
    if (request.method !== 'POST') return refuse(405)
    const sent = request.headers['x-slack-request-timestamp']
    if (sent !== undefined && !(Math.abs(now() / 1_000 - Number(sent)) <= SKEW_S)) return refuse(401)
    receiver.requestListener(request, response)
  })
  return {
    init: app => receiver.init(app),
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', error => {
          const sentence = `Slack's requests cannot be received at ${host}:${port} (${error.message}): set HOST and PORT to an address that is free.`
          reject(new Error(sentence, { cause: error }))
        })
        server.listen(port, host, () => {
          const address = server.address()
          log('info', 'receiving requests', {
            path: PATH,
            host,
            port: typeof address === 'object' ? address?.port : port,
          })
          resolve()
        })
      }),
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
      }),
  }
}
