import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APISectionAccessoryComponent,
  ComponentType,
} from 'discord.js'
import { type Block, type Button, clip, type Fit, type Prose, type Reply, type Span } from '../../src/chat.ts'
import { buttonMaker } from './buttons.ts'
import { LIMITS } from './limits.ts'
import { link, listing, plain, prose, safeUrl, showText } from './markdown.ts'

/** The yellow of the hub. */
const ACCENT = 0xff_d2_1e

/**
 * A reply as one container within every limit: the lines of items are cut first, evenly, then what else is
 * long, then the last items go. Headings stay, and so do buttons, up to the 31 for which Discord has room.
 * `id` is an id of ours that the container carries.
 */
export function render(reply: Reply, id?: number): APIContainerComponent {
  const pieces = fitted(reply.blocks)
  const layouts = [() => inOrder(pieces, true), () => inOrder(pieces, false), () => gathered(pieces)]
  let components: APIComponentInContainer[] = []
  for (const layout of layouts) {
    components = layout()
    if (1 + count(components) <= LIMITS.components) break
  }
  if (components.length === 0) components = [textDisplay(showText(clip(reply.summary, 500)).trim() || '…')]
  return { type: ComponentType.Container, accent_color: ACCENT, components, ...(id !== undefined && { id }) }
}

/** How much of a reply `render` shows; pictures are not counted. */
export function fit(reply: Reply): Fit {
  const whole = write(reply.blocks, UNCUT)
  if (fits(whole)) return 1 + count(inOrder(whole, false)) <= LIMITS.components ? 'whole' : 'cut'
  return fits(write(reply.blocks, LEAST)) ? 'cut' : 'short'
}

/** The name of the thread under a reply. */
export const threadName = (summary: string): string =>
  clip(plain(summary).trim(), LIMITS.threadName) || 'Papers'

interface Piece {
  readonly block: Block
  /** Its markdown; empty for buttons. */
  readonly text: string
}

interface Caps {
  readonly line: number
  readonly words: number
}

const UNCUT: Caps = { line: Number.POSITIVE_INFINITY, words: Number.POSITIVE_INFINITY }
/** Titles, texts and headings are cut to no less than this; then whole blocks go, the last first. */
const LEAST: Caps = { line: 0, words: 60 }

function fitted(blocks: readonly Block[]): readonly Piece[] {
  const whole = write(blocks, UNCUT)
  if (fits(whole)) return whole
  const kept = [...blocks]
  while (!fits(write(kept, LEAST))) {
    const last = kept.findLastIndex(({ kind }) => kind !== 'heading' && kind !== 'buttons')
    kept.splice(last >= 0 ? last : kept.findLastIndex(({ kind }) => kind === 'heading'), 1)
  }
  return (
    widest(0, cap => write(kept, { ...UNCUT, line: cap })) ??
    widest(LEAST.words, cap => write(kept, { ...LEAST, words: cap })) ??
    []
  )
}

const write = (blocks: readonly Block[], caps: Caps): readonly Piece[] =>
  blocks.map(block => ({ block, text: written(block, caps) }))

/** Two line ends, at most, part a text from the next. */
const fits = (pieces: readonly Piece[]): boolean =>
  pieces.reduce((sum, { text }) => sum + (text === '' ? 0 : text.length + 2), 0) <= LIMITS.text

/** What is written with the largest cap that fits, found by halving. */
function widest(least: number, write: (cap: number) => readonly Piece[]): readonly Piece[] | undefined {
  let best: readonly Piece[] | undefined
  let low = least
  let high: number = LIMITS.text
  while (low <= high) {
    const cap = Math.floor((low + high) / 2)
    const pieces = write(cap)
    if (fits(pieces)) {
      best = pieces
      low = cap + 1
    } else {
      high = cap - 1
    }
  }
  return best
}

function written(block: Block, caps: Caps): string {
  switch (block.kind) {
    case 'heading':
      return headed('### ', showText(clip(plain(block.text).trim(), caps.words)))
    case 'text': {
      const said = clipProse(block.prose, caps.words)
      return listing(said) ?? prose(said)
    }
    case 'note':
      return headed('-# ', prose(clipProse(block.prose, caps.words)))
    case 'item': {
      const { title, url, lines } = block.item
      const name = link(clip(plain(title).trim(), caps.words) || '…', url)
      const below = lines.map(line => prose(clipProse(line, caps.line))).filter(line => line !== '')
      return [`**${name}**`, ...below].join('\n')
    }
    case 'buttons':
      return ''
    default:
      return block satisfies never
  }
}

const headed = (mark: string, text: string): string => (text === '' ? '' : mark + text)

/** The beginning of a prose, at most `limit` visible characters and an ellipsis. */
function clipProse(spans: Prose, limit: number): Prose {
  const kept: Span[] = []
  let left = limit
  for (const span of spans) {
    const words = wordsOf(span)
    if (words.length > left) {
      if (limit > 0) kept.push(left > 0 ? withWords(span, clip(words, left)) : '…')
      break
    }
    kept.push(span)
    left -= words.length
  }
  return kept
}

function wordsOf(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('code' in span) return span.code
  if ('quote' in span) return span.quote
  return span.link
}

function withWords(span: Span, words: string): Span {
  if (typeof span === 'string') return words
  if ('bold' in span) return { bold: words }
  if ('code' in span) return { code: words }
  if ('quote' in span) return { quote: words }
  return { link: words, url: span.url }
}

const textDisplay = (content: string): APIComponentInContainer => ({
  type: ComponentType.TextDisplay,
  content,
})

/** As the core ordered it: an item with a button or picture is a section, texts that touch are one display. */
function inOrder(pieces: readonly Piece[], pictures: boolean): APIComponentInContainer[] {
  const make = buttonMaker()
  const components: APIComponentInContainer[] = []
  let run: Piece[] = []
  const endRun = () => {
    if (run.length > 0) components.push(textDisplay(joined(run)))
    run = []
  }
  for (const piece of pieces) {
    const accessory = accessoryOf(piece.block, make, pictures)
    if (accessory) {
      endRun()
      components.push({
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: piece.text }],
        accessory,
      })
    } else if (piece.block.kind === 'buttons') {
      endRun()
      components.push(...rows(piece.block.buttons, make))
    } else if (piece.text !== '') {
      run.push(piece)
    }
  }
  endRun()
  return components
}

function accessoryOf(
  block: Block,
  make: ReturnType<typeof buttonMaker>,
  pictures: boolean,
): APISectionAccessoryComponent | undefined {
  if (block.kind !== 'item') return undefined
  const { button, image } = block.item
  if (button) return make(button)
  const url = image === undefined || !pictures ? undefined : safeUrl(image)
  return url === undefined ? undefined : { type: ComponentType.Thumbnail, media: { url } }
}

/** One display and all buttons under it, for what is too rich to be laid out in order. */
function gathered(pieces: readonly Piece[]): APIComponentInContainer[] {
  const texts = pieces.filter(({ text }) => text !== '')
  const buttons = pieces.flatMap(({ block }): readonly Button[] => {
    if (block.kind === 'buttons') return block.buttons
    if (block.kind !== 'item' || !block.item.button) return []
    const { button, title } = block.item
    return [{ ...button, label: `${button.label}: ${title}` }]
  })
  const components = texts.length > 0 ? [textDisplay(joined(texts))] : []
  let room = LIMITS.components - 1 - components.length
  for (const row of rows(buttons, buttonMaker())) {
    if (room < 2) break
    components.push({ ...row, components: row.components.slice(0, room - 1) })
    room -= count([row])
  }
  return components
}

function rows(
  buttons: readonly Button[],
  make: ReturnType<typeof buttonMaker>,
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const made = buttons.flatMap(button => make(button) ?? [])
  return Array.from({ length: Math.ceil(made.length / LIMITS.buttonsInRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: made.slice(row * LIMITS.buttonsInRow, (row + 1) * LIMITS.buttonsInRow),
  }))
}

const joined = (run: readonly Piece[]): string =>
  run.reduce((text, piece, index) => {
    const apart = piece.block.kind === 'item' || run[index - 1]?.block.kind === 'item' ? '\n\n' : '\n'
    return index === 0 ? piece.text : text + apart + piece.text
  }, '')

/** Components as Discord counts them, nested ones and accessories included. */
const count = (components: readonly APIComponentInContainer[]): number =>
  components.reduce((sum, component) => {
    if (component.type === ComponentType.ActionRow) return sum + 1 + component.components.length
    return sum + (component.type === ComponentType.Section ? 2 + component.components.length : 1)
  }, 0)
