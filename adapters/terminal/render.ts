import { styleText } from 'node:util'
import type { Block, Button, Prose, Reply, Span } from '../../src/chat.ts'

export interface Page {
  /** Columns to wrap at. */
  readonly columns: number
  /** Bold, dim and underlined are wanted. */
  readonly styled: boolean
}

/** What belongs to a title stands under it. */
const INDENT = '   '

export interface Rendered {
  readonly text: string
  /** Every button, in the order of the numbers shown beside them, from 1. */
  readonly buttons: readonly Button[]
}

/** Control characters move the cursor, bidirectional ones reorder what is read, zero-width ones hide: none belongs in foreign text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Foreign text made safe for a terminal: the only place that knows what it obeys. */
const safe = (text: string): string => text.replace(/\s+/g, ' ').replace(UNSAFE, '')

/** A reply as lines of text, its buttons numbered. */
export function render(reply: Reply, page: Page): Rendered {
  const buttons: Button[] = []
  const press = (button: Button): string => {
    buttons.push(button)
    return `[${buttons.length}] ${safe(button.label)}`
  }
  const pieces = reply.blocks.map(block => renderBlock(block, page, press)).filter(piece => piece !== '')
  return { text: `${pieces.join('\n\n')}\n`, buttons }
}

function renderBlock(block: Block, page: Page, press: (button: Button) => string): string {
  switch (block.kind) {
    case 'heading':
      return wrap(styled(page, 'bold', safe(block.text)), page.columns)
    case 'text':
      return proseLines(block.prose, page)
    case 'note':
      return styled(page, 'dim', proseLines(block.prose, page))
    case 'item': {
      const { title, url, lines, button } = block.item
      const body = [
        ...lines.map(line => proseLines(line, page, INDENT)),
        ...addressLine(safe(url), page),
        ...(button ? [`${INDENT}${press(button)}`] : []),
      ]
      const [head = '', ...more] = wrap(safe(title), page.columns - INDENT.length).split('\n')
      const lineOf = (line: string): string =>
        styled(page, 'bold', page.styled ? hyperlink(line, safe(url)) : line)
      return [lineOf(head), ...more.map(line => `${INDENT}${lineOf(line)}`), ...body].join('\n')
    }
    case 'buttons':
      return wrap(block.buttons.map(press).join('   '), page.columns)
    default:
      return block satisfies never
  }
}

function proseLines(prose: Prose, page: Page, indent = ''): string {
  const [only, ...more] = prose
  const isListing =
    typeof only === 'object' && 'code' in only && only.code.includes('\n') && more.length === 0
  if (isListing) return codeLines(only.code, page)
  return prose
    .map(span => renderSpan(span, page))
    .join('')
    .split('\n')
    .map(line => wrap(line, page.columns, indent))
    .join('\n')
}

function renderSpan(span: Span, page: Page): string {
  if (typeof span === 'string') return safe(span)
  if ('bold' in span) return styled(page, 'bold', safe(span.bold))
  if ('code' in span) return codeLines(span.code, page)
  if ('quote' in span) return `“${safe(span.quote)}”`
  const { link, url } = span
  if (link === url) return safe(url)
  return page.styled
    ? hyperlink(styled(page, 'underline', safe(link)), safe(url))
    : `${safe(link)} (${safe(url)})`
}

/** The address in full, unless the title opens it already and it would break over lines. */
const addressLine = (url: string, page: Page): readonly string[] =>
  page.styled && INDENT.length + url.length > page.columns ? [] : [`${INDENT}${styled(page, 'dim', url)}`]

/** A link that terminals open on a click (OSC 8); those that cannot show the label alone. */
const hyperlink = (label: string, url: string): string => `\u001b]8;;${url}\u001b\\${label}\u001b]8;;\u001b\\`

/** Code keeps its lines and their indentation; where colours cannot tell it from prose, backquotes do. */
function codeLines(code: string, page: Page): string {
  const lines = code.split('\n').map(line => line.replace(UNSAFE, ''))
  const plain = lines.length === 1 ? lines.map(line => `\`${line}\``) : lines
  return (page.styled ? lines.map(line => styled(page, 'cyan', line)) : plain).join('\n')
}

const styled = (page: Page, style: 'bold' | 'dim' | 'cyan' | 'underline', text: string): string =>
  page.styled ? styleText(style, text, { validateStream: false }) : text

/** Breaks at blanks; a longer word, such as a URL, keeps its own line. Styles take no room. */
function wrap(text: string, columns: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && width(indent + longer) > columns) {
      lines.push(indent + line)
      line = word
    } else line = longer
  }
  return [...lines, indent + line].join('\n')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of our own styles.
const width = (text: string): number => text.replace(/\u001b\[\d+m|\u001b\]8;;[^\u001b]*\u001b\\/g, '').length
