import { readPapersFile } from '../../data/read/papers-file.ts'
import { createDiscordRig } from '../rigs/discord.ts'
import { startPaperboy } from '../rigs/paperboy.ts'
import type { Rig } from '../rigs/rig.ts'
import { createSlackRig } from '../rigs/slack.ts'
import { percentile, print } from './table.ts'

/** Each kind of command so often on each platform; the first few of each warm up and do not count. */
const ROUNDS = 60
const WARM_UP = 5

/**
 * From a slash command leaving the platform to its answer being there, over the real clients on loopback:
 * acknowledging, searching, the store's commits and the answer's own round trip included.
 */
export async function benchCommands(papersFile: string): Promise<void> {
  const papers = readPapersFile(papersFile)
  const words = papers
    .filter((_, index) => index % 97 === 0)
    .map(paper =>
      paper.title
        .split(/\s+/)
        .slice(0, 4)
        .join(' ')
        .replace(/["“”:]/g, ''),
    )
  const typed: Readonly<Record<string, (round: number) => string>> = {
    search: round => `search ${words[round] ?? 'grokking'}`,
    'search, typo': round => `search ${(words[round] ?? 'grokking').replace(/(\w{3})(\w)(\w)/, '$1$3$2')}`,
    today: () => 'today',
    show: round => `show ${papers[round * 97]?.key ?? ''}`,
    similar: round => `similar ${papers[round * 97]?.key ?? ''}`,
    status: () => 'status',
  }
  const rows: Record<string, string | number>[] = []
  const figures: Record<string, Record<string, { p50: number; p99: number }>> = {}
  for (const openRig of [createSlackRig, createDiscordRig]) {
    let minute = 0
    const paperboy = await startPaperboy((): Promise<Rig> => openRig(), {
      batches: {},
      time: '2026-08-22T10:00:00Z',
    })
    const { rig, house } = paperboy
    for (const [day = '', batch] of Map.groupBy(papers, paper => paper.feedDay)) {
      await house.library.add({ day, readMs: house.now(), settled: true }, batch)
    }
    for (const [name, words] of Object.entries(typed)) {
      const times: number[] = []
      for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
        // Each round in a minute of its own, or the limit on commands would answer.
        paperboy.setTime(new Date(Date.UTC(2026, 7, 22, 10, ++minute)).toISOString())
        const start = performance.now()
        await rig.slash('manager', words(round))
        if (round >= WARM_UP) times.push(performance.now() - start)
      }
      const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)].map(ms => Number(ms.toFixed(1)))
      rows.push({ platform: rig.name, command: name, 'p50 ms': p50 ?? 0, 'p99 ms': p99 ?? 0 })
      figures[rig.name] = { ...figures[rig.name], [name]: { p50: p50 ?? 0, p99: p99 ?? 0 } }
    }
    await paperboy.stop()
  }
  print(rows, { papers: papers.length, commands: figures })
}
