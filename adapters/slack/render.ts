import type { types } from '@slack/bolt'
import { type Block, clip, type Fit, type Item, type Prose, type Reply, type Span } from '../../src/chat.ts'
import { type ButtonMaker, buttonMaker } from './buttons.ts'
import { escaped, isInert, plain, safeUrl, short } from './escape.ts'
import { LIMITS } from './limits.ts'

/** What every way of sending to Slack takes: the blocks, and the line for notifications and screen readers. */
export interface Message {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** How much of a reply is kept, in characters: of a title, of any other prose, of each line of an item. */
interface Caps {
  readonly title: number
  readonly prose: number
  readonly line: number
}

const MOST: Caps = { title: 300, prose: LIMITS.section, line: LIMITS.section }
const LEAST: Caps = { title: 75, prose: 150, line: 0 }
/** Tried in turn until the message fits: the lines of items give way first, then prose, then titles. */
const CAPS: readonly Caps[] = [
  MOST,
  { title: 300, prose: LIMITS.section, line: 300 },
  { title: 300, prose: LIMITS.section, line: 160 },
  { title: 150, prose: LIMITS.section, line: 80 },
  { title: 150, prose: 1_000, line: 0 },
  LEAST,
]

/** A reply within all of Slack's limits, whatever its size. */
export function render(reply: Reply): Message {
  const summary = short(reply.summary, LIMITS.text / LIMITS.mostEscaped) || '…'
  const blocks = fitted(reply.blocks)
  const filled = blocks.length > 0 ? blocks : richText([[{ type: 'text', text: summary }]])
  return { text: escaped(summary), blocks: filled }
}

/** How much of a reply `render` shows; what its first caps leave counts as all of it. */
export function fit({ blocks }: Reply): Fit {
  if (laidOut(blocks, MOST)) return 'whole'
  return laidOut(blocks, LEAST) ? 'cut' : 'short'
}

/** As much as fits: what is too much even when cut goes whole, the last first, headings and buttons after everything else. */
function fitted(blocks: readonly Block[]): types.KnownBlock[] {
  let laid: types.KnownBlock[] | undefined
  for (const caps of CAPS) {
    laid = laidOut(blocks, caps)
    if (laid) return laid
  }
  let kept = 0
  for (let tooMany = blocks.length; tooMany - kept > 1; ) {
    const middle = Math.floor((kept + tooMany) / 2)
    const fewer = laidOut(firstOf(blocks, middle), LEAST)
    if (fewer) [laid, kept] = [fewer, middle]
    else tooMany = middle
  }
  return laid ?? []
}

function firstOf(blocks: readonly Block[], count: number): readonly Block[] {
  const stays = ({ kind }: Block) => kind === 'heading' || kind === 'buttons'
  const chosen = new Set([...blocks.filter(stays), ...blocks.filter(block => !stays(block))].slice(0, count))
  return blocks.filter(block => chosen.has(block))
}

/** Undefined when it does not fit. */
function laidOut(blocks: readonly Block[], caps: Caps): types.KnownBlock[] | undefined {
  if (blocks.reduce((sum, block) => sum + volume(block, caps), 0) > LIMITS.blocksJson) return undefined
  const inOrder = roomy(blocks, caps)
  const laid = inOrder.length <= LIMITS.blocks ? inOrder : dense(blocks, caps)
  const fits = laid.length <= LIMITS.blocks && JSON.stringify(laid).length <= LIMITS.blocksJson
  return fits ? laid : undefined
}

/** The characters that caps leave of a block: a quick look before what is hopeless is laid out. */
function volume(block: Block, caps: Caps): number {
  const prose = (spans: Prose, cap: number) =>
    Math.min(
      cap,
      spans.reduce((sum, span) => sum + wordsOf(span).length, 0),
    )
  switch (block.kind) {
    case 'heading':
    case 'buttons':
      return 0
    case 'text':
    case 'note':
      return prose(block.prose, caps.prose)
    case 'item':
      return block.item.lines.reduce((sum, line) => sum + prose(line, caps.line), 0)
    default:
      return block satisfies never
  }
}

/** The same reply without pictures; undefined if it has none. */
export function withoutImages(reply: Reply): Reply | undefined {
  const blocks = reply.blocks.map((block): Block => {
    if (block.kind !== 'item') return block
    const { image: _, ...item } = block.item
    return { kind: 'item', item }
  })
  const hadImages = reply.blocks.some(block => block.kind === 'item' && block.item.image !== undefined)
  return hadImages ? { ...reply, blocks } : undefined
}

/** Each block on its own, in the order of the core. */
function roomy(blocks: readonly Block[], caps: Caps): types.KnownBlock[] {
  const make = buttonMaker()
  return blocks.flatMap((block): types.KnownBlock[] => {
    switch (block.kind) {
      case 'heading': {
        const text = short(block.text, LIMITS.header)
        return text === '' ? [] : [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }]
      }
      case 'text':
        return preformatted(block.prose, caps) ?? richText([runs(block.prose, caps.prose)])
      case 'note':
        return note(runs(block.prose, caps.prose))
      case 'item':
        return itemBlocks(block.item, caps, make)
      case 'buttons':
        return rows(block.buttons.flatMap(make))
      default:
        return block satisfies never
    }
  })
}

/** All prose as one text and all buttons in rows under it: for what has too many blocks. */
function dense(blocks: readonly Block[], caps: Caps): types.KnownBlock[] {
  const make = buttonMaker()
  const lines: Run[][] = []
  const buttons: types.Button[] = []
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
        lines.push(runs([{ bold: block.text }], LIMITS.header))
        break
      case 'text':
      case 'note':
        lines.push(runs(block.prose, caps.prose))
        break
      case 'item': {
        const { button, title } = block.item
        lines.push(titleRuns(block.item, caps), ...lineRuns(block.item, caps))
        if (button) buttons.push(...make({ ...button, label: `${button.label}: ${title}` }))
        break
      }
      case 'buttons':
        buttons.push(...block.buttons.flatMap(make))
        break
      default:
        block satisfies never
    }
  }
  return [...richText(lines), ...rows(buttons)]
}

/**
 * A title with a picture or a button at its side is a section, since rich_text has no side; a title that
 * mrkdwn would format goes into rich_text all the same, without the picture and its button below.
 */
function itemBlocks(item: Item, caps: Caps, make: ButtonMaker): types.KnownBlock[] {
  const title = short(item.title, caps.title)
  const url = safeUrl(item.url)
  const image = item.image === undefined ? undefined : safeUrl(item.image)
  const own = item.button ? make(item.button) : []
  const picture: types.ImageElement[] =
    image === undefined ? [] : [{ type: 'image', image_url: image, alt_text: title || '…' }]
  const [accessory, ...below] = [...picture, ...own]
  const text = `*<${url && escaped(url)}|${escaped(title)}>*`
  if (!accessory || !url || title === '' || !isInert(title) || text.length > LIMITS.section) {
    return [...richText([titleRuns(item, caps), ...lineRuns(item, caps)]), ...rows(own)]
  }
  return [
    { type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, accessory },
    ...richText(lineRuns(item, caps)),
    ...rows(below.length > 0 ? own : []),
  ]
}

type Run = types.RichTextText | types.RichTextLink

const titleRuns = ({ title, url }: Item, caps: Caps): Run[] =>
  runs([{ link: short(title, caps.title) || '…', url }], caps.title).map(run => ({
    ...run,
    style: { bold: true },
  }))

const lineRuns = ({ lines }: Item, caps: Caps): Run[][] => lines.map(line => runs(line, caps.line))

/** The beginning of a prose, at most `limit` visible characters, as runs in which Slack parses nothing. */
function runs(prose: Prose, limit: number): Run[] {
  const made: Run[] = []
  let left = limit
  for (const span of prose) {
    const words = plain(wordsOf(span).slice(0, 2 * limit))
    if (words === '') continue
    if (words.length > left) {
      made.push(run(span, clip(words, left) || '…'))
      break
    }
    made.push(run(span, words))
    left -= words.length
  }
  return made
}

/** Quotations are italic in quotation marks: they stand in the middle of sentences, where a quote block cannot. */
function run(span: Span, text: string): Run {
  if (typeof span === 'string') return { type: 'text', text }
  if ('bold' in span) return { type: 'text', text, style: { bold: true } }
  if ('code' in span) return { type: 'text', text, style: { code: true } }
  if ('quote' in span) return { type: 'text', text: `“${text}”`, style: { italic: true } }
  if ('link' in span) {
    const url = safeUrl(span.url)
    return url === undefined ? { type: 'text', text } : { type: 'link', url, text }
  }
  return span satisfies never
}

function wordsOf(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('code' in span) return span.code
  return 'quote' in span ? span.quote : span.link
}

function richText(lines: readonly (readonly Run[])[]): types.KnownBlock[] {
  const filled = lines.filter(line => line.some(({ text }) => text?.trim()))
  const elements = filled.flatMap((line, index): Run[] =>
    index === 0 ? [...line] : [{ type: 'text', text: '\n' }, ...line],
  )
  return elements.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

/** Code of several lines keeps them: it stands alone, and what stands in it is not parsed either. */
function preformatted([span, ...others]: Prose, caps: Caps): types.KnownBlock[] | undefined {
  if (typeof span !== 'object' || !('code' in span) || others.length > 0 || !span.code.includes('\n'))
    return undefined
  const text = clip(
    span.code.replace(/[^\n ]+/g, word => plain(word)),
    caps.prose,
  )
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] },
  ]
}

/** Small and grey where it is plain; a styled one is rich_text like any other prose. */
function note(runs: readonly Run[]): types.KnownBlock[] {
  const isPlain = runs.every(run => run.type === 'text' && run.style === undefined)
  const text = runs
    .map(run => run.text)
    .join('')
    .trim()
  if (!isPlain || text === '') return richText([runs])
  return [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }]
}

const rows = (buttons: readonly types.Button[]): types.KnownBlock[] =>
  Array.from({ length: Math.ceil(buttons.length / LIMITS.actions) }, (_, row) => ({
    type: 'actions',
    elements: buttons.slice(row * LIMITS.actions, (row + 1) * LIMITS.actions),
  }))
