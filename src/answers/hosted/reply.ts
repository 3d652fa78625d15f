import { z } from 'zod'

/** A claim as a model made it; nothing of it is believed yet. */
export interface SaidClaim {
  readonly text: string
  readonly paper: number
  readonly quotation: string
}

/** What a model's words come to. */
export type ModelReply =
  | { readonly kind: 'claims'; readonly claims: readonly SaidClaim[] }
  | { readonly kind: 'unstated' }
  | { readonly kind: 'nonsense' }

const shape = z.union([
  z.object({ unstated: z.literal(true) }),
  z.object({ claims: z.array(z.unknown()).min(1) }),
])

const claim = z.object({
  text: z.string(),
  // Some write `"2"` or `"#2"`.
  paper: z.union([
    z.number(),
    z
      .string()
      .regex(/^#?\d{1,4}$/)
      .transform(said => Number(said.replace('#', ''))),
  ]),
  quotation: z.string(),
})

/** So many claims are looked at; nobody was asked for more than four. */
const MOST_LOOKED_AT = 20

/**
 * Reads `{"claims": [{"text", "paper", "quotation"}]}` or `{"unstated": true}`, whatever stands around it:
 * fences, a word before, a train of thought in `<think>`. A claim of another shape is left out.
 */
export function readReply(words: string): ModelReply {
  const spoken = words.slice(words.lastIndexOf('</think>') + 1)
  const read = shape.safeParse(parsed(spoken.slice(spoken.indexOf('{'), spoken.lastIndexOf('}') + 1)))
  if (!read.success) return { kind: 'nonsense' }
  if ('unstated' in read.data) return { kind: 'unstated' }
  const looked = read.data.claims.slice(0, MOST_LOOKED_AT)
  return { kind: 'claims', claims: looked.flatMap(each => claim.safeParse(each).data ?? []) }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
