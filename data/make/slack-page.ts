import type { SlackMessage } from '../../test/emulators/slack-world.ts'
import { type Drawn, html, type Markup, message, type Page, page } from './page.ts'

type Block = SlackMessage['blocks'][number]
type Runs = Extract<Block, { type: 'rich_text' }>['elements'][number]
type Run = Runs['elements'][number]
type Button = Extract<Block, { type: 'actions' }>['elements'][number]

const CSS = `body{background:#fff;color:#1d1c1d;font:15px/22px Lato,sans-serif}
header{padding:13px 20px;border-bottom:1px solid #e4e4e4;font-weight:900;font-size:18px}header span{color:#616061;font-weight:400;margin-right:3px}
main{padding:10px 0 18px}article{display:flex;gap:8px;padding:8px 20px}
.tile{flex:none;width:36px;height:36px;border-radius:6px;color:#fff;font:900 18px/36px Lato;text-align:center;margin-top:3px}
.said{flex:1;min-width:0}.by{margin-bottom:2px}.by b{font-weight:900}.by time{color:#616061;font-size:12px}
.app{font:700 10px/14px Lato;background:#e8e8e8;color:#454447;border-radius:2px;padding:1px 3px;margin-left:5px;vertical-align:1px}time{margin-left:8px}
.said>*+*{margin-top:8px}.by+*{margin-top:0!important}.said>.line+.line,.said>.section+.line{margin-top:4px}
a{color:#1264a3}h2{font-size:18px;line-height:24px;font-weight:900}code{font:12px JetBrains Mono,monospace;color:#e01e5a;background:#f7f7f7;border:1px solid #ddd;border-radius:3px;padding:1px 3px}
.context{color:#616061;font-size:13px;line-height:18px}.line{white-space:pre-wrap}pre{font:12px/18px JetBrains Mono,monospace;background:#f8f8f8;border:1px solid #ddd;border-radius:4px;padding:8px;white-space:pre-wrap}
.section{display:flex;justify-content:space-between;gap:16px;align-items:flex-start}.section .button{flex:none}
.actions{display:flex;flex-wrap:wrap;gap:8px}.button{font-size:13px;line-height:18px;font-weight:900;border:1px solid #c9c9c9;border-radius:4px;padding:4px 11px;background:#fff}
.count{margin:2px 20px 0 64px;color:#1264a3;font-weight:700;font-size:13px}
section.thread{margin:6px 20px 0 64px;border:1px solid #dcdcdc;border-radius:10px;padding:6px 0}.thread article{padding:7px 16px}`

/** A channel with one thread in it, drawn under its root. */
export const slackPage = (channel: string, said: readonly Drawn[], thread: readonly Drawn[]): Page =>
  page(
    600,
    CSS,
    html`<header><span>#</span> ${channel}</header><main>${said.map(message)}
<div class="count">${String(thread.length)} replies</div><section class="thread">${thread.map(message)}</section></main>`,
  )

/** What Slack makes of blocks. */
export const blocksDrawn = (blocks: SlackMessage['blocks']): Markup => html`${blocks.map(block)}`

function block(block: Block): Markup {
  switch (block.type) {
    case 'header':
      return html`<h2>${block.text.text}</h2>`
    case 'section': {
      const { accessory } = block
      return html`<div class="section"><div>${mrkdwn(block.text.text)}</div>${accessory?.type === 'button' ? button(accessory) : ''}</div>`
    }
    case 'context':
      return html`<div class="context">${block.elements.map(({ text }) => text).join(' ')}</div>`
    case 'rich_text':
      return html`${block.elements.map(runs)}`
    case 'actions':
      return html`<div class="actions">${block.elements.map(button)}</div>`
    default:
      return block satisfies never
  }
}

const runs = ({ type, elements }: Runs): Markup =>
  type === 'rich_text_preformatted'
    ? html`<pre>${elements.map(run)}</pre>`
    : html`<div class="line">${elements.map(run)}</div>`

function run(run: Run): Markup {
  const { bold, italic, code } = run.style ?? {}
  const words = html`${run.text}`
  const linked = run.type === 'link' ? html`<a>${words}</a>` : words
  const slanted = italic ? html`<em>${linked}</em>` : linked
  const strong = bold ? html`<b>${slanted}</b>` : slanted
  return code ? html`<code>${strong}</code>` : strong
}

/** Of mrkdwn, what our messages use of it: bold links and escaped characters. */
function mrkdwn(text: string): Markup {
  const [whole, , label] = /^\*<([^<>|]+)\|([^<>|]+)>\*$/.exec(text) ?? []
  if (whole === undefined || label === undefined) throw new Error(`mrkdwn that is no bold link: ${text}`)
  return html`<b><a>${unescaped(label)}</a></b>`
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const button = ({ text }: Button): Markup => html`<span class="button">${text.text}</span>`
