import { flushCompileCache } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { summarySentence } from '../../src/answers/summary/summary.ts'
import type { Adapter, Address, Log } from '../../src/chat.ts'
import { createTick } from '../../src/delivery/tick.ts'
import { loadSample } from '../../src/feed/files/sample.ts'
import { createLibrary } from '../../src/feed/library.ts'
import { createTrends } from '../../src/feed/trends.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { digestReply, digestRestReply } from '../../src/present/digest.ts'
import { pausedByRefusalReply } from '../../src/present/subscription.ts'
import { createSearchIndex } from '../../src/search/search.ts'
import { openDatabase } from '../../src/store/engines/open-database.ts'
import { storeOn } from '../../src/store/store.ts'
import { TOKEN } from '../emulators/discord-rest.ts'
import { TOKENS } from '../emulators/slack-world.ts'
import { CRASH_POINTS, mortal } from './crash-points.ts'

/**
 * One life of a process that delivers: the real store, the real state machine and the real client of one platform,
 * with leases short enough for a test. It tells its parent when it has begun.
 */
const { DATABASE_URL, PLATFORM, API_URL, POINT, LOG, FREEZES, TIMES } = z
  .object({
    DATABASE_URL: z.string(),
    PLATFORM: z.enum(['slack', 'discord']),
    API_URL: z.string(),
    POINT: z.enum(CRASH_POINTS).optional(),
    LOG: z.enum(['debug', 'info', 'warn', 'error']).default('error'),
    /** Freezes itself at its first post, between the last look at its lease and the request. */
    FREEZES: z.string().optional(),
    /** `lease,post,settle`, in milliseconds. */
    TIMES: z.string().default('2000,500,300'),
  })
  .parse(process.env)

const [leaseMs = 0, postMs = 0, settleMs = 0] = TIMES.split(',').map(Number)
const log: Log = createLog({
  least: LOG,
  write: line => void process.stderr.write(`${line}\n`),
  now: Date.now,
})

const tell = (word: string): Promise<void> =>
  new Promise(resolve => (process.send ? process.send(word, () => resolve()) : resolve()))
const die = async (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return pause(60_000, Promise.reject(new Error('still alive')))
}

/** Loads what its platform needs and no more, since a storm has hundreds of lives. */
async function openAdapter(): Promise<Adapter> {
  switch (PLATFORM) {
    case 'slack': {
      const { webApi } = await import('@slack/bolt')
      const { createPosting } = await import('../../adapters/slack/posting.ts')
      const { clientOptions, sdkLogger } = await import('../../adapters/slack/sending.ts')
      const web = new webApi.WebClient(TOKENS.bot, clientOptions(API_URL, sdkLogger(log)))
      const nothing = async (): Promise<void> => undefined
      const connections = () => ({ up: 1, wanted: 1 })
      return { name: 'slack', start: nothing, stop: nothing, connections, ...createPosting(web, log) }
    }
    case 'discord': {
      const { createDiscordAdapter } = await import('../../adapters/discord/adapter.ts')
      const { discordSettings } = await import('../../adapters/discord/settings.ts')
      const settings = { ...discordSettings.parse({ DISCORD_API_URL: API_URL }), DISCORD_TOKEN: TOKEN }
      const adapter = createDiscordAdapter({ settings, log, fatal: die, now: Date.now })
      await adapter.start({ commands: [], receive: async () => undefined, complete: async () => [] })
      return adapter
    }
    default:
      return PLATFORM satisfies never
  }
}

const wraps = mortal(POINT, die)
const store = await storeOn(wraps.database(await openDatabase(DATABASE_URL, Date.now)))
const index = createSearchIndex({ paperOf: key => library.paper(key) })
// Without the sample, which is never posted and takes a third of a start.
const sample = { ...loadSample(), papers: [] }
const library = createLibrary({ shelf: store.papers, index, sample, now: Date.now })
await library.load()
// As fast as it goes: how rates are kept is tested elsewhere.
const { pace: _, ...adapter } = wraps.adapter(await openAdapter())
let frozen = FREEZES === undefined
const post: Adapter['post'] = async (to, reply, key) => {
  if (!frozen) {
    frozen = true
    await tell('freezes')
    process.kill(process.pid, 'SIGSTOP')
  }
  const posted = await adapter.post(to, reply, key)
  if (FREEZES !== undefined) await tell('posted')
  return posted
}
const withdraw = async (to: Address, id: string): Promise<void> => {
  await adapter.withdraw?.(to, id)
  await tell('withdrew')
}
const trends = createTrends({ library, index })
const site = 'https://huggingface.co'
const tick = createTick({
  store,
  adapters: new Map([[adapter.name, { ...adapter, post, withdraw }]]),
  choice: () => ({ library, index, trends, nowMs: Date.now() }),
  upToDate: () => true,
  present: {
    message: (digest, late) => digestReply({ site, extract: summarySentence }, digest, late),
    rest: (picks, from) => digestRestReply(site, picks, from),
    refused: pausedByRefusalReply,
  },
  owner: `life-${process.pid}`,
  timing: { leaseMs, postMs, settleMs, atOnce: 32 },
  log,
  metrics: createMetrics(),
})
process.on('disconnect', () => process.exit(0))
// A life that is killed would leave nothing compiled for the next.
flushCompileCache()
await tell('begins')
tick.start()
while (process.connected) {
  await pause(300)
  await tick.run()
}
