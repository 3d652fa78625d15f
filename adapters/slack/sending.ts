import { type Logger, LogLevel, type webApi } from '@slack/bolt'
import type { Log, Reply } from '../../src/chat.ts'
import { codeOf } from './errors.ts'
import { type Message, render, withoutImages } from './render.ts'

/** No call may hang, and the longest that Slack was seen to take is a few seconds. */
const TIMEOUT_MS = 10_000

/**
 * How every client of the Web API is set up: nothing is sent twice on its own. By default a lost answer is
 * tried ten more times within half an hour, and each may post once more. Made anew for each client, since
 * Bolt writes into the object it is given.
 */
export const clientOptions = (apiUrl: string, logger: Logger): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: TIMEOUT_MS,
  logger,
})

/**
 * What Bolt and its clients have to say. Only trouble: at lower levels they print whole payloads. A connection that
 * breaks is an error to them, and is opened anew; what cannot be mended ends the process in words of our own.
 */
export function sdkLogger(log: Log): Logger {
  const told = (...words: unknown[]) => log('warn', 'slack library', { words: words.map(String) })
  const ignored = (): void => undefined
  return {
    debug: ignored,
    info: ignored,
    warn: told,
    error: told,
    setLevel: ignored,
    setName: ignored,
    getLevel: () => LogLevel.WARN,
  }
}

/** Link previews would bury the message, and foreign links would show foreign pictures. */
export const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const

/** The key of a delivery, in the metadata of its message, which Slack keeps and gives back. */
export const DELIVERY = 'paperboy_delivery'

/**
 * Sends a reply. Slack fetches its pictures first and refuses the whole message (`invalid_blocks`) when one
 * cannot be had, so a refused one goes once more without them. After a refusal nothing was posted.
 */
export async function sendReply<T>(reply: Reply, send: (message: Message) => Promise<T>): Promise<T> {
  try {
    return await send(render(reply))
  } catch (error) {
    const bare = codeOf(error) === 'invalid_blocks' ? withoutImages(reply) : undefined
    if (!bare) throw error
    return send(render(bare))
  }
}

/** Answers by a response_url: the body is that of a message and says who sees it. The code of a refusal is the error's cause. */
export async function respond(url: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const answer = await response.text()
  if (!response.ok)
    throw new Error(`slack: response_url answered ${response.status}`, { cause: answer.slice(0, 100) })
}
