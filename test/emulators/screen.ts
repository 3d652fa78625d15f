import { Writable } from 'node:stream'

/** A screen of so many columns and endless rows: what a person sees of what a program writes, and where the cursor stands. */
export interface Screen {
  readonly output: Writable
  /** The rows down to the last that has something, without the blanks at their ends. */
  readonly rows: () => readonly string[]
  /** Counted from 0. */
  readonly cursor: () => { readonly row: number; readonly column: number }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the control sequences of ECMA-48 are what it obeys.
const TOKEN = /\u001b\[(?<count>\d*)(?<letter>[A-Z])|(?<sign>.)/gsu

/** Obeys those control sequences that node:readline writes, and throws at any other. */
export function createScreen(columns: number): Screen {
  const cells: string[][] = [[]]
  let row = 0
  let column = 0

  const put = (sign: string): void => {
    // At the edge a terminal goes to the next row only when something more comes.
    if (column === columns) {
      row += 1
      column = 0
    }
    cells[row] ??= []
    const line = cells[row] ?? []
    while (line.length < column) line.push(' ')
    line[column] = sign
    column += 1
  }
  const control = (letter: string, count: number | undefined): void => {
    if (letter === 'A') row = Math.max(0, row - (count ?? 1))
    else if (letter === 'C') column = Math.min(columns - 1, column + (count ?? 1))
    else if (letter === 'D') column = Math.max(0, column - (count ?? 1))
    else if (letter === 'G') column = (count ?? 1) - 1
    else if (letter === 'J' && !count) {
      cells.splice(row + 1)
      cells[row]?.splice(column)
    } else if (letter === 'K' && !count) cells[row]?.splice(column)
    else throw new Error(`the screen does not know ${count ?? ''}${letter}`)
  }
  const write = (text: string): void => {
    for (const { groups: { count, letter, sign = '' } = {} } of text.matchAll(TOKEN)) {
      if (letter !== undefined) control(letter, count ? Number(count) : undefined)
      else if (sign === '\r') column = 0
      else if (sign === '\n') {
        row += 1
        column = 0
      } else if (/\p{Cc}/u.test(sign)) throw new Error(`the screen does not know ${JSON.stringify(sign)}`)
      else put(sign)
    }
  }

  const output = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      write(text)
      done()
    },
  })
  return {
    output: Object.assign(output, { columns }),
    rows: () =>
      Array.from(cells, line => (line ?? []).join('').trimEnd())
        .join('\n')
        .trimEnd()
        .split('\n'),
    cursor: () => ({ row, column }),
  }
}
