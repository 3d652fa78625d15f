import type { Log } from './chat.ts'

const LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]

/** The shapes of secrets, as those who issue them write them. Each match is the secret alone. */
const SHAPES: readonly RegExp[] = [
  // Chat tokens of a workspace, of an app, and those that renew them.
  /\b(?:xox[a-z]|xapp)-[\w-]+/gi,
  // Bot tokens: the bot's number, a date and a signature, each in base64 without padding.
  /(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  // The hub, and hosted models: OpenAI and Anthropic, Groq, xAI, Google, Replicate, Perplexity, NVIDIA.
  /\b(?:hf_|sk-|gsk_|xai-|AIza|r8_|pplx-|nvapi-)[\w-]{8,}/g,
  /(?<=\bbearer\s+)[^\s"',;]{8,}/gi,
  /(?<=\bbasic\s+)[\w+/]{12,}=*/gi,
  // The password of an address, which may hold an @ itself.
  /(?<=:\/\/[^\s:/@]*:)[^\s/]+(?=@)/g,
  /(?<=[?&](?:ticket|(?:access_|api_)?(?:token|key|secret)|password)=)[^&\s"'#]+/gi,
  // Addresses that let whoever has them answer a command.
  /(?<=\bhooks\.[\w.-]+\/)[^\s"'?]+/g,
  /(?<=\/(?:webhooks|interactions)\/\d+\/)[\w.-]{20,}/g,
]
/** What stands where a secret was. */
const HIDDEN = '[secret]'
/** A shorter one would be found within ordinary words. */
const SHORTEST_SECRET = 6

/** Hides the secrets that are given, and whatever has the shape of one. Nothing else changes, and a second time nothing does. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = secrets
    .filter(secret => secret.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
  const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text)
  return SHAPES.reduce((rest, shape) => rest.replace(shape, HIDDEN), withoutKnown)
}

export interface LogParts {
  /** What is less is not written. */
  readonly least: Level
  /** Takes one line, without its end. */
  readonly write: (line: string) => void
  /** Unix milliseconds. */
  readonly now: () => number
  /** Secrets of which the shape says nothing, as they are set; shorter than 6 characters they stay. */
  readonly secrets?: readonly string[]
}

/**
 * A log of JSON lines, one an event, with `time` (ISO 8601), `level` and `event` first. Secrets are hidden wherever
 * they stand, before the text becomes JSON, so that each line can be read whatever it holds. Never throws.
 */
export function createLog({ least, write, now, secrets = [] }: LogParts): Log {
  return (level, event, facts = {}) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return
    const time = new Date(now()).toISOString()
    write(JSON.stringify(clean({ time, level, event, ...facts }, secrets, [])))
  }
}

/** A copy that JSON can hold, its texts redacted; `within` are the things it stands in. */
function clean(value: unknown, secrets: readonly string[], within: readonly unknown[]): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (within.includes(value)) return '[itself]'
  const inner = [...within, value]
  if (value instanceof Error) return clean(told(value), secrets, inner)
  if (value instanceof Date) return value.toJSON()
  if (Array.isArray(value)) return value.map(each => clean(each, secrets, inner))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [redact(name, secrets), clean(each, secrets, inner)]),
  )
}

/** An error with its causes, since the innermost names the fault. */
function told(error: Error): Record<string, unknown> {
  return {
    message: error.message,
    stack: error.stack
      ?.split('\n')
      .slice(1, 6)
      .map(line => line.trim()),
    ...(error.cause !== undefined && { cause: error.cause }),
  }
}
