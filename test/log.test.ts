import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog, redact } from '../src/log.ts'

const some = (signs: string, least: number, most = least) =>
  fc.array(fc.constantFrom(...signs), { minLength: least, maxLength: most }).map(each => each.join(''))
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const joined = (...parts: (string | fc.Arbitrary<string>)[]) =>
  fc
    .tuple(...parts.map(part => (typeof part === 'string' ? fc.constant(part) : part)))
    .map(each => each.join(''))

/** Each kind of secret: the secret, and how it stands in a text. */
const SECRETS: Readonly<Record<string, fc.Arbitrary<{ readonly secret: string; readonly text: string }>>> = {
  'a chat token': joined(
    fc.constantFrom('xoxb-', 'xoxp-', 'xoxe-', 'xapp-1-', 'xoxe.xoxb-1-'),
    some(`${LETTERS}-`, 20, 60),
  ).map(secret => ({ secret: secret.replace('xoxe.', ''), text: secret })),
  'a bot token': joined(
    some(LETTERS, 24, 28),
    '.',
    some(`${LETTERS}_-`, 6),
    '.',
    some(`${LETTERS}_-`, 27, 38),
  ).map(secret => ({ secret, text: secret })),
  'a key': joined(
    fc.constantFrom('hf_', 'sk-', 'sk-ant-api03-', 'sk-proj-', 'gsk_', 'xai-', 'AIza', 'nvapi-'),
    some(LETTERS, 30, 50),
  ).map(secret => ({ secret, text: secret })),
  'a bearer': some(`${LETTERS}._~+/=-`, 8, 60).map(secret => ({
    secret,
    text: `Authorization: Bearer ${secret}`,
  })),
  'a password': some(`${LETTERS}@:!$%`, 6, 30).map(secret => ({
    secret,
    text: `postgres://paperboy:${secret}@database:5432/paperboy`,
  })),
  'a ticket': some(LETTERS, 12, 40).map(secret => ({
    secret,
    text: `wss://host/link?ticket=${secret}&app_id=1`,
  })),
  'an answer address': some(`${LETTERS}/`, 20, 40).map(secret => ({
    secret,
    text: `https://hooks.chat.example/${secret}`,
  })),
  'a token of one answer': some(`${LETTERS}_-`, 20, 80).map(secret => ({
    secret,
    text: `https://chat.example/api/v10/webhooks/1234567890/${secret}/messages/@original`,
  })),
}

/** The line that is written of some facts, with its text. */
function lineOf(facts: Readonly<Record<string, unknown>>, secrets: readonly string[] = []) {
  const lines: string[] = []
  createLog({ least: 'debug', write: line => lines.push(line), now: () => 0, secrets })(
    'info',
    'an event',
    facts,
  )
  const [line = ''] = lines
  return { line, read: JSON.parse(line) }
}

describe('the log', () => {
  it.each(Object.entries(SECRETS))(
    'hides %s wherever it stands, and the line can still be read',
    (_name, any) => {
      const blank = fc.constantFrom('', ' ', '\n', '"', "'")
      fc.assert(
        fc.property(any, fc.string(), fc.string(), blank, ({ secret, text }, before, after, gap) => {
          const told = `${before} ${text}${gap === '' ? ' ' : gap}${after}`
          const error = new Error(told, { cause: { words: [told], [told]: new Error(told) } })
          const { line, read } = lineOf({ told, error, after })
          expect(line.replaceAll(JSON.stringify(after).slice(1, -1), '')).not.toContain(secret)
          expect(read.after).toBe(redact(after))
        }),
      )
    },
  )

  it('hides what it is told to hide, of whatever shape', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string(), (secret, around) => {
        fc.pre(!'[secret]'.includes(secret))
        const hidden = redact(`${around} ${secret} ${around}`, [secret])
        expect(hidden.replaceAll('[secret]', '')).not.toContain(secret)
      }),
    )
  })

  it('changes nothing else: what people write stays as it is, and a second time nothing changes', () => {
    const talk = [
      'A bearer of news. Basic research on sk-learn, 2405.14906 and xoxo.',
      'https://huggingface.co/papers/2405.14906?page=2 at 09:00, postgres://paperboy@database:5432/paperboy',
      'discussion.with.dots and a-b.c-d.e-f; hf_hub, task-oriented, risk-aversion-in-agents',
      'node:internal/modules/run_main:107:5 (file:///srv/paperboy/adapters/main.ts:12:34)',
    ]
    for (const words of talk) expect(redact(words)).toBe(words)
    fc.assert(
      fc.property(fc.string(), words => {
        expect(redact(redact(words))).toBe(redact(words))
      }),
    )
  })

  it('tells an error with its causes, wide numbers, and what contains itself', () => {
    const loop: Record<string, unknown> = { wide: 2n ** 60n }
    loop.again = loop
    const { read } = lineOf({ error: new Error('outer', { cause: new Error('inner') }), loop })
    expect(read).toMatchObject({
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'an event',
      error: { message: 'outer', cause: { message: 'inner' } },
      loop: { wide: '1152921504606846976', again: '[itself]' },
    })
  })

  it('leaves out what is less than asked for', () => {
    const lines: string[] = []
    const log = createLog({ least: 'warn', write: line => lines.push(line), now: () => 0 })
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, level)
    expect(lines.map(line => JSON.parse(line).level)).toEqual(['warn', 'error'])
  })
})
