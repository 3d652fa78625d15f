import { z } from 'zod'

const SQLITE = /^sqlite:.+/

const url = (name: string, example: string) =>
  z.url({
    protocol: /^https?$/,
    error: issue => `${name} is not a web address: ${String(issue.input)}. Write it like ${example}.`,
  })

const noPort = (issue: { readonly input?: unknown }): string =>
  `PORT is no port: ${String(issue.input)}. Write a number up to 65535 such as 3000, or 0 for any free one.`

/** The core's own settings; each adapter has its own. An empty variable counts as not set. */
export const coreSettings = z.object({
  HF_ENDPOINT: url('HF_ENDPOINT', 'https://huggingface.co').default('https://huggingface.co'),
  HF_TOKEN: z.string().exactOptional(),
  DATABASE_URL: z
    .string()
    .regex(SQLITE, {
      error: issue =>
        `DATABASE_URL cannot be used: ${String(issue.input)}. Write it like sqlite:./paperboy.db or sqlite::memory:.`,
    })
    .default('sqlite:./paperboy.db'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: noPort })
    .transform(Number)
    .refine(port => port <= 65_535, { error: noPort })
    .default(3000),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], {
      error: issue => `LOG_LEVEL is not known: ${String(issue.input)}. It can be debug, info, warn or error.`,
    })
    .exactOptional(),
})

export type CoreSettings = z.infer<typeof coreSettings>

/**
 * Reads settings by a schema, all of it at once.
 * An empty or blank variable is as good as none, since `.env` files are full of them.
 */
export function readSettings<T>(
  schema: z.ZodType<T>,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly settings: T } | { readonly mistakes: readonly string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  )
  const read = schema.safeParse(given)
  if (read.success) return { settings: read.data }
  return { mistakes: [...new Set(read.error.issues.map(issue => issue.message))] }
}
