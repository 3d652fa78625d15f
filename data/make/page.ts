/** Markup of ours; every other text in a template is foreign and is escaped. */
export interface Markup {
  readonly markup: string
}
type Value = string | Markup | readonly Markup[]

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const written = (value: Value): string => {
  if (typeof value === 'string') return value.replace(/[&<>"]/g, character => escapes[character] ?? '')
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}

/** HTML in which each value shows itself and does nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: String.raw({ raw: strings }, ...values.map(written)),
})

/** What is to be drawn: a page without scripts or addresses to fetch, and its width in CSS pixels. */
export interface Page {
  readonly width: number
  readonly markup: string
}

const COMMON = `*{box-sizing:border-box;margin:0}`

export function page(width: number, css: string, body: Markup): Page {
  const style = `${COMMON}body{width:${width}px;overflow-wrap:break-word}${css}`
  return {
    width,
    markup: `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${body.markup}</body>`,
  }
}

/** A message as it is drawn: who said it, when, and what it looks like. */
export interface Drawn {
  readonly by: Speaker
  readonly at: string
  readonly body: Markup
}

export interface Speaker {
  readonly name: string
  readonly colour: string
  readonly isApp: boolean
}

export const PAPERBOY: Speaker = { name: 'Paperboy', colour: '#c2410c', isApp: true }
export const READER: Speaker = { name: 'Maya', colour: '#4f46e5', isApp: false }

/** A message beside the tile of its speaker. */
export const message = ({ by, at, body }: Drawn): Markup => html`<article>
<div class="tile" style="background:${by.colour}">${by.name.charAt(0)}</div>
<div class="said"><div class="by"><b>${by.name}</b>${by.isApp ? html`<i class="app">APP</i>` : ''}<time>${at}</time></div>${body}</div>
</article>`
