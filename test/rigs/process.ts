import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { TOKEN } from '../emulators/discord-rest.ts'
import { TOKENS } from '../emulators/slack-world.ts'

/** Programs as an operator starts them. */

export type Environment = Readonly<Record<string, string>>

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9'

export interface Emulators {
  readonly hub?: { readonly endpoint: string }
  readonly slack?: { readonly apiUrl: string }
  readonly discord?: { readonly url: string }
}

/** Settings by which a program meets these emulators and nobody outside, and takes nothing from whoever runs the tests. */
export function environmentOf({ hub, slack, discord }: Emulators): Environment {
  return {
    PATH: process.env.PATH ?? '',
    HF_ENDPOINT: hub?.endpoint ?? NOWHERE,
    ARXIV_ENDPOINT: NOWHERE,
    PORT: '0',
    ...(slack && { SLACK_BOT_TOKEN: TOKENS.bot, SLACK_APP_TOKEN: TOKENS.app, SLACK_API_URL: slack.apiUrl }),
    ...(discord && { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.url }),
  }
}

/** Starts a program of `adapters/` with its words. */
export function started(
  program: string,
  words: readonly string[],
  env: Environment,
  nodeOptions: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...nodeOptions, `adapters/${program}`, ...words], { env })
}

/** Resolves when so many adapters have told in a program's log that they are started; nobody reads that on. */
export async function adaptersStarted(log: Readable, adapters = 1): Promise<void> {
  let read = ''
  for await (const chunk of log.iterator({ destroyOnReturn: false })) {
    read += String(chunk)
    if (read.split('adapter started').length > adapters) return void log.resume()
  }
  throw new Error(`the program ended before it was started:\n${read}`)
}

export interface Ended {
  readonly code: unknown
  readonly out: string
  readonly complaints: string
}

/** What a program has said by its end, when it was told this much. */
export async function ended(child: ChildProcessWithoutNullStreams, input = ''): Promise<Ended> {
  child.stdin.end(input)
  const exit = once(child, 'exit')
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await exit
  return { code, out, complaints }
}
