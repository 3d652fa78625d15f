import { setImmediate as othersWork } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Day, FeedDay, Paper, PaperKey } from '../papers.ts'
import type { PaperShelf, StoredBatch } from '../store/papers.ts'
import { closesAt, dayAfter, daysBetween, feedDayAt, isWeekend } from './feed-day.ts'
import type { Sample } from './files/sample.ts'
import type { HubBatch } from './hub/hub.ts'
import type { HubFault } from './hub/request.ts'
import { referredId } from './references.ts'
import { foldedName, foldTitle } from './titles.ts'

/** How the last question to the hub went. */
export type HubState =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'fine'; readonly atMs: number }
  | { readonly kind: 'down'; readonly sinceMs: number; readonly why: HubFault }
  | { readonly kind: 'limited'; readonly untilMs: number }

/** How old what we serve is: nothing but the sample, or batches of which the last was read at `readMs`. */
export type Freshness =
  | { readonly kind: 'sample'; readonly on: Sample['on']; readonly hub: HubState }
  | {
      readonly kind: 'stored'
      readonly newestDay: FeedDay
      /** Absent where the hub has never told of a day, but a mirror or a file has. */
      readonly readMs?: number
      readonly hub: HubState
    }

/**
 * Every paper that is known, in memory. Lists are best first: by upvotes, then by key, so that a restart
 * shows them in the same order. The sample's papers are in no batch; they are found until there is a day of Daily
 * Papers, from then on only known by name. Of papers of the same title one without an arXiv id gives way to one
 * with it, and the sample's to any other; its key then names that one.
 */
export interface Library {
  readonly sample: Sample
  /** How many papers can be found. */
  readonly size: number
  /** Another number whenever a paper has come or has changed. */
  readonly revision: number
  /**
   * Reads the store in slices, letting other work in between; papers are known as they come, days are complete
   * only when all is read. To be awaited before anything is added. Rejects when the store cannot be read.
   */
  load(): Promise<void>
  /** Keeps what was read of a day: stored first, then known and indexed. Papers it no longer has stay. */
  add(batch: StoredBatch, papers: readonly Paper[]): Promise<void>
  /**
   * Keeps papers that came in no batch, read at `readMs` or now, see `merged`. What the hub's search finds tells nothing
   * new of what the hub has told already.
   */
  keep(papers: readonly Paper[], readMs?: number): Promise<void>
  /** Makes known whatever another process has stored since, letting other work in between. */
  follow(): Promise<void>
  /** Makes known those of these papers that another process has stored since this one has loaded. */
  recall(keys: readonly PaperKey[]): Promise<void>
  /** Takes note of how asking the hub went. */
  heard(said: HubBatch): void
  paper(key: PaperKey): Paper | undefined
  /** By key, arXiv id of any version, arXiv or hub address, or the whole title. */
  find(reference: string): Paper | undefined
  /** By the name that a title begins with, `Grokfast: …`; of several the one with most upvotes. */
  named(name: string): Paper | undefined
  batch(day: FeedDay): readonly Paper[]
  /** The feed days that have papers, newest first. */
  days(): readonly FeedDay[]
  between(from: FeedDay, to: FeedDay): readonly Paper[]
  /** The papers of the two weeks up to the newest day, by upvotes of which half fade in three days. */
  trending(nowMs: number): readonly Paper[]
  /** The day was read, even if it had no papers. */
  holds(day: FeedDay): boolean
  /** When the day was read last. */
  read(day: FeedDay): StoredBatch | undefined
  /** It was read after it closed, so that it gets no more papers. */
  settled(day: FeedDay): boolean
  /** The newest weekday with papers that is settled. */
  newestComplete(nowMs: number): FeedDay | undefined
  freshness(): Freshness
}

export interface LibraryParts {
  readonly shelf: PaperShelf
  readonly index: { add(papers: Iterable<Paper>): void; remove(key: PaperKey): void }
  readonly sample: Sample
  /** Unix milliseconds. */
  readonly now: () => number
}

/** Papers between which the load lets others work: at some 0.3 ms of indexing each, a few milliseconds. */
const SLICE = 25
/** How far the clocks of a process and of its database may be apart, and how long a transaction may take. */
const OVERLAP_MS = 2 * 60_000
const TRENDING = Object.freeze({ days: 14, halfLifeDays: 3 })

export function createLibrary({ shelf, index, sample, now }: LibraryParts): Library {
  const papers = new Map<PaperKey, Paper>()
  const keyOfTitle = new Map<string, PaperKey>()
  const keysOfName = new Map<string, Set<PaperKey>>()
  const replaced = new Map<PaperKey, PaperKey>()
  const keysOfDay = new Map<FeedDay, Set<PaperKey>>()
  const reads = new Map<FeedDay, StoredBatch>()
  let hub: HubState = { kind: 'unasked' }
  let revision = 0
  let hasDays = false
  let followedMs = now()

  function take(told: Iterable<Paper>): void {
    const news = new Map<PaperKey, Paper>()
    const giveWay = (key: PaperKey, to: PaperKey): void => {
      replaced.set(key, to)
      news.delete(key)
      const { feedDay } = papers.get(key) ?? {}
      if (feedDay !== undefined) keysOfDay.get(feedDay)?.delete(key)
      if (papers.delete(key)) index.remove(key)
    }
    for (const paper of told) {
      const before = papers.get(paper.key)
      if (isDeepStrictEqual(paper, before)) continue
      const title = foldTitle(paper.title)
      const namesake = papers.get(keyOfTitle.get(title) ?? '')
      if (namesake && givesWay(paper, namesake)) {
        giveWay(paper.key, namesake.key)
        continue
      }
      if (before?.feedDay !== undefined) keysOfDay.get(before.feedDay)?.delete(paper.key)
      if (paper.feedDay !== undefined) {
        keysOfDay.getOrInsertComputed(paper.feedDay, () => new Set()).add(paper.key)
      }
      papers.set(paper.key, paper)
      news.set(paper.key, paper)
      const name = foldedName(paper.title)
      if (name) keysOfName.getOrInsertComputed(name, () => new Set()).add(paper.key)
      keyOfTitle.set(title, paper.key)
      if (namesake && givesWay(namesake, paper)) giveWay(namesake.key, paper.key)
    }
    index.add(news.values())
    if (news.size > 0) revision += 1
    if (!hasDays && keysOfDay.size > 0) {
      hasDays = true
      for (const { key } of samplesLeft()) index.remove(key)
    }
  }

  const samplesLeft = () => sample.papers.filter(({ key }) => papers.get(key)?.source === 'sample')

  async function takeInSlices(told: readonly Paper[]): Promise<void> {
    for (let at = 0; at < told.length; at += SLICE) {
      take(told.slice(at, at + SLICE))
      await othersWork()
    }
  }

  const paper = (key: PaperKey): Paper | undefined => {
    const heir = replaced.get(key)
    return papers.get(key) ?? (heir === undefined ? undefined : paper(heir))
  }
  const settled = (day: FeedDay) => reads.get(day)?.settled === true
  const days = () =>
    [...keysOfDay]
      .filter(([, keys]) => keys.size > 0)
      .map(([day]) => day)
      .sort()
      .reverse()
  const of = (day: FeedDay) => [...(keysOfDay.get(day) ?? [])].flatMap(key => papers.get(key) ?? [])
  const between = (from: Day, to: Day) =>
    days()
      .filter(day => from <= day && day <= to)
      .flatMap(of)
      .sort(bestFirst)

  take(sample.papers)

  return {
    sample,
    get size() {
      return papers.size - (hasDays ? samplesLeft().length : 0)
    },
    get revision() {
      return revision
    },
    load: async () => {
      followedMs = now()
      for await (const slice of shelf.slices(SLICE)) {
        take(slice)
        await othersWork()
      }
      for (const batch of await shelf.batches()) reads.set(batch.day, batch)
    },
    add: async (batch, told) => {
      const known = await shelf.saveBatch(batch, told)
      reads.set(batch.day, batch)
      take(known)
    },
    keep: async (told, readMs = now()) => {
      const news = told.filter(({ key, source }) => source !== 'hub' || paper(key)?.source !== 'hub')
      if (news.length > 0) take(await shelf.savePapers(news, readMs))
    },
    follow: async () => {
      const sinceMs = followedMs - OVERLAP_MS
      followedMs = now()
      await takeInSlices(await shelf.keptSince(sinceMs))
      for (const batch of await shelf.batches()) {
        if (isDeepStrictEqual(reads.get(batch.day), batch)) continue
        await takeInSlices(await shelf.ofDay(batch.day))
        reads.set(batch.day, batch)
      }
    },
    recall: async keys => {
      take(await shelf.byKeys(keys.filter(key => paper(key) === undefined)))
    },
    heard: said => {
      switch (said.kind) {
        case 'batch':
        case 'empty':
          hub = { kind: 'fine', atMs: now() }
          break
        case 'limited':
          hub = { kind: 'limited', untilMs: now() + said.afterMs }
          break
        case 'down':
          hub = { kind: 'down', sinceMs: hub.kind === 'down' ? hub.sinceMs : now(), why: said.why }
          break
        default:
          said satisfies never
      }
    },
    paper,
    find: reference =>
      paper(reference.trim()) ??
      paper(referredId(reference) ?? '') ??
      paper(keyOfTitle.get(foldTitle(reference)) ?? ''),
    named: name => {
      const bearing = [...(keysOfName.get(foldTitle(name)) ?? [])].flatMap(key => paper(key) ?? [])
      return bearing.filter(({ title }) => foldedName(title) === foldTitle(name)).toSorted(bestFirst)[0]
    },
    batch: day => of(day).sort(bestFirst),
    days,
    between,
    trending: nowMs => {
      const newest = days().find(day => day <= feedDayAt(nowMs))
      if (newest === undefined) return []
      const heat = ({ feedDay = newest, upvotes = 0 }: Paper) =>
        upvotes * 0.5 ** (daysBetween(feedDay, newest) / TRENDING.halfLifeDays)
      return between(dayAfter(newest, 1 - TRENDING.days), newest)
        .map(paper => ({ paper, heat: heat(paper) }))
        .sort((a, b) => b.heat - a.heat)
        .map(({ paper }) => paper)
    },
    holds: day => reads.has(day),
    read: day => reads.get(day),
    settled,
    newestComplete: nowMs => days().find(day => !isWeekend(day) && closesAt(day) <= nowMs && settled(day)),
    freshness: () => {
      const known = days()
      const newestDay = known.find(day => reads.has(day)) ?? known[0]
      if (newestDay === undefined) return { kind: 'sample', on: sample.on, hub }
      // What fills gaps of the past says nothing of how new the newest is.
      const recent = [...reads.values()].filter(({ day }) => day >= newestDay)
      if (recent.length === 0) return { kind: 'stored', newestDay, hub }
      return { kind: 'stored', newestDay, readMs: Math.max(...recent.map(batch => batch.readMs)), hub }
    },
  }
}

/** Whether a paper is the same as its namesake, and told less well. */
function givesWay(paper: Paper, namesake: Paper): boolean {
  if (paper.key === namesake.key || paper.arxivId !== undefined) return false
  return namesake.arxivId !== undefined || (paper.source === 'sample' && namesake.source !== 'sample')
}

function bestFirst(a: Paper, b: Paper): number {
  return (b.upvotes ?? -1) - (a.upvotes ?? -1) || (a.key < b.key ? -1 : 1)
}
