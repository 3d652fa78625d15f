import { z } from 'zod'

const url = (name: string, example: string) =>
  z.url({
    protocol: /^https?$/,
    error: issue => `${name} is not a web address: ${String(issue.input)}. Write it like ${example}.`,
  })

/** The address of a database: `sqlite:PATH`, or a PostgreSQL with the name of the database. The mistake repeats no password. */
export const databaseUrl = (name: string) =>
  z.string().refine(told => /^sqlite:.+/.test(told) || namesPostgres(told), {
    error: issue =>
      `${name} cannot be used: ${withoutPassword(String(issue.input))}. Write it like sqlite:./paperboy.db, sqlite::memory: or postgres://user:password@host:5432/database, with %40 for an @ in the password, %2F for a / and %23 for a #.`,
  })

const namesPostgres = (told: string): boolean =>
  /^postgres(?:ql)?:\/\//.test(told) && (URL.parse(told)?.pathname.length ?? 0) > 1

/** Whatever stands between the user's name and the last @ may be a password, however badly it is written. */
export const withoutPassword = (told: string): string => told.replace(/(?<=:\/\/[^:@]*:).*(?=@)/s, '…')

const noPort = (issue: { readonly input?: unknown }): string =>
  `PORT is no port: ${String(issue.input)}. Write a number up to 65535 such as 3000, or 0 for any free one.`

/** Where programs read arXiv. */
export const ARXIV = 'https://export.arxiv.org'

/** The core's own settings; each adapter has its own. An empty variable counts as not set. */
export const coreSettings = z
  .object({
    HF_ENDPOINT: url('HF_ENDPOINT', 'https://huggingface.co').default('https://huggingface.co'),
    HF_TOKEN: z.string().exactOptional(),
    MIRROR_URL: url('MIRROR_URL', 'https://example.org/daily-papers.xml').exactOptional(),
    ARXIV_ENDPOINT: url('ARXIV_ENDPOINT', ARXIV).default(ARXIV),
    DATABASE_URL: databaseUrl('DATABASE_URL').default('sqlite:./paperboy.db'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, { error: noPort })
      .transform(Number)
      .refine(port => port <= 65_535, { error: noPort })
      .default(3000),
    LLM_BASE_URL: url('LLM_BASE_URL', 'http://localhost:11434/v1')
      .refine(address => !(URL.parse(address)?.username || URL.parse(address)?.password), {
        error:
          'LLM_BASE_URL holds a name or a password, which cannot be sent so: put the key in LLM_API_KEY.',
      })
      .exactOptional(),
    LLM_MODEL: z.string().exactOptional(),
    LLM_API_KEY: z
      .string()
      .regex(/^[!-~]+$/, {
        error: 'LLM_API_KEY holds a blank or a sign that no key has: copy it again, from its provider.',
      })
      .exactOptional(),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error'], {
        error: issue =>
          `LOG_LEVEL is not known: ${String(issue.input)}. It can be debug, info, warn or error.`,
      })
      .exactOptional(),
  })
  .check(({ value, issues }) => {
    const refuse = (message: string) =>
      issues.push({ code: 'custom', input: undefined, path: ['LLM_BASE_URL'], message })
    const { LLM_BASE_URL: address, LLM_MODEL: model, LLM_API_KEY: key } = value
    if (address !== undefined && model === undefined)
      refuse('LLM_BASE_URL is set, but LLM_MODEL is not: name the model to ask there, or leave both out.')
    if (address === undefined && (model ?? key) !== undefined)
      refuse(
        `${model === undefined ? 'LLM_API_KEY' : 'LLM_MODEL'} is set, but LLM_BASE_URL is not: say where to ask, or leave it out.`,
      )
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
