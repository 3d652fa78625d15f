import type { Prose, Span } from '../../src/chat.ts'

/** White space, controls, bidirectional overrides, zero-width and other format characters. */
const UNSEEN = /[\s\p{Cc}\p{Cf}]+/gu

/** One line of visible text: line ends become blanks, what cannot be seen is left out. */
export const plain = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, run => (/\s/.test(run) ? ' ' : ''))

/**
 * Always live: emphasis, code, spoilers, strikethrough, brackets of links, `<` of mentions and timestamps,
 * `@` of @everyone. A colon is live before a word (`:smile:`) and before slashes: escaping it there, and at
 * the end since another run may follow, keeps a bare address in foreign text from becoming a link, so that
 * every link in a message is one that we made.
 */
const LIVE = /[\\*_~`|[\]<@]|:(?! )/gu

/** Live where a line begins: headings, quotes, lists. Any run of text may turn out to begin one. */
const LIVE_AT_START = /^( ?)(\d*)([-+#>.)])/u

/**
 * What stands for live characters in the label of a link. There a backslash escapes nothing and is shown
 * as it is (discord/discord-api-docs#6185), so only a character that looks alike is safe.
 */
export const LOOK_ALIKES: Readonly<Record<string, string>> = Object.freeze({
  '\\': '∖',
  '*': '∗',
  _: 'ˍ',
  '~': '∼',
  '`': 'ˋ',
  '|': '∣',
  '[': '［',
  ']': '］',
  '<': '‹',
  '@': '＠',
  ':': '∶',
})

/** The one place where foreign text becomes Discord markdown: it comes out as one line that shows itself and does nothing. */
export function showText(text: string, where: 'prose' | 'label' = 'prose'): string {
  switch (where) {
    case 'prose':
      return plain(text).replace(LIVE, '\\$&').replace(LIVE_AT_START, '$1$2\\$3')
    case 'label':
      return plain(text).replace(LIVE, live => LOOK_ALIKES[live] ?? '')
    default:
      return where satisfies never
  }
}

/** Longer addresses cost more of a message's 4000 characters than their link is worth. */
const LONGEST_URL = 500

/** An http(s) address that cannot end its link or the emphasis around it; undefined for any other. */
export function safeUrl(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') return undefined
  const href = parsed.href.replace(
    /[()*`|~\\[\]<>"\s]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return href.length <= LONGEST_URL ? href : undefined
}

/** A link, or its bare label when the address is none that may be linked. */
export function link(label: string, url: string): string {
  const href = safeUrl(url)
  const shown = showText(label, 'label').trim()
  return href === undefined || shown === '' ? showText(label) : `[${shown}](${href})`
}

/** Prose that is nothing but code of several lines, such as BibTeX: it keeps them and their indentation. */
export function listing([only, ...others]: Prose): string | undefined {
  if (typeof only !== 'object' || !('code' in only) || others.length > 0) return undefined
  const code = only.code.replace(/[^\n ]+/g, inCode)
  return /\S.*\n.*\S/s.test(code) ? `\`\`\`\n${code}\n\`\`\`` : undefined
}

const inCode = (text: string): string => plain(text).replaceAll('`', LOOK_ALIKES['`'] ?? '')

/** Prose as one line of markdown. */
export function prose(spans: Prose): string {
  let line = ''
  let endsInMark = false
  for (const span of spans) {
    const next = markdown(span)
    if (next === '') continue
    const isMarkup = typeof span !== 'string'
    // Two runs of markup that touch would be read as one: `**a****b**`.
    line += endsInMark && isMarkup && /^[*`]/.test(next) ? ` ${next}` : next
    endsInMark = isMarkup && /[*`]$/.test(next)
  }
  return line.trim()
}

/** Quotations are italic in quotation marks: they stand in the middle of sentences, where a block quote cannot. */
function markdown(span: Span): string {
  if (typeof span === 'string') return showText(span)
  if ('bold' in span) return around('**', showText(span.bold))
  if ('code' in span) return around('`', inCode(span.code))
  if ('quote' in span) return around('*', quoted(showText(span.quote).trim()))
  if ('link' in span) return link(span.link, span.url)
  return span satisfies never
}

const quoted = (text: string): string => (text === '' ? '' : `“${text}”`)

/** Blanks go outside the marks: `** a **` is no emphasis everywhere. */
function around(mark: string, text: string): string {
  const inner = text.trim()
  if (inner === '') return text
  const start = text.slice(0, text.indexOf(inner))
  return `${start}${mark}${inner}${mark}${text.slice(start.length + inner.length)}`
}
