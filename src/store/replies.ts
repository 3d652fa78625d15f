import { z } from 'zod'
import type { Prose, Reply } from '../chat.ts'

/** A reply as it was frozen with the intent to post it, read back from the store. */

const text = z.string()
const span = z.union([
  text,
  z.strictObject({ bold: text }),
  z.strictObject({ code: text }),
  z.strictObject({ quote: text }),
  z.strictObject({ link: text, url: text }),
])
const prose: z.ZodType<Prose> = z.array(span).readonly()
const button = z.object({ label: text, says: text, asks: text.exactOptional() })
const item = z.object({
  title: text,
  url: text,
  lines: z.array(prose).readonly(),
  image: text.exactOptional(),
  button: button.exactOptional(),
})
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text }),
  z.object({ kind: z.literal(['text', 'note']), prose }),
  z.object({ kind: z.literal('item'), item }),
  z.object({ kind: z.literal('buttons'), buttons: z.array(button).readonly() }),
])

export const replyShape: z.ZodType<Reply> = z.object({
  summary: text,
  blocks: z.array(block).readonly(),
  audience: z.enum(['everyone', 'asker']).exactOptional(),
  instead: z.literal(true).exactOptional(),
})
