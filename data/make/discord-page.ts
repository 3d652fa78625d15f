import type { Component, Container } from '../../test/emulators/discord-rules.ts'
import { type Drawn, html, type Markup, message, type Page, page } from './page.ts'

const CSS = `body{background:#313338;color:#dbdee1;font:15px/21px Noto Sans,sans-serif}
header{padding:12px 20px;border-bottom:1px solid #26272b;font-weight:600;color:#f2f3f5}header span{color:#80848e;font-size:19px;font-weight:400;margin-right:6px}
main{padding:10px 0 18px}article{display:flex;gap:14px;padding:8px 20px}
.tile{flex:none;width:40px;height:40px;border-radius:50%;color:#fff;font:600 18px/40px Noto Sans;text-align:center;margin-top:2px}
.said{flex:1;min-width:0}.by{margin-bottom:3px}.by b{font-weight:600;color:#f2f3f5}.by time{color:#949ba4;font-size:12px;margin-left:8px}
.app{font:600 10px/15px Noto Sans;background:#5865f2;color:#fff;border-radius:3px;padding:1px 5px;margin-left:5px;vertical-align:1px}
.box{background:#2b2d31;border:1px solid #232428;border-left:4px solid;border-radius:8px;padding:13px 15px;display:flex;flex-direction:column;gap:10px}
.section{display:flex;justify-content:space-between;gap:16px}.section>div{min-width:0}.actions{display:flex;flex-wrap:wrap;gap:8px}
.button{flex:none;align-self:flex-start;font-size:14px;line-height:20px;font-weight:500;border-radius:8px;padding:5px 14px;color:#fff;background:#4e5058}.button.s1{background:#5865f2}
a{color:#00a8fc}b{font-weight:600}h3{font-size:17px;line-height:23px;font-weight:700;color:#f2f3f5}small{display:block;font-size:12.5px;line-height:18px;color:#949ba4}
p{min-height:10px}code{font:13px JetBrains Mono,monospace;background:#1e1f22;border-radius:3px;padding:1px 4px}
.name{margin:4px 20px 0 74px;background:#2b2d31;border-radius:8px;padding:9px 14px;font-size:14px;color:#f2f3f5;font-weight:600}.name span{color:#00a8fc;margin-left:8px}
section.thread{margin:8px 20px 0 74px;border-left:2px solid #4e5058}.thread article{padding:6px 0 6px 14px;gap:10px}.thread .tile{width:32px;height:32px;font-size:15px;line-height:32px}`

/** A channel with one thread in it, drawn under its root. */
export const discordPage = (
  channel: string,
  said: readonly Drawn[],
  threadName: string,
  thread: readonly Drawn[],
): Page =>
  page(
    600,
    CSS,
    html`<header><span>#</span>${channel}</header><main>${said.map(message)}
<div class="name">${threadName}<span>${String(thread.length)} Messages ›</span></div>
<section class="thread">${thread.map(message)}</section></main>`,
  )

/** What Discord makes of containers. */
export const containersDrawn = (containers: readonly Container[]): Markup =>
  html`${containers.map(component)}`

function component(part: Component): Markup {
  switch (part.type) {
    case 17: {
      const colour = `#${(part.accent_color ?? 0).toString(16).padStart(6, '0')}`
      return html`<div class="box" style="border-left-color:${colour}">${part.components.map(component)}</div>`
    }
    case 9:
      return html`<div class="section"><div>${part.components.map(component)}</div>${component(part.accessory)}</div>`
    case 1:
      return html`<div class="actions">${part.components.map(component)}</div>`
    case 2:
      return html`<span class="button s${String(part.style)}">${part.label}</span>`
    case 10:
      return html`<div>${part.content.split('\n').map(line)}</div>`
    case 11:
      throw new Error(`a thumbnail would have to be fetched: ${part.media.url}`)
    default:
      return part satisfies never
  }
}

function line(text: string): Markup {
  const [mark = ''] = /^(?:### |-# )/.exec(text) ?? []
  const words = inline(text.slice(mark.length))
  if (mark === '') return html`<p>${words}</p>`
  return mark === '-# ' ? html`<small>${words}</small>` : html`<h3>${words}</h3>`
}

/** Of Discord's markdown, what our messages use of it; any other text stands for itself. */
const MARKS =
  /\\(?<escaped>[^0-9A-Za-z\s])|\*\*(?<bold>(?:\\.|[^\\])+?)\*\*|\*(?<italic>(?:\\.|[^\\*])+)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\([^)\s]+\)/g

function inline(text: string): Markup {
  const parts: Markup[] = []
  let end = 0
  for (const match of text.matchAll(MARKS)) {
    const { escaped, bold, italic, code, label } = match.groups ?? {}
    parts.push(html`${text.slice(end, match.index)}`)
    end = match.index + match[0].length
    if (escaped !== undefined) parts.push(html`${escaped}`)
    if (bold !== undefined) parts.push(html`<b>${inline(bold)}</b>`)
    if (italic !== undefined) parts.push(html`<em>${inline(italic)}</em>`)
    if (code !== undefined) parts.push(html`<code>${code}</code>`)
    if (label !== undefined) parts.push(html`<a>${label}</a>`)
  }
  return html`${[...parts, html`${text.slice(end)}`]}`
}
