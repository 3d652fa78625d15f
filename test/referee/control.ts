import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as later } from 'node:timers/promises'
import { z } from 'zod'

/** Copied here, so that the packages they import are found. */
const CACHE = 'node_modules/.cache/emulators'
const PATIENCE_MS = 8_000
const LOOK_EVERY_MS = 15

const reply = z.looseObject({ ok: z.boolean(), error: z.unknown().optional() })

/** An emulator that somebody else wrote, as a process with a control API. */
export interface Emulated {
  readonly base: string
  post(path: string, body: Readonly<Record<string, unknown>>): Promise<z.infer<typeof reply>>
  get(path: string): Promise<z.infer<typeof reply>>
  stop(): void
}

/** Takes the emulators in; false where there are none. */
export function fetchEmulators(folder: string): boolean {
  if (!existsSync(folder)) return false
  cpSync(folder, CACHE, { recursive: true })
  return true
}

export async function startEmulator(name: string, ...flags: readonly string[]): Promise<Emulated> {
  const child = spawn(process.execPath, [`${CACHE}/${name}-emulator.mjs`, '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [first] = await once(createInterface({ input: child.stdout }), 'line')
  const { base } = z.object({ base: z.string() }).parse(JSON.parse(String(first)))
  const call = async (path: string, init?: RequestInit): Promise<z.infer<typeof reply>> => {
    const response = await fetch(`${base}/_control/${path}`, init)
    return reply.parse(await response.json())
  }
  return {
    base,
    get: path => call(path),
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await call(path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${name} ${path}: ${JSON.stringify(answer).slice(0, 500)}`)
      return answer
    },
    stop: () => void child.kill(),
  }
}

/** The real bot, as `npm start` starts it. */
export async function startBot(
  environment: Readonly<Record<string, string>>,
  platforms: number,
): Promise<ChildProcess> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, ['adapters/start.js'], {
    env: { PATH, LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let started = 0
  let log = ''
  for await (const line of createInterface({ input: child.stderr })) {
    log += `${line}\n`
    if (line.includes('"adapter started"')) started += 1
    if (started === platforms) break
  }
  if (started < platforms) throw new Error(`the bot did not start:\n${log}`)
  child.stderr.resume()
  return child
}

export async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** Looks until it is so; rejects with the last look. */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  last: () => Promise<string>,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > deadline)
      throw new Error(
        `waited in vain for ${what}; what is to be seen ends in:\n${(await last()).slice(-1_500)}`,
      )
    await later(LOOK_EVERY_MS)
  }
}
