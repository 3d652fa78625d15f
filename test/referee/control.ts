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

/** An emulator that somebody else wrote: a process with a control API. */
export interface Emulated {
  readonly base: string
  list<T>(path: string, item: z.ZodType<T>): Promise<readonly T[]>
  /** What a person or the platform does; rejects where it is not taken. */
  act(path: string, body?: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Waits until its health is so. */
  becomes(shape: z.ZodType): Promise<void>
}

const living = new Set<ChildProcess>()

function processOf(script: string, flags: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [script, ...flags], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  living.add(child)
  child.once('exit', () => living.delete(child))
  return child
}

/** Leaves no process behind, at once. */
export function endAll(): void {
  for (const child of living) child.kill('SIGKILL')
}

/** Takes the emulators in; false where there are none. */
export function fetchEmulators(folder: string): boolean {
  if (!existsSync(folder)) return false
  cpSync(folder, CACHE, { recursive: true })
  return true
}

export async function startEmulator(name: string, ...flags: readonly string[]): Promise<Emulated> {
  const child = processOf(`${CACHE}/${name}-emulator.mjs`, ['--port', '0', ...flags], process.env)
  child.stderr.pipe(process.stderr)
  const [first] = await once(createInterface({ input: child.stdout }), 'line')
  const { base } = z.object({ base: z.string() }).parse(JSON.parse(String(first)))
  const call = async (path: string, init?: RequestInit): Promise<unknown> => {
    const answer: unknown = await (await fetch(`${base}/_control/${path}`, init)).json()
    if (z.object({ ok: z.literal(true) }).safeParse(answer).success) return answer
    throw new Error(`${name} ${path}: ${JSON.stringify(answer).slice(0, 500)}`)
  }
  return {
    base,
    becomes: async shape => {
      const look = async () => shape.safeParse(await call('health')).data
      await until(look, () => 'the connection')
    },
    list: async (path, item) => z.object({ items: z.array(item) }).parse(await call(path)).items,
    act: (path, body = {}) => call(path, { method: 'POST', body: JSON.stringify(body) }),
  }
}

const answered = { status: z.number().nullish(), ok: z.boolean().nullish(), error: z.string().nullish() }

/** The rules that were broken, and the requests that were refused with another error than is `expected`. */
export async function objectionsOf(emulated: Emulated, expected?: RegExp): Promise<readonly unknown[]> {
  const requests = await emulated.list('requests', z.looseObject(answered))
  const refused = requests.filter(({ ok, status }) => ok === false || (status ?? 200) >= 400)
  const violations = await emulated.list('violations', z.unknown())
  return [...violations, ...refused.filter(({ error }) => !expected?.test(error ?? ''))]
}

export interface RunningBot {
  /** Where it takes requests over HTTP. */
  readonly port: number | undefined
  /** What it logged as an error of its own, or said besides the log. */
  readonly failures: readonly string[]
  /** Resolves to its exit code; null when it was killed. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

const logLine = z.looseObject({ level: z.string(), event: z.string(), port: z.number().optional() })

/** The real bot as `npm start` starts it; resolves when so many platforms are on. */
export async function startBot(
  environment: Readonly<Record<string, string>>,
  platforms: number,
): Promise<RunningBot> {
  const { PATH } = process.env
  const child = processOf('adapters/start.js', [], { PATH, LOG_LEVEL: 'info', ...environment })
  const exit = once(child, 'exit')
  const failures: string[] = []
  const { promise: on, resolve, reject } = Promise.withResolvers<void>()
  let started = 0
  let port: number | undefined
  child.stdout.resume()
  createInterface({ input: child.stderr }).on('line', line => {
    const entry = line.startsWith('{') ? logLine.parse(JSON.parse(line)) : undefined
    port = entry?.port ?? port
    // The library calls every broken socket an error.
    if (!entry || (entry.level === 'error' && entry.event !== 'slack library')) failures.push(line)
    if (entry?.event === 'adapter started' && ++started === platforms) resolve()
  })
  exit.then(() => reject(new Error(`the bot ended at its start:\n${failures.join('\n')}`)), reject)
  await on
  return {
    port,
    failures,
    end: async signal => {
      child.kill(signal)
      const [code] = await exit
      return z.number().nullable().parse(code)
    },
  }
}

/** Looks until something is found; rejects with what it waited for. */
export async function until<T>(look: () => Promise<T | undefined>, what: () => string): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what()}`)
    await later(LOOK_EVERY_MS)
  }
}
