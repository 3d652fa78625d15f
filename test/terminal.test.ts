import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createTerminalAdapter } from '../adapters/terminal/adapter.ts'
import { createConsole } from '../adapters/terminal/console.ts'
import type { Adapter } from '../src/chat.ts'
import { createScreen, type Screen } from './emulators/screen.ts'
import { answering, say } from './rigs/answering.ts'

/** The terminal as a person sits before it: keys go in, and a narrow screen shows what comes of them. */

const UP = '\u001b[A'
const LEFT = '\u001b[D'
const CTRL_A = '\u0001'
const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const COLUMNS = 40

let screen: Screen
let keys: PassThrough
let adapter: Adapter
let asked: () => readonly unknown[]
let ends: number

beforeEach(async () => {
  screen = createScreen(COLUMNS)
  keys = new PassThrough()
  ends = 0
  let now = 0
  adapter = createTerminalAdapter({
    console: createConsole({ input: keys, output: screen.output, interactive: true }),
    page: () => ({ columns: COLUMNS, styled: false }),
    now: () => now++,
    ended: () => {
      ends += 1
    },
  })
  const { bot, requests } = answering(({ input }) => say(`re: ${input}`))
  asked = () => requests.map(({ input }) => input)
  await adapter.start(bot)
})

/** Key by key, as a hand types; what comes in one piece is pasted. */
function type(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the keys that move the cursor begin with one.
  for (const key of text.match(/\u001b\[.|./gsu) ?? []) keys.write(key)
}

/** Types, and waits until the last rows of the screen are these. */
async function typed(text: string, ...last: readonly string[]): Promise<void> {
  type(text)
  await vi.waitFor(() => expect(screen.rows().slice(-last.length)).toEqual(last))
}

const post = (words: string) =>
  adapter.post({ adapter: 'terminal', tenant: 'local', channel: 'terminal' }, say(words), words)

describe('somebody at the terminal', () => {
  it('is greeted, answered, and asked for more', async () => {
    await typed('search moe\r', 'papers> search moe', '', 're: search moe', '', 'papers>')
    expect(screen.rows()[0]).toMatch(/^Paperboy\. Type what you are looking/)
    expect(screen.cursor().column).toBe('papers> '.length)
  })

  it('calls a line back and mends it with the arrow keys', async () => {
    await typed('search mo\r', 're: search mo', '', 'papers>')
    await typed(UP, 'papers> search mo')
    await typed(`${LEFT}h\u0008l\r`, 'papers> search mlo', '', 're: search mlo', '', 'papers>')
    expect(asked()).toEqual(['search mo', 'search mlo'])
  })

  it.each([
    ['half a line', 'search spar', ['papers> search spar']],
    [
      'a line longer than the screen',
      'search mixture of experts that are routed by a sparse r',
      ['papers> search mixture of experts that a', 're routed by a sparse r'],
    ],
    [
      'a line as long as the screen',
      'search mixture of experts, spars',
      ['papers> search mixture of experts, spars'],
    ],
  ])('types %s, and a post that comes stands above it', async (_name, half, rows) => {
    await typed(half, ...rows)
    const before = screen.rows().slice(0, -rows.length)
    await post('The papers of Friday')
    await post('The papers of Monday')
    const posted = ['', 'The papers of Friday', '', '', 'The papers of Monday', '']
    expect(screen.rows()).toEqual([...before, ...posted, ...rows])
    expect(screen.cursor().column).toBe(`papers> ${half}`.length % COLUMNS)
    type('outing\r')
    await vi.waitFor(() => expect(asked()).toEqual([`${half}outing`]))
  })

  it('loses nothing of what was pasted when a post comes', async () => {
    const pasted = 'search mixture of experts that are routed by a sparse r'
    keys.write(pasted)
    await post('The papers of Friday')
    expect(screen.rows().slice(-2)).toEqual([
      'papers> search mixture of experts that a',
      're routed by a sparse r',
    ])
    expect(screen.rows()).toContain('The papers of Friday')
    type('\r')
    await vi.waitFor(() => expect(asked()).toEqual([pasted]))
  })

  it('mends the beginning of a line while a post comes', async () => {
    const half = 'mixture of experts that are routed by a sparse r'
    type(`${half}${CTRL_A}`)
    await post('The papers of Friday')
    await typed('search ', 'papers> search mixture of experts that a', 're routed by a sparse r')
    expect(screen.cursor()).toEqual({ row: screen.rows().length - 2, column: 'papers> search '.length })
    type('\r')
    await vi.waitFor(() => expect(asked()).toEqual([`search ${half}`]))
  })

  it.each([
    ['Ctrl-C in the middle of a line', `half${CTRL_C}`],
    ['Ctrl-D', CTRL_D],
    ['“exit”', 'exit\r'],
  ])('ends with %s, after what was asked is answered', async (_name, last) => {
    type(`status\r${last}`)
    await vi.waitFor(() => expect(ends).toBe(1))
    expect(screen.rows().slice(-2)).toEqual(['', 're: status'])
    expect(asked()).toEqual(['status'])
    await adapter.stop()
    expect(ends).toBe(1)
  })
})
