import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { closesAt, lastCompleteBefore } from '../../src/feed/feed-day.ts'
import type { Paper } from '../../src/papers.ts'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/engines/open-database.ts'
import { storeOn } from '../../src/store/store.ts'
import { startDiscordEmulator } from '../emulators/discord.ts'
import type { Fault as DiscordFault } from '../emulators/discord-rest.ts'
import { GUILD } from '../emulators/discord-world.ts'
import { type Fault, startSlackEmulator } from '../emulators/slack.ts'
import type { CrashPoint } from './crash-points.ts'

export type Platform = 'slack' | 'discord'

/** What befalls a post: nothing is taken; or it is taken and the answer is another or none. */
export interface Mishap {
  readonly what: 'limited' | 'failing' | 'cut' | 'hanging'
  readonly after: boolean
  /** Hears of it at the moment that it happens. */
  readonly met?: () => void
}

/** Where each post of a platform meets its fate; undefined lets it pass. */
export type Fate = (platform: Platform) => Mishap | undefined

/** Both platforms, one store, and processes that deliver there: what a test lets live, die and count. */
export interface Town {
  /** Makes channels with a subscription each that is due at these times; each is to get a message and one in its thread. */
  settle(platform: Platform, dueMs: readonly number[]): Promise<void>
  /** Starts a process; resolves when it has begun. */
  live(platform: Platform, life?: Life): Promise<Lived>
  /** What is to come to the next posts, in turn, before `fate` decides. */
  readonly next: Record<Platform, Mishap[]>
  /** How many are still owed by now, those not opened yet included. */
  owing(): Promise<number>
  /** How often each delivery's message was posted, withdrawn ones included, and how many stand. */
  tally(): Promise<{ readonly owed: number; readonly posted: Copies; readonly standing: Copies }>
  stop(): Promise<void>
}

/** A process that has begun, and how it ends: by itself or by a signal. */
export interface Lived {
  readonly child: ChildProcess
  readonly ended: Promise<NodeJS.Signals | 'by itself'>
}

export type Copies = ReadonlyMap<string, number>

export interface Life {
  readonly point?: CrashPoint
  readonly freezes?: true
  /** `lease,post,settle`, in milliseconds. */
  readonly times?: string
  readonly log?: string
}

export const duplicatesIn = (copies: Copies): number =>
  [...copies.values()].reduce((sum, count) => sum + count - 1, 0)

const TODAY = lastCompleteBefore(Date.now())
const PAPERS: readonly Paper[] = [1, 2, 3].map(n => ({
  key: `2601.0000${n}`,
  title: `A paper of number ${n}`,
  abstract: 'We study what happens when things end early. They go on.',
  source: 'hub',
  feedDay: TODAY,
  upvotes: n,
}))

export async function openTown(url: string, fate: Fate = () => undefined): Promise<Town> {
  const next: Record<Platform, Mishap[]> = { slack: [], discord: [] }
  const fateOf = (platform: Platform): Mishap | undefined => next[platform].shift() ?? fate(platform)
  const slack = await startSlackEmulator({
    fault: method => (method === 'chat.postMessage' ? slackFault(fateOf('slack')) : undefined),
  })
  const discord = await startDiscordEmulator({
    messageContent: false,
    weather: (method, path) =>
      method === 'POST' && /^\/channels\/\d+\/messages$/.test(path)
        ? discordFault(fateOf('discord'))
        : undefined,
  })
  const database = await openDatabase(url, Date.now)
  const store = await storeOn(database)
  await store.papers.saveBatch({ day: TODAY, readMs: closesAt(TODAY) + 1, settled: true }, PAPERS)
  // Each subscription's next time is a week later.
  const tomorrowMs = Date.now() + 24 * 60 * 60_000
  const alive = new Set<ChildProcess>()
  let settled = 0

  return {
    next,

    settle: async (platform, dueMs) => {
      for (const nextDueMs of dueMs) {
        const n = String(++settled).padStart(6, '0')
        const id = `s${n}`
        const channel = platform === 'slack' ? `C${n}` : `9200000000000${n}`
        if (platform === 'slack') slack.found(channel)
        else discord.world.channels.set(channel, { id: channel, kind: 'text', name: channel })
        const today = new Date(nextDueMs).getUTCDay() || 7
        const terms = { at: '00:00', timezone: 'UTC', days: [today], top: 1 }
        // A workspace of its own, so that no limit of one holds up another.
        const tenant = platform === 'slack' ? `T${n}` : GUILD
        await store.subscriptions.put(
          { id, adapter: platform, tenant, channel, author: 'U0MANAGER', terms, nextDueMs },
          1,
        )
      }
    },

    live: async (platform, { point, freezes, times, log } = {}) => {
      const { PATH = '' } = process.env
      const child = fork('test/storm/life.ts', {
        env: {
          PATH,
          DATABASE_URL: url,
          PLATFORM: platform,
          API_URL: platform === 'slack' ? slack.apiUrl : discord.url,
          NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
          ...(point !== undefined && { POINT: point }),
          ...(freezes && { FREEZES: 'once' }),
          ...(times !== undefined && { TIMES: times }),
          ...(log !== undefined && { LOG: log }),
        },
        stdio: ['ignore', 'ignore', log === undefined ? 'ignore' : 'inherit', 'ipc'],
      })
      alive.add(child)
      child.once('exit', () => alive.delete(child))
      const ended = new Promise<NodeJS.Signals | 'by itself'>(resolve =>
        child.once('exit', (_code, signal) => resolve(signal ?? 'by itself')),
      )
      await Promise.race([once(child, 'message'), ended])
      return { child, ended }
    },

    owing: async () => (await unopened(database, tomorrowMs)) + (await open(database)),

    tally: async () => {
      const posted = new Map<string, Set<string>>()
      const standing = new Map<string, number>()
      const count = (key: string, id: string, stands: boolean): void => {
        posted.set(key, (posted.get(key) ?? new Set()).add(id))
        if (stands) standing.set(key, (standing.get(key) ?? 0) + 1)
      }
      for (const message of slack.changes) {
        const marked = markShape.safeParse(message.metadata)
        if (marked.success) count(marked.data.event_payload.key, message.ts, slack.messages.includes(message))
      }
      for (const { nonce, id, deleted } of discord.world.messages)
        if (nonce !== undefined) count(nonce, id, !deleted)
      const copies = new Map([...posted].map(([key, ids]) => [key, ids.size]))
      return { owed: 2 * settled, posted: copies, standing }
    },

    stop: async () => {
      for (const child of alive) child.kill('SIGKILL')
      await store.close()
      await slack.close()
      await discord.stop()
    },
  }
}

const markShape = z.object({ event_payload: z.object({ key: z.string() }) })
const countShape = z.object({ n: z.number() })

async function unopened(database: Database, beforeMs: number): Promise<number> {
  const [row] = await database.rows(
    countShape,
    'select count(*) as n from subscription where next_due_ms <= ?',
    beforeMs,
  )
  return row?.n ?? 0
}

async function open(database: Database): Promise<number> {
  const [row] = await database.rows(
    countShape,
    "select count(*) as n from delivery where state in ('due', 'leased', 'sending', 'unknown')",
  )
  return row?.n ?? 0
}

function slackFault(mishap: Mishap | undefined): Fault | undefined {
  if (!mishap) return undefined
  const { what, after, met } = mishap
  const answer = {
    limited: { status: 429, retryAfter: 1 },
    failing: { status: 503 },
    cut: 'drop',
    hanging: 'hang',
  } as const
  return {
    method: 'chat.postMessage',
    answer: answer[what],
    ...(after && { after }),
    ...(met && { met }),
  }
}

function discordFault(mishap: Mishap | undefined): DiscordFault | undefined {
  if (!mishap) return undefined
  const { what, after, met } = mishap
  const answer = {
    limited: { status: 429, headers: { 'retry-after': '1' }, body: { retry_after: 1 } },
    failing: { status: 503 },
    cut: 'lost',
    hanging: 'hang',
  } as const
  return {
    method: 'POST',
    path: /./,
    times: 1,
    answer: answer[what],
    ...(after && { after }),
    ...(met && { met }),
  }
}
