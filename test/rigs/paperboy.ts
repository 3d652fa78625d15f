import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBot } from '../../src/bot/bot.ts'
import { type OpenHouse, openHouse } from '../../src/bot/open-house.ts'
import type { Adapter, Bot } from '../../src/chat.ts'
import type { CoreSettings } from '../../src/config.ts'
import type { FeedDay } from '../../src/papers.ts'
import { type ArxivEmulator, openArxiv } from '../emulators/arxiv.ts'
import { type HubEmulator, type HubPaper, hubRecord, openHub } from '../emulators/hub.ts'
import type { Rig } from './rig.ts'

/** The whole of Paperboy at one adapter: the real store on a file, the real hub client on a hub of the test's. */
export interface Paperboy {
  readonly rig: Rig
  readonly hub: HubEmulator
  readonly arxiv: ArxivEmulator
  readonly house: OpenHouse
  /** The path of the file that it keeps all in. */
  readonly file: string
  /** What was logged from warnings upwards. */
  readonly complaints: readonly string[]
  /** Moves the clock; posts nothing by itself. */
  setTime(written: string): void
  /** Moves the clock and posts what is due by then. */
  tickAt(written: string): Promise<void>
  /** Reads a day of the hub into the library. */
  read(day: FeedDay): Promise<void>
  /** At a time the hub has other papers of a day, which is read again. */
  told(day: FeedDay, papers: readonly HubPaper[], written: string): Promise<void>
  /** Ends the process and starts it again over the same store. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface PaperboyParts {
  readonly batches: Readonly<Record<FeedDay, readonly HubPaper[]>>
  /** The clock when it starts, as an instant of ISO 8601. */
  readonly time: string
  /** A hosted model, where there is one. */
  readonly model?: Pick<CoreSettings, 'LLM_BASE_URL' | 'LLM_MODEL' | 'LLM_API_KEY'>
}

export async function startPaperboy(
  openRig: () => Rig | Promise<Rig>,
  { batches, time, model }: PaperboyParts,
): Promise<Paperboy> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-'))
  const hub = await openHub()
  const arxiv = await openArxiv()
  const serve = (day: FeedDay, papers: readonly HubPaper[]): void =>
    hub.serve(
      day,
      papers.map(paper => hubRecord(paper, day)),
    )
  for (const [day, papers] of Object.entries(batches)) serve(day, papers)
  const rig = await openRig()
  const file = join(folder, 'paperboy.db')
  const complaints: string[] = []
  let nowMs = Temporal.Instant.from(time).epochMilliseconds
  let keys = 0

  const open = (): Promise<OpenHouse> =>
    openHouse({
      settings: {
        DATABASE_URL: `sqlite:${file}`,
        HF_ENDPOINT: hub.endpoint,
        ARXIV_ENDPOINT: arxiv.endpoint,
        ...model,
      },
      version: '0.0.0',
      adapters: new Map<string, Adapter>([[rig.name, rig.adapter]]),
      fetch,
      // A little later at each look, so that what follows is younger than what went before.
      now: () => nowMs++,
      newKey: () => `key${String(++keys).padStart(5, '0')}`,
      log: (level, event, facts) => {
        if (level === 'warn' || level === 'error') complaints.push(`${event} ${JSON.stringify(facts)}`)
      },
    })

  let house = await open()
  // The adapter keeps its connection; behind it stands whichever house is open.
  const bot: Bot = {
    commands: createBot(house, rig.adapter).commands,
    receive: (request, deliver) => createBot(house, rig.adapter).receive(request, deliver),
    complete: typed => createBot(house, rig.adapter).complete(typed),
  }
  await rig.start(bot)
  const setTime = (written: string): void => {
    nowMs = Temporal.Instant.from(written).epochMilliseconds
  }
  const read = (day: FeedDay): Promise<void> => house.ingest.want(day)

  return {
    rig,
    hub,
    arxiv,
    get house() {
      return house
    },
    file,
    complaints,
    setTime,
    tickAt: async written => {
      setTime(written)
      await house.tick.run()
    },
    read,
    told: async (day, papers, written) => {
      setTime(written)
      serve(day, papers)
      await read(day)
    },
    restart: async () => {
      await house.close()
      house = await open()
    },
    stop: async () => {
      await rig.stop()
      await house.close()
      await hub.stop()
      await arxiv.stop()
      await rm(folder, { recursive: true })
    },
  }
}
