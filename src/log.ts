import type { Log } from './chat.ts'

const LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]

/** The shapes of secrets, wherever they turn up: chat tokens, bot tokens in three dotted parts, hub tokens, bearer headers, passwords in URLs. */
const SECRETS =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|\bhf_\w{8,}|\bsk-[\w-]{8,}|\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=bearer )\S+|(?<=:\/\/[^\s:/@]*:)[^\s@]+(?=@)/gi

/** Replaces what looks like a secret. */
export const redact = (text: string): string => text.replace(SECRETS, '[secret]')

/** A log of JSON lines, one an event, from `least` upwards; secrets are redacted by their shape. */
export function createLog(least: Level, write: (line: string) => void, now: () => number): Log {
  return (level, event, facts = {}) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return
    const line = JSON.stringify(
      { time: new Date(now()).toISOString(), level, event, ...facts },
      (_name, value: unknown) => (value instanceof Error ? told(value) : value),
    )
    write(redact(line))
  }
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
