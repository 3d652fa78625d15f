import { LOOK_ALIKES } from '../../adapters/discord/markdown.ts'

/** A text display as a person sees it, by the rules of Discord's client (a variant of simple-markdown). */
export interface ReadText {
  readonly text: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
  /** Every kind of live markup met, in order. */
  readonly marks: readonly string[]
}

const LINES: readonly (readonly [string, RegExp])[] = [
  ['heading', /^#{1,3}\s+(?=\S)/],
  ['small', /^-#\s+(?=\S)/],
  ['quote', /^>(?:>>)?\s+/],
  ['list', /^\s*(?:[-*+]|\d+[.)])\s+/],
]

const SHOWN_AS_THEY_ARE: readonly (readonly [string, RegExp])[] = [
  ['mention', /^<(?:@[!&]?|#)\d+>/],
  ['mention', /^@(?:everyone|here)/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['emoji', /^:[^\s:]+:/],
  ['time', /^<t:-?\d+(?::\w)?>/],
  ['command', /^<\/[^>]+:\d+>/],
]

const STYLES: readonly (readonly [string, RegExp])[] = [
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ['italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/],
  ['italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/],
  ['strikethrough', /^~~(?=\S)((?:\\[\s\S]|[^\\])+?)~~/],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/],
]

const ESCAPE = /^\\([^0-9A-Za-z\s])/
const LINK = /^\[((?:\[[^\]]*\]|[^[\]])*)\]\((https?:\/\/[^\s()<>]+)\)/
const BARE_LINK = /^https?:\/\/[^\s<]*[^<.,:;"')\]\s]/
/** A listing. */
const FENCE = /```\n([^`]*)\n```/
const CODE = /^(`+)([\s\S]*?[^`])\1(?!`)/

export function readMarkdown(content: string): ReadText {
  const links: { label: string; url: string }[] = []
  const marks: string[] = []

  const inline = (source: string, inLabel: boolean): string => {
    let text = ''
    for (let at = 0; at < source.length; ) {
      const rest = source.slice(at)
      const step = (match: RegExpExecArray, shown: string, mark?: string): void => {
        if (mark) marks.push(mark)
        text += shown
        at += match[0].length
      }
      // In a label a backslash is shown, and escapes nothing.
      const escaped = inLabel ? null : ESCAPE.exec(rest)
      const link = LINK.exec(rest)
      const bare = BARE_LINK.exec(rest)
      const code = CODE.exec(rest)
      const shown = SHOWN_AS_THEY_ARE.find(([, pattern]) => pattern.test(rest))
      const style = STYLES.find(([, pattern]) => pattern.test(rest))
      const [, label = '', url = ''] = link ?? []
      const shownMatch = shown?.[1].exec(rest)
      const styleMatch = style?.[1].exec(rest)
      if (escaped) step(escaped, escaped[1] ?? '')
      else if (link) {
        const words = inline(label, true)
        links.push({ label: words, url })
        step(link, words, 'link')
      } else if (bare) {
        links.push({ label: bare[0], url: bare[0] })
        step(bare, bare[0], 'bare link')
      } else if (code) step(code, seenAs(code[2] ?? ''), 'code')
      else if (shown && shownMatch) step(shownMatch, shownMatch[0], shown[0])
      else if (style && styleMatch) step(styleMatch, inline(styleMatch[1] ?? '', inLabel), style[0])
      else {
        text += inLabel ? seenAs(rest.charAt(0)) : rest.charAt(0)
        at += 1
      }
    }
    return text
  }

  const read = (line: string): string => {
    const block = LINES.find(([, pattern]) => pattern.test(line))
    if (block) marks.push(block[0])
    return inline(block ? line.replace(block[1], '') : line, false)
  }
  // Every second piece is the inside of a fence.
  const pieces = content.split(FENCE).map((piece, at) => {
    if (at % 2 === 0) return piece.split('\n').map(read).join('\n')
    marks.push('code')
    return seenAs(piece)
  })
  return { text: pieces.join(''), links, marks }
}

const LOOKS_LIKE = new Map(Object.entries(LOOK_ALIKES).map(([character, twin]) => [twin, character]))

/** Nobody tells a character from the twin that stands for it in a link. */
const seenAs = (text: string): string =>
  [...text].map(character => LOOKS_LIKE.get(character) ?? character).join('')
