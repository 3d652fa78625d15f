import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** How the server answers one request. What it leaves open, stays open. */
export type Behaviour = (response: ServerResponse) => void

/** An OpenAI-compatible endpoint on loopback that does as it is told, well or badly. */
export interface ModelServer {
  /** What LLM_BASE_URL is to be. */
  readonly baseUrl: string
  readonly requests: readonly {
    readonly path: string
    readonly headers: IncomingHttpHeaders
    readonly body: string
  }[]
  /** From now on every request is answered so. */
  behave(behaviour: Behaviour): void
  stop(): Promise<void>
}

export async function openModelServer(): Promise<ModelServer> {
  const requests: ModelServer['requests'][number][] = []
  let behaviour: Behaviour = says({ unstated: true })
  const server = createServer(async (request, response) => {
    const { url: path = '', headers } = request
    requests.push({ path, headers, body: await text(request) })
    behaviour(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the model listens nowhere')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    behave: next => {
      behaviour = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A chat completion in the shape of a real one. */
export const completionOf = (content: unknown): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    model: 'parrot-7b',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 },
  })

export const sends =
  (body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  response =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)

/** Answers with these words as the model's. */
export const saysWords = (words: string): Behaviour => sends(completionOf(words))

/** Answers with this object, as it was asked to. */
export const says = (reply: unknown): Behaviour => saysWords(JSON.stringify(reply))
