import { PassThrough, Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { createTerminalAdapter } from '../../adapters/terminal/adapter.ts'
import { createConsole } from '../../adapters/terminal/console.ts'
import type { Bot } from '../../src/chat.ts'
import { heard } from './heard.ts'
import type { Rig, Seen } from './rig.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequence of a link (OSC 8).
const HYPERLINK = /\u001b\]8;;(?<url>[^\u001b]+)\u001b\\(?<label>.*?)\u001b\]8;;\u001b\\/g

/** The terminal with its two ends held by the test: one person, one channel, whom every message reaches. */
export function createTerminalRig(): Rig {
  const input = new PassThrough()
  const shown: Seen[] = []
  const arrivals: ((seen: Seen) => void)[] = []
  const ear = heard()
  let now = Date.UTC(2026, 7, 21)

  const output = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      const seen = asSeen(
        String(shown.length),
        stripVTControlCharacters(text.replace(HYPERLINK, '$<label> ($<url>)')),
      )
      shown.push(seen)
      arrivals.shift()?.(seen)
      done()
    },
  })
  const adapter = createTerminalAdapter({
    console: createConsole({ input, output, interactive: false }),
    page: () => ({ columns: 100_000, styled: true }),
    now: () => now++,
    ended: () => undefined,
  })

  const answerTo = async (...lines: string[]): Promise<Seen> => {
    const answered = Promise.withResolvers<Seen>()
    const late = setTimeout(() => answered.reject(new Error(`no answer to: ${lines.join(' / ')}`)), 5_000)
    // A form prints its question first; the answer is what comes after the last line.
    for (const [index] of lines.entries()) {
      arrivals.push(seen => {
        if (index < lines.length - 1) return
        clearTimeout(late)
        answered.resolve(seen)
      })
    }
    for (const line of lines) input.write(`${line}\n`)
    const seen = await answered.promise
    await ear.done()
    return seen
  }

  /** A thread is opened by `> ` under the last message only, so that message is made the last one again. */
  const isLast = (seen: Seen): void => {
    if (shown.at(-1)?.id !== seen.id)
      throw new Error('in the terminal only the last message can be replied to')
  }

  return {
    name: 'terminal',
    adapter,
    tenant: 'local',
    channel: 'terminal',
    start: (bot: Bot) => adapter.start(ear.listening(bot)),
    slash: (_who, words) => answerTo(words),
    direct: (_who, words) => answerTo(words),
    mention: (_who, words, under) => {
      if (under) isLast(under)
      return answerTo(under ? `> ${words}` : words)
    },
    reply: (_who, words, under) => {
      if (under) isLast(under)
      return answerTo(under ? `> ${words}` : words)
    },
    overhear: async () => {
      throw new Error('in the terminal nobody is overheard: whatever is typed is meant for the bot')
    },
    press: (_who, seen, label, typed) => {
      isLast(seen)
      const number = seen.buttons.indexOf(label) + 1
      if (number === 0) throw new Error(`no button ${label} among ${seen.buttons.join(', ')}`)
      return typed === undefined ? answerTo(String(number)) : answerTo(String(number), typed)
    },
    seen: async () => shown,
    redeliver: async () => ear.again(),
    stop: () => adapter.stop(),
  }
}

function asSeen(id: string, text: string): Seen {
  return {
    id,
    text,
    // A link stands as `label (address)` or alone on its line; an address within foreign words is just words.
    links: [...text.matchAll(/(\S+) \((https?:\/\/[^\s)]+)\)|^ *(https?:\/\/\S+)$/gm)].map(
      ([, label, url, bare = '']) => ({ label: label ?? bare, url: url ?? bare }),
    ),
    buttons: [...text.matchAll(/\[\d+\] (.+?)(?= {3}\[\d+\]|$)/gm)].map(([, label = '']) => label.trim()),
    private: true,
    channel: 'terminal',
  }
}
