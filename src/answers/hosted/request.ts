import { z } from 'zod'
import { causeOf, textOf } from '../../response.ts'
import type { Message } from './prompt.ts'

/** An OpenAI-compatible endpoint. */
export interface ModelDoor {
  /** What `/chat/completions` follows: `http://localhost:11434/v1`; a query is kept. */
  readonly baseUrl: string
  readonly model: string
  readonly key?: string | undefined
  /** Paperboy's own, for the User-Agent. */
  readonly version: string
  readonly fetch: typeof fetch
  /** Milliseconds for the whole of an answer, its last byte included. */
  readonly withinMs: number
}

/** Why a model said nothing: no connection, no whole answer in time, no success, or no answer at all. */
export type ModelFault = 'unreachable' | 'slow' | 'failing' | 'nonsense'

/** What came of asking. */
export type Completion =
  | { readonly kind: 'said'; readonly words: string }
  /** `detail` holds nothing of what was asked or said, and no key. */
  | { readonly kind: 'failed'; readonly why: ModelFault; readonly detail: string }

/** Ten times what a long answer with all its reasoning takes; more is no answer. */
const LONGEST_ANSWER_BYTES = 256 * 1024

const completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })], z.unknown()),
})

/**
 * Asks once: no retries, no redirects, no tools. Only the model and the messages are sent, since every
 * other parameter (`temperature`, `max_tokens`, `response_format`) is refused by one server or another.
 * Never rejects.
 */
export async function complete(
  { baseUrl, model, key, version, fetch, withinMs }: ModelDoor,
  messages: readonly Message[],
): Promise<Completion> {
  const signal = AbortSignal.timeout(withinMs)
  try {
    const response = await fetch(addressOf(baseUrl), {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': `paperboy/${version}`,
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, messages }),
      // Followed, it would carry the question to where nobody has sent it.
      redirect: 'manual',
      signal,
    })
    if (response.ok) return wordsOf(await textOf(response, LONGEST_ANSWER_BYTES))
    await response.body?.cancel()
    return failed('failing', `status ${response.status}`)
  } catch (error) {
    if (signal.aborted) return failed('slow', `no whole answer within ${withinMs} ms`)
    return failed('unreachable', causeOf(error))
  }
}

function failed(why: ModelFault, detail: string): Completion {
  return { kind: 'failed', why, detail }
}

function addressOf(baseUrl: string): URL {
  const address = new URL(baseUrl)
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/chat/completions`
  return address
}

/** What the content type says is not asked: some servers send JSON as text, and what is no JSON shows itself. */
function wordsOf({ text, whole }: Awaited<ReturnType<typeof textOf>>): Completion {
  if (!whole) return failed('nonsense', `more than ${LONGEST_ANSWER_BYTES} bytes`)
  try {
    const read = completion.safeParse(JSON.parse(text))
    if (!read.success) return failed('nonsense', 'no chat completion')
    return { kind: 'said', words: read.data.choices[0].message.content }
  } catch (error) {
    if (error instanceof SyntaxError) return failed('nonsense', 'no JSON')
    throw error
  }
}
