import type { RequestListener } from 'node:http'
import { HTTPReceiver, type Logger } from '@slack/bolt'
import type { Connection } from './sockets.ts'

const PATH = '/slack/events'

/** Slack's own advice; Bolt refuses what is older, we also what is dated so far ahead. */
const SKEW_S = 5 * 60

/** Hands the requests to a path on; what is given back ends that. */
export type Serve = (path: string, listener: RequestListener) => () => void

export interface WebhookParts {
  readonly signingSecret: string
  readonly serve: Serve
  readonly logger: Logger
  readonly now: () => number
}

/**
 * HTTP: everything comes signed to one path. A replayed request passes within its five minutes; it is
 * harmless, since each request is answered once.
 */
export function createWebhook({ signingSecret, serve, logger, now }: WebhookParts): Connection {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: PATH, logger })
  let end: (() => void) | undefined
  return {
    init: app => receiver.init(app),
    start: async () => {
      end = serve(PATH, (request, response) => {
        const refuse = (status: number) => void response.writeHead(status).end()
        if (request.method !== 'POST') return refuse(405)
        const sent = request.headers['x-slack-request-timestamp']
        if (sent !== undefined && !(Math.abs(now() / 1_000 - Number(sent)) <= SKEW_S)) return refuse(401)
        return receiver.requestListener(request, response)
      })
    },
    stop: async () => {
      end?.()
      end = undefined
    },
    connections: () => ({ up: end === undefined ? 0 : 1, wanted: 1 }),
  }
}
