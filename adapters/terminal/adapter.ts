import type { Adapter, Bot, Button, Place, Reply, Request } from '../../src/chat.ts'
import type { Console } from './console.ts'
import { type Page, render } from './render.ts'

/** What help says in the terminal besides. */
export const TERMINAL_HINT =
  'Here, a line that begins with “> ” is said in the thread of the last message, and a number in brackets is a button: type the number. “exit” ends.'

export interface TerminalParts {
  /** Greets whoever sits there, and stays until `exit`. A pipe is answered line by line. */
  readonly console: Console
  readonly page: () => Page
  readonly now: () => number
  /** The input has ended and everything asked has been answered. */
  readonly ended: () => void
}

const TENANT = 'local'
const CHANNEL = 'terminal'

/** Standard input as a chat with one person and one channel; every message is the root of a thread. */
export function createTerminalAdapter({ console, page, now, ended }: TerminalParts): Adapter {
  const started = now()
  let spoken = 0
  let last:
    | { readonly place: Place; readonly buttons: readonly Button[]; readonly aside: boolean }
    | undefined
  let form: { readonly button: Button; readonly place: Place } | undefined
  let answered: Promise<void> = Promise.resolve()

  // Unique across restarts, since the store remembers places.
  const nextId = (): string => `${started}-${++spoken}`

  const show = (reply: Reply, place: Place): Place => {
    const { text, buttons } = render(reply, page())
    last = { place, buttons, aside: reply.audience === 'asker' }
    console.write(console.interactive ? `\n${text}\n` : `${text}\n`)
    return place
  }

  const said = (line: string): { input: string; place?: Place } | 'form' | undefined => {
    const text = line.trim()
    if (form) {
      const { button, place } = form
      form = undefined
      return text === '' ? undefined : { input: `${button.says} ${text}`, place }
    }
    if (text === '') return undefined
    const pressed = /^\d{1,3}$/.test(text) ? last?.buttons[Number(text) - 1] : undefined
    if (pressed && last) {
      if (!pressed.asks) return { input: pressed.says, place: last.place }
      form = { button: pressed, place: last.place }
      console.write(`${pressed.asks}:\n`)
      return 'form'
    }
    if (!text.startsWith('>')) return { input: text }
    const words = text.slice(1).trim()
    // After a restart, and under a word aside such as “saved”, it is about the papers shown here last.
    return last && !last.aside ? { input: words, place: last.place } : { input: `/ask ${words}` }
  }

  const answer = async (bot: Bot, line: string): Promise<void> => {
    const heard = said(line)
    if (heard === undefined || heard === 'form') return
    const id = nextId()
    const request: Request = {
      id: `terminal-${id}`,
      author: 'you',
      tenant: TENANT,
      channel: CHANNEL,
      addressed: true,
      mayManage: true,
      ...heard,
    }
    await bot.receive(request, async reply => show(reply, heard.place ?? id))
  }

  return {
    name: 'terminal',
    start: async bot => {
      if (console.interactive) console.write('Paperboy. Type what you are looking for, “today”, or “help”.\n')
      const heard = (line: string): void => {
        if (console.interactive && /^(?:exit|quit)$/i.test(line.trim())) console.close()
        else answered = answered.then(() => answer(bot, line))
      }
      console.open(heard, () => void answered.then(ended))
    },
    post: async (to, reply) => {
      const id = nextId()
      const place = show(reply, ('place' in to && to.place) || id)
      return { kind: 'sent', place, id }
    },
    // What was written was seen: there is no line to go dead in between.
    fit: () => 'whole',
    find: async () => undefined,
    check: async () => undefined,
    unheard: 'whatever is typed here is for Paperboy: a link shows its paper.',
    connections: () => ({ up: 1, wanted: 1 }),
    stop: async () => {
      console.close()
      await answered
    },
  }
}
