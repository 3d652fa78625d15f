import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { createEngine, ENGINES, type Engine } from './engines.ts'
import { openPaperTable } from './paper-table.ts'
import { type Measured, PAPERS, readWork, type Share, SNAPSHOT, shareOf, type Work } from './search-plan.ts'
import { percentile } from './table.ts'

/** The process that measures one engine, alone, so that its memory is its own: `search-process.ts ENGINE FOLDER`. */

const PAGE = 5
const DEPTH = 10
const SLICE = 500
const MB = 2 ** 20
/** Long enough for what is hot to be compiled. */
const WARM_UP_SECONDS = 3

const [wanted, folder = ''] = process.argv.slice(2)
const name = ENGINES.find(engine => engine === wanted)
if (name === undefined) throw new Error(`no engine is called ${wanted}`)
const table = openPaperTable(join(folder, PAPERS))
const work = readWork(folder)
const share = shareOf(name, work.corpus)
const before = heldMb()
const opening = performance.now()
const snapshot = join(folder, SNAPSHOT)
const engine = createEngine(name, { table, file: join(folder, `${name}.index`), snapshot })
const openSeconds = (performance.now() - opening) / 1000
const built = build(engine, share)
const indexMb = (engine.fileBytes?.() ?? 0) / MB || heldMb() - before
const saving = performance.now()
const snapshotMb = name === 'ours' ? (engine.save?.(snapshot) ?? 0) / MB : 0
const saveSeconds = (performance.now() - saving) / 1000
const speed = await timesOf(engine, share, work)
const known = knownOf(engine, share, work)
heldMb()
const measured: Measured = {
  ...built,
  ...(share.papers === 0 && { papers: work.corpus, buildSeconds: openSeconds }),
  saveSeconds,
  snapshotMb,
  ...speed,
  indexMb,
  residentMb: process.memoryUsage.rss() / MB,
  known,
}
console.log(JSON.stringify(measured))

/** What is in use, of the heap and beside it, once the garbage is collected. */
function heldMb(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / MB
}

/** Only the engine's own time counts, not that of reading papers. */
function build(engine: Engine, share: Share) {
  let [papers, ms] = [0, 0]
  const timed = (work: () => void): void => {
    const start = performance.now()
    work()
    ms += performance.now() - start
  }
  for (const slice of table.slices(SLICE)) {
    const taken = slice.slice(0, (share.papers ?? Number.POSITIVE_INFINITY) - papers)
    if (taken.length === 0 || ms > (share.buildSeconds ?? Number.POSITIVE_INFINITY) * 1000) break
    timed(() => engine.add(taken))
    papers += taken.length
  }
  timed(engine.settle)
  return { papers, buildSeconds: ms / 1000 }
}

/** Each query in a turn of the event loop of its own, as a bot is asked. */
async function timesOf(engine: Engine, share: Share, { warmUp, timed }: Work) {
  ask(engine, warmUp, Math.min(WARM_UP_SECONDS, share.seconds ?? WARM_UP_SECONDS), PAGE)
  globalThis.gc?.()
  const holds = monitorEventLoopDelay({ resolution: 1 })
  const times: number[] = []
  const until = untilAfter(share.seconds)
  await setImmediate()
  holds.enable()
  for (const text of timed.slice(0, share.queries)) {
    if (performance.now() > until) break
    const start = performance.now()
    engine.search(text, PAGE)
    times.push(performance.now() - start)
    await setImmediate()
  }
  holds.disable()
  return {
    queries: times.length,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: Math.max(...times),
    over50ms: times.filter(ms => ms > 50).length,
    longestHoldMs: holds.max / 1e6,
  }
}

function knownOf(engine: Engine, share: Share, { known }: Work): Measured['known'] {
  return Object.fromEntries(
    share.known.map(set => {
      const items = known[set] ?? []
      const found = ask(
        engine,
        items.map(({ text }) => text),
        share.seconds,
        DEPTH,
      )
      const places = found.map((keys, at) => keys.indexOf(items[at]?.key ?? ''))
      const shareOfPlaces = (best: number) =>
        places.filter(place => place >= 0 && place < best).length / places.length
      return [set, { queries: places.length, at1: shareOfPlaces(1), at10: shareOfPlaces(DEPTH) }]
    }),
  )
}

function ask(engine: Engine, texts: readonly string[], seconds: number | undefined, limit: number) {
  const until = untilAfter(seconds)
  const answers: (readonly string[])[] = []
  for (const text of texts) {
    if (performance.now() > until) break
    answers.push(engine.search(text, limit))
  }
  return answers
}

function untilAfter(seconds = Number.POSITIVE_INFINITY): number {
  return performance.now() + seconds * 1000
}
