/** Commands as text: cut into words and options, and put together again for buttons to say. */

export interface Spoken {
  /** The words outside options, joined by single blanks. */
  readonly words: string
  /** `name:value`, names as in the command table. A value may stand in quotes. */
  readonly options: Readonly<Record<string, string>>
  /** `-word`. */
  readonly without: readonly string[]
}

/** Other names that people type. */
const ALIASES: Readonly<Record<string, string>> = {
  tz: 'timezone',
  zone: 'timezone',
  time: 'at',
  min: 'min_upvotes',
  on: 'days',
}

/** An option, a word to leave out, a quoted phrase, or a word; quotes may be the curly ones that phones type. */
const PIECE = /([a-z_]+):(?:["“”]([^"“”]*)["“”]|(\S+))|-(\w\S*)|["“”][^"“”]*["“”]|\S+/giu

/**
 * Parts text into words and options. Only the names given count as options: `10:30` or `https://…` stay words.
 */
export function hear(text: string, names: readonly string[]): Spoken {
  const words: string[] = []
  const options: Record<string, string> = {}
  const without: string[] = []
  for (const [piece, named, quoted, plain, left] of text.matchAll(PIECE)) {
    const name = named?.toLowerCase() ?? ''
    const value = quoted ?? plain ?? ''
    if (name === 'has' && value === 'code' && names.includes('has_code')) options.has_code = 'yes'
    else if (names.includes(ALIASES[name] ?? name)) options[ALIASES[name] ?? name] = value
    else if (left !== undefined) without.push(left)
    else words.push(piece)
  }
  return { words: words.join(' '), options, without }
}

/** The text that `hear` parts into just these options: for structured input, and for what buttons say. */
export function say(words: string, options: Readonly<Record<string, string>>): string {
  const named = Object.entries(options).map(([name, value]) => {
    const bare = value.replace(/["“”]/g, '')
    return /\s/.test(bare) ? `${name}:"${bare}"` : `${name}:${bare}`
  })
  return [words, ...named].filter(piece => piece !== '').join(' ')
}
