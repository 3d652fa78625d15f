import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPapersFile } from '../../data/read/papers-file.ts'
import { ENGINES, type EngineName } from './engines.ts'
import { acronymQueries, typoQueries } from './known-items.ts'
import { writePaperTable } from './paper-table.ts'
import { speedQueries } from './queries.ts'
import { type Measured, measuredShape, PAPERS, shareOf, writeWork } from './search-plan.ts'
import { print, printTable, type Row } from './table.ts'

const PROCESS = fileURLToPath(new URL('search-process.ts', import.meta.url))
/** Known papers are drawn from at most so many, evenly over all: acronyms take some 0.3 ms a paper to mine. */
const KNOWN_AMONG = 20_000
/** Of the timed queries, the ones that warm up, the typos and the acronyms. */
const SEEDS = { timed: 1, warmUp: 2, typos: 3, acronyms: 4 } as const

/**
 * The same queries to our search and to its peers, each in a process of its own, one after the other: how long
 * a page of hits takes, what the index costs, and how often a known paper is found. A table, then JSON.
 */
export function benchSearch(papersFile: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'))
  try {
    const corpus = prepare(papersFile, folder)
    const measured = ENGINES.filter(name => corpus <= (shareOf(name, corpus).upTo ?? corpus)).map(
      name => [name, measure(name, folder)] as const,
    )
    printTable(measured.flatMap(([name, of]) => knownRows(name, of)))
    console.log()
    print(
      measured.map(([name, of]) => speedRow(name, of)),
      Object.fromEntries(measured.map(([name, of]) => [name, rounded(of)])),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Writes papers and queries for the processes to come, in a process that then lets go of them. */
function prepare(papersFile: string, folder: string): number {
  const papers = readPapersFile(papersFile)
  writePaperTable(join(folder, PAPERS), papers)
  const some = papers.filter((_, index) => index % Math.ceil(papers.length / KNOWN_AMONG) === 0)
  const typos = typoQueries(some, SEEDS.typos)
  const acronyms = acronymQueries(some, SEEDS.acronyms)
  writeWork(folder, {
    corpus: papers.length,
    warmUp: [...speedQueries(papers, SEEDS.warmUp)],
    timed: [...speedQueries(papers, SEEDS.timed)],
    known: {
      typos: [...typos],
      'typed right': typos.map(({ clean, key }) => ({ text: clean, key })),
      'acronym for long form': acronyms.filter(({ way }) => way === 'acronym'),
      'long form for acronym': acronyms.filter(({ way }) => way === 'long form'),
    },
  })
  return papers.length
}

/** Throws when the process fails; what it complained of has been shown by then. */
function measure(name: EngineName, folder: string): Measured {
  const { stdout, status, signal } = spawnSync(process.execPath, ['--expose-gc', PROCESS, name, folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`measuring ${name} ended with ${signal ?? status}`)
  return measuredShape.parse(JSON.parse(stdout))
}

function speedRow(engine: EngineName, measured: Measured): Row {
  const { papers, queries, p50, p99, max, over50ms, longestHoldMs, buildSeconds, snapshotMb, ...held } =
    rounded(measured)
  return {
    engine,
    papers,
    queries,
    'p50 ms': p50,
    'p99 ms': p99,
    'max ms': max,
    'over 50 ms': over50ms,
    'longest hold ms': longestHoldMs,
    'build or load s': buildSeconds,
    'snapshot MB': snapshotMb || '',
    'index MB': held.indexMb,
    'resident MB': held.residentMb,
  }
}

function knownRows(engine: EngineName, { known }: Measured): readonly Row[] {
  return Object.entries(known).map(([set, { queries, at1, at10 }]) => ({
    'known papers, by': set,
    engine,
    queries,
    'success@1': at1.toFixed(3),
    'success@10': at10.toFixed(3),
  }))
}

function rounded(measured: Measured): Measured {
  const to = (digits: number, number: number) => Number(number.toFixed(digits))
  const { p50, p99, max, longestHoldMs, buildSeconds, saveSeconds, snapshotMb, indexMb, residentMb } =
    measured
  return {
    ...measured,
    p50: to(3, p50),
    p99: to(3, p99),
    max: to(2, max),
    longestHoldMs: to(1, longestHoldMs),
    buildSeconds: to(2, buildSeconds),
    saveSeconds: to(2, saveSeconds),
    snapshotMb: to(1, snapshotMb),
    indexMb: to(1, indexMb),
    residentMb: to(0, residentMb),
  }
}
