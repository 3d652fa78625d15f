import { html, type Markup, type Page, page } from './page.ts'

const CSS = `body{background:#17181c;padding:14px;font:13px/19px JetBrains Mono,monospace;font-variant-ligatures:none;color:#d6d8dd}
.top{display:flex;gap:8px;padding:2px 2px 14px}.top i{width:12px;height:12px;border-radius:50%;background:#3d4048}
pre{font:inherit;white-space:pre-wrap;word-break:break-all;padding:0 8px}
.bold{font-weight:700;color:#fff}.dim{color:#868b96}.cyan{color:#56c8d8}.link{text-decoration:underline}.typed{color:#ffd166}`

/** Advance of a character, in CSS pixels: the widest of the fonts that may stand in for the one above. */
const ADVANCE = 7.9
const AROUND = 2 * (14 + 8)

/** What a program wrote, and what was typed. */
export type Chunk = { readonly wrote: string } | { readonly typed: string }

/** A terminal of so many columns; what is longer than a line goes on in the next, as terminals do. */
export const terminalPage = (columns: number, chunks: readonly Chunk[]): Page =>
  page(
    Math.ceil(columns * ADVANCE) + AROUND,
    CSS,
    html`<div class="top"><i></i><i></i><i></i></div><pre>${chunks.map(chunk =>
      'typed' in chunk ? html`<span class="typed">${chunk.typed}</span>\n` : styled(chunk.wrote),
    )}</pre>`,
  )

/** The select-graphic-rendition codes that we write: bold, dim, underlined, cyan, and their ends. */
const STYLES: Readonly<Record<string, string>> = {
  1: 'bold',
  2: 'dim',
  4: 'link',
  36: 'cyan',
  22: '',
  24: '',
  39: '',
}

function styled(written: string): Markup {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read here.
  const withoutTargets = written.replace(/\u001b\]8;;[^\u001b]*\u001b\\/g, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the same.
  const [plain = '', ...parts] = withoutTargets.split(/\u001b\[(\d+)m/)
  const spans = [html`${plain}`]
  for (let at = 0; at < parts.length; at += 2) {
    const [code = '', text = ''] = parts.slice(at, at + 2)
    const style = STYLES[code]
    if (style === undefined) throw new Error(`a style that is not drawn: ${code}`)
    spans.push(style === '' ? html`${text}` : html`<span class="${style}">${text}</span>`)
  }
  return html`${spans}`
}
