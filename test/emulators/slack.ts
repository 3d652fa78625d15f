import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import manifest from '../../adapters/slack/manifest.json' with { type: 'json' }
import { createInteractions } from './slack-interactions.ts'
import { createMethods } from './slack-methods.ts'
import { createPeople } from './slack-people.ts'
import { createWire } from './slack-wire.ts'
import { BOT, createWorld } from './slack-world.ts'

/** Spoils the next call of a method: before it takes effect, or only its answer. */
export interface Fault {
  readonly method: string
  readonly after?: true
  /** Hears of the call when it has come, and after it took effect if it does. */
  readonly met?: () => void
  readonly answer:
    | { readonly error: string }
    | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
    | 'drop'
    | 'hang'
}

export interface SlackWeather {
  /** What befalls a call that no fault of `faults` is for. */
  readonly fault: (method: string) => Fault | undefined
}

export type SlackEmulator = Awaited<ReturnType<typeof startSlackEmulator>>

/**
 * Slack on loopback, as small as the journeys need: the Web API calls we make, Socket Mode, and HTTP with
 * signatures. The scopes and events of our own manifest are its law. What the platform would refuse it
 * refuses, and what it would only frown upon stands in `violations`.
 */
export async function startSlackEmulator(weather?: SlackWeather) {
  const calls: { readonly method: string; readonly args: Readonly<Record<string, unknown>> }[] = []
  const faults: Fault[] = []
  const scopes = { granted: manifest.oauth_config.scopes.bot.join(',') }
  const address = (): string => {
    const bound = server.address()
    return `127.0.0.1:${typeof bound === 'object' ? bound?.port : bound}`
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, kind = '', name = ''] = (request.url ?? '').split('/')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks).toString()
    const method = kind === 'api' ? name : 'response_url'
    const args = kind === 'api' ? formArguments(raw) : jsonArguments.parse(JSON.parse(raw))
    calls.push({ method, args })
    const act = (): Answer =>
      kind === 'api'
        ? { status: 200, body: JSON.stringify(call(method, request.headers.authorization ?? '', args)) }
        : interactions.respond(name, args)
    const at = faults.findIndex(fault => fault.method === method)
    const fault = at < 0 ? weather?.fault(method) : faults.splice(at, 1)[0]
    if (fault?.after) act()
    fault?.met?.()
    if (fault?.answer === 'hang') return
    if (fault?.answer === 'drop') return void request.socket.destroy()
    const { status, body, retryAfter } = fault ? spoilt(fault.answer, kind) : act()
    const headers = {
      'Content-Type': 'application/json',
      'X-OAuth-Scopes': scopes.granted,
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    }
    response.writeHead(status, headers).end(body)
  }
  const server = createServer((request, response) => void handle(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')

  const world = createWorld()
  const wire = createWire(server, world.poke)
  const interactions = createInteractions(world, () => `http://${address()}`)
  const call = createMethods(world, interactions, () => `ws://${address()}/link?ticket=${wire.ticket()}`)
  const { messages, changes, violations, poke, until } = world

  return {
    apiUrl: `http://${address()}/api/`,
    messages,
    changes,
    clock: world.clock,
    calls,
    views: interactions.views,
    violations,
    faults,
    /** The scopes that its answers say the token has, joined by commas. */
    scopes,
    poke,
    until,
    ...createPeople(world, interactions),
    ...wire,
    /** Makes a channel that everyone is in. */
    found: (channel: string): void =>
      void world.channels.set(channel, { type: 'channel', members: new Set(world.users.keys()) }),
    join: (channel: string): void => void world.channels.get(channel)?.members.add(BOT),

    close: async (): Promise<void> => {
      for (const socket of wire.sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly retryAfter?: number | undefined
}

function spoilt(fault: Exclude<Fault['answer'], 'drop' | 'hang'>, kind: string): Answer {
  if ('status' in fault) return { body: '{"ok":false,"error":"ratelimited"}', ...fault }
  return kind === 'api'
    ? { status: 200, body: JSON.stringify({ ok: false, ...fault }) }
    : { status: 400, body: fault.error }
}

const jsonArguments = z.record(z.string(), z.unknown())

/** A form, with JSON in those fields where Slack expects it. */
const formArguments = (raw: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...new URLSearchParams(raw)].map(([name, value]) => [
      name,
      ['blocks', 'metadata', 'view'].includes(name) ? JSON.parse(value) : value,
    ]),
  )
