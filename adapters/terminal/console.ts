import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** Where lines are typed, by a person or by another program, and where the answers are read. */
export interface Console {
  /** Somebody sits there; else it is a pipe. */
  readonly interactive: boolean
  /** Begins to read: `heard` gets each line, and `ended` is called once, when no more will come. */
  open(heard: (line: string) => void, ended: () => void): void
  /** Shows whole lines, each with its line end. A line that is being typed stays below them as it was. */
  write(text: string): void
  /** No more is read; what is written then still appears. */
  close(): void
}

export interface ConsoleParts {
  readonly input: Readable
  readonly output: Writable
  /** Both are terminals that move their cursor: lines can be edited and called back with the arrow keys. */
  readonly interactive: boolean
}

const PROMPT = 'papers> '

export function createConsole({ input, output, interactive }: ConsoleParts): Console {
  let lines: Interface | undefined
  /** While somebody can type: the prompt stands then, and a part of a line perhaps. */
  let editor: Interface | undefined

  /** Takes the prompt and what is typed off the screen; how many rows above the cursor they began. */
  const wipe = (typing: Interface): number => {
    const { rows } = typing.getCursorPos()
    moveCursor(output, 0, -rows)
    cursorTo(output, 0)
    clearScreenDown(output)
    return rows
  }

  return {
    interactive,
    open: (heard, ended) => {
      const opened = createInterface({ input, output, terminal: interactive, prompt: PROMPT })
      lines = opened
      if (interactive) editor = opened
      editor?.prompt()
      opened.on('line', line => {
        heard(line)
        editor?.prompt(true)
      })
      // By the end of the input, and at a terminal by Ctrl-D on an empty line or Ctrl-C on any.
      opened.once('close', () => {
        if (editor) wipe(editor)
        editor = undefined
        ended()
      })
    },
    write: text => {
      if (!editor) return void output.write(text)
      const rows = wipe(editor)
      // The editor goes up so many rows before it draws its line anew; after a paste fewer, and blank ones stay.
      output.write(text + '\n'.repeat(rows))
      editor.prompt(true)
    },
    close: () => lines?.close(),
  }
}
