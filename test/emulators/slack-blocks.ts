import { z } from 'zod'

/** What Slack takes as blocks, with the limits of its reference; everything else is `invalid_blocks`. */

const plainText = (longest: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().trim().min(1).max(longest),
    emoji: z.boolean(),
  })

/** Angle brackets and ampersands in mrkdwn stand only in links to the web; anything else would mention, or be shown wrongly. */
const LINK = /<https?:\/\/[^\s<>|]+\|[^<>|]+>/g
const mrkdwn = z.strictObject({
  type: z.literal('mrkdwn'),
  text: z
    .string()
    .min(1)
    .max(3_000)
    .refine(text => !/[<>]|&(?!amp;|lt;|gt;)/.test(text.replace(LINK, '')), 'mrkdwn that is not escaped'),
  verbatim: z.literal(true),
})

const url = z.url({ protocol: /^https?$/ }).max(3_000)
const image = z.strictObject({
  type: z.literal('image'),
  image_url: url,
  alt_text: z.string().min(1).max(2_000),
})
const button = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().min(1).max(255),
  text: plainText(75),
  value: z.string().max(2_000),
})

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  code: z.boolean().optional(),
})
const run = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() }),
  z.strictObject({ type: z.literal('link'), url, text: z.string().min(1), style: style.optional() }),
])
const runs = z.strictObject({
  type: z.literal(['rich_text_section', 'rich_text_preformatted']),
  elements: z.array(run).min(1),
})

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(150) }),
  z.strictObject({
    type: z.literal('section'),
    text: mrkdwn,
    accessory: z.union([image, button]).optional(),
  }),
  z.strictObject({ type: z.literal('context'), elements: z.array(plainText(3_000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(runs).min(1) }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) }),
])
type Block = z.infer<typeof block>

export const messageBlocks = z
  .array(block)
  .min(1)
  .max(50)
  .refine(blocks => JSON.stringify(blocks).length <= 13_000, 'msg_blocks_too_long')
  .refine(blocks => {
    const ids = buttonsOf(blocks).map(({ action_id }) => action_id)
    return new Set(ids).size === ids.length
  }, 'an action_id occurs twice')
export type MessageBlocks = z.infer<typeof messageBlocks>

/** What `chat.postMessage` and its like take. */
export const sentMessage = z.object({
  channel: z.string(),
  ts: z.string().optional(),
  user: z.string().optional(),
  thread_ts: z
    .string()
    .regex(/^\d{10}\.\d{6}$/)
    .optional(),
  text: z.string().min(1).max(4_000),
  blocks: messageBlocks,
  metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.string()) }).optional(),
  unfurl_links: z.literal('false').optional(),
  unfurl_media: z.literal('false').optional(),
})

export const formView = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string(),
  private_metadata: z.string().max(3_000),
  title: plainText(24),
  submit: plainText(24),
  close: plainText(24),
  blocks: z.tuple([
    z.strictObject({
      type: z.literal('input'),
      block_id: z.string(),
      label: plainText(2_000),
      element: z.strictObject({
        type: z.literal('plain_text_input'),
        action_id: z.string(),
        focus_on_load: z.boolean(),
      }),
    }),
  ]),
})

export const buttonsOf = (blocks: readonly Block[]): z.infer<typeof button>[] =>
  blocks.flatMap(block => {
    if (block.type === 'actions') return block.elements
    return block.type === 'section' && block.accessory?.type === 'button' ? [block.accessory] : []
  })

interface Visible {
  readonly text: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

/** What a person reads in blocks, escapes undone as Slack undoes them. */
export function visible(blocks: readonly Block[]): Visible {
  const parts = blocks.map((block): Visible => {
    switch (block.type) {
      case 'header':
        return { text: block.text.text, links: [] }
      case 'context':
        return { text: block.elements.map(({ text }) => text).join(' '), links: [] }
      case 'section': {
        const links = [...block.text.text.matchAll(/<([^<>|]+)\|([^<>|]+)>/g)].map(
          ([, target = '', label = '']) => ({
            label: unescaped(label),
            url: unescaped(target),
          }),
        )
        return { text: unescaped(block.text.text.replace(/\*?<[^<>|]+\|([^<>|]+)>\*?/g, '$1')), links }
      }
      case 'rich_text': {
        const all = block.elements.flatMap(({ elements }) => elements)
        const links = all.flatMap(run => (run.type === 'link' ? [{ label: run.text, url: run.url }] : []))
        return { text: all.map(({ text }) => text).join(''), links }
      }
      case 'actions':
        return { text: '', links: [] }
      default:
        return block satisfies never
    }
  })
  return {
    text: parts.flatMap(({ text }) => text || []).join('\n'),
    links: parts.flatMap(({ links }) => links),
  }
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
