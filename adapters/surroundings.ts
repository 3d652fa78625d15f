import { access, constants, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { complete } from '../src/answers/hosted/request.ts'
import { MODEL_WITHIN_MS } from '../src/bot/open-house.ts'
import type { Finding } from '../src/chat.ts'
import { ARXIV, type CoreSettings, withoutPassword } from '../src/config.ts'
import { readAtom } from '../src/feed/elsewhere/atom.ts'
import { readRss } from '../src/feed/files/rss.ts'
import type { Database } from '../src/store/database.ts'
import { databaseFile, openDatabase } from '../src/store/engines/open-database.ts'
import { NEWEST_SCHEMA, schemaReached } from '../src/store/migrations.ts'
import { sentenceOf } from './sentence.ts'

/** How long the hub and the platforms may take to answer one question. */
const ANSWER_MS = 10_000
/** Slack refuses what is signed five minutes apart, and lost posts are looked for a minute apart at most. */
const CLOCKS_APART_MS = 30_000
/** The database of a year takes some 300 MB, full texts and index with it. */
const LEAST_FREE_BYTES = 500 * 1024 ** 2

const good = (about: string, told: string): Finding => ({ verdict: 'good', about, told })
const mend = (about: string, told: string): Finding => ({ verdict: 'mend', about, told })

/** What there is to be looked at, and with what. */
export interface Surroundings {
  readonly settings: CoreSettings
  readonly version: string
  readonly fetch: typeof fetch
  /** Unix milliseconds. */
  readonly now: () => number
  /** Bytes that are free where a folder is. */
  readonly freeBytes: (folder: string) => Promise<number>
}

/** As the file system tells it to this user. */
export const freeBytesAt = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Whether the hub can be read, with the token if there is one. */
export async function examineHub({ settings, version, fetch }: Surroundings): Promise<Finding> {
  const { HF_ENDPOINT: endpoint, HF_TOKEN: token } = settings
  const address = `${endpoint.replace(/\/+$/, '')}/api/daily_papers?limit=1`
  const headers = { 'user-agent': `paperboy/${version}`, ...(token && { authorization: `Bearer ${token}` }) }
  try {
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(ANSWER_MS) })
    if (response.ok) {
      const isList = Array.isArray(await response.json().catch(() => undefined))
      return isList
        ? good('the hub', `answers at ${endpoint}.`)
        : mend('the hub', `something else answers at ${endpoint}: check HF_ENDPOINT.`)
    }
    await response.body?.cancel()
    if (response.status === 401 || response.status === 403) {
      return mend(
        'HF_TOKEN',
        'the hub refuses it: make a new one under Settings, Access Tokens of the hub, or leave it out.',
      )
    }
    return response.status === 429
      ? good('the hub', `answers at ${endpoint}, and wants to be left alone for a while.`)
      : mend(
          'the hub',
          `answers with status ${response.status} at ${endpoint}: try again later, or check HF_ENDPOINT.`,
        )
  } catch (error) {
    return mend(
      'the hub',
      `cannot be reached at ${endpoint} (${sentenceOf(error)}): check the network and HF_ENDPOINT. Until then what is stored is searched.`,
    )
  }
}

/** Whether the sources that stand in for the hub answer with papers, as far as they are set. */
export async function examineStandIns({
  settings,
  version,
  fetch,
}: Surroundings): Promise<readonly Finding[]> {
  const { MIRROR_URL: mirror, ARXIV_ENDPOINT: arxiv } = settings
  const look = async (name: string, address: string, has: (text: string) => boolean): Promise<Finding> => {
    try {
      const headers = { 'user-agent': `paperboy/${version}` }
      const response = await fetch(address, { headers, signal: AbortSignal.timeout(ANSWER_MS) })
      if (has(await response.text())) return good(name, `has papers at ${new URL(address).host}.`)
      return mend(name, `something else answers, with status ${response.status}: check it, or leave it out.`)
    } catch (error) {
      return mend(name, `cannot be reached (${sentenceOf(error)}): check it, or leave it out.`)
    }
  }
  const found: Finding[] = []
  if (mirror !== undefined)
    found.push(await look('MIRROR_URL', mirror, text => (readRss(text, 'mirror')?.papers.length ?? 0) > 0))
  if (arxiv !== ARXIV)
    found.push(
      await look(
        'ARXIV_ENDPOINT',
        `${arxiv.replace(/\/+$/, '')}/api/query?id_list=1706.03762&max_results=1`,
        text => (readAtom(text)?.length ?? 0) > 0,
      ),
    )
  return found
}

/** Whether this machine's clock is right, by the first of the addresses that tells the time. */
export async function examineClock(
  { fetch, now }: Surroundings,
  addresses: readonly string[],
): Promise<Finding> {
  for (const address of addresses) {
    const askedMs = now()
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => undefined)
    await response?.body?.cancel()
    const toldMs = Date.parse(response?.headers.get('date') ?? '')
    if (Number.isNaN(toldMs)) continue
    const apartMs = (askedMs + now()) / 2 - toldMs
    const seconds = Math.round(Math.abs(apartMs) / 1_000)
    if (Math.abs(apartMs) <= CLOCKS_APART_MS)
      return good('the clock', `is right by ${new URL(address).host}.`)
    return mend(
      'the clock',
      `is ${seconds} s ${apartMs > 0 ? 'ahead' : 'behind'} by ${new URL(address).host}: set it by NTP.`,
    )
  }
  return mend('the clock', 'could not be compared, since nobody answered with the time.')
}

/** Whether the hosted model answers in time; none where none is configured. */
export async function examineModel({ settings, version, fetch }: Surroundings): Promise<readonly Finding[]> {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: key } = settings
  if (baseUrl === undefined || model === undefined) return []
  const door = { baseUrl, model, key, version, fetch, withinMs: MODEL_WITHIN_MS }
  const answer = await complete(door, [{ role: 'user', content: 'Answer with the one word: good' }])
  if (answer.kind === 'said') return [good('the hosted model', `${model} answers at ${baseUrl}.`)]
  const remedies = {
    unreachable: 'check LLM_BASE_URL and that it runs.',
    slow: 'answers come without it meanwhile; name a faster LLM_MODEL.',
    failing: 'check LLM_API_KEY and LLM_MODEL.',
    nonsense: 'check LLM_BASE_URL, to which /chat/completions is added.',
  } as const
  return [mend('the hosted model', `does not answer (${answer.detail}): ${remedies[answer.why]}`)]
}

/**
 * Whether the database can be used and what it holds is of this version; its schema is left as it is. With it, where
 * it can be used and is up to date, `ask` finds out more.
 */
export async function examineStore(
  { settings, now, freeBytes }: Surroundings,
  ask: (database: Database) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const { DATABASE_URL: url } = settings
  const about = 'DATABASE_URL'
  const file = databaseFile(url)
  const folder = file === undefined ? undefined : dirname(resolve(file))
  const found: Finding[] = []
  if (file !== undefined && folder !== undefined) {
    const space = await examineSpace(folder, freeBytes)
    if (!(await can(folder, constants.W_OK))) {
      return [
        mend(
          about,
          `names a file in ${folder}, where nothing can be written: make that folder, or name another.`,
        ),
      ]
    }
    found.push(space)
    if (!(await can(file, constants.F_OK)))
      return [...found, good(about, `${file} is not there yet: the first start makes it.`)]
  }
  try {
    const database = await openDatabase(url, now)
    try {
      const schema = await schemaReached(database).catch(() => 0)
      found.push(aboutSchema(about, withoutPassword(url), schema))
      return [...found, ...(schema === NEWEST_SCHEMA ? await ask(database) : [])]
    } finally {
      await database.close()
    }
  } catch (error) {
    return [...found, mend(about, sentenceOf(error))]
  }
}

function aboutSchema(about: string, name: string, schema: number): Finding {
  if (schema > NEWEST_SCHEMA)
    return mend(
      about,
      `${name} holds data of a newer Paperboy (schema ${schema}, this one knows ${NEWEST_SCHEMA}): start the newer version.`,
    )
  if (schema < NEWEST_SCHEMA)
    return good(
      about,
      `${name} can be used; the next start brings it from schema ${schema} to ${NEWEST_SCHEMA}.`,
    )
  return good(about, `${name} can be used and is up to date (schema ${schema}).`)
}

async function examineSpace(
  folder: string,
  freeBytes: (folder: string) => Promise<number>,
): Promise<Finding> {
  const bytes = await freeBytes(folder).catch(() => undefined)
  if (bytes === undefined) return mend('free space', `cannot be told: is ${folder} there?`)
  const told = `${Math.floor(bytes / 1024 ** 2).toLocaleString('en')} MB are free in ${folder}`
  return bytes >= LEAST_FREE_BYTES
    ? good('free space', `${told}.`)
    : mend('free space', `only ${told}: free 500 MB.`)
}

const can = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  )
