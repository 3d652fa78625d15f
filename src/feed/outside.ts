import type { Log } from '../chat.ts'
import type { Paper, PaperKey } from '../papers.ts'
import type { Arxiv } from './elsewhere/arxiv.ts'
import type { Hub } from './hub/hub.ts'
import type { Library } from './library.ts'
import { forgetOldest } from './oldest.ts'
import { patience, pause } from './patience.ts'

/** What came of looking for a paper that the library lacks. */
export type OutsidePaper =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** arXiv has no such paper. */
  | { readonly kind: 'absent' }
  /** It takes longer than people wait; what comes is kept. */
  | { readonly kind: 'slow' }
  /** The hub does not tell of it, and arXiv cannot be asked; or too much was looked for within five minutes. */
  | { readonly kind: 'down' }

export interface Outside {
  /**
   * A paper by its arXiv id: from the library, else from the hub, else from arXiv, and then kept. Within 2.6 s. Rejects
   * only when the store cannot be used.
   */
  paper(id: PaperKey): Promise<OutsidePaper>
  /** Gives up what is under way. */
  stop(): Promise<void>
}

export interface OutsideParts {
  readonly hub: Pick<Hub, 'paper'>
  readonly arxiv: Arxiv
  readonly library: Pick<Library, 'keep' | 'recall' | 'paper'>
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const LIMITS = Object.freeze({
  /** Platforms wait three seconds for a first answer; the hub may take nearly half of it. */
  withinMs: 2_600,
  hubMs: 1_200,
  /** What nobody had is not looked for again so soon. */
  absentMs: 10 * 60_000,
  absent: 1_000,
  /** A fifth of what the hub allows, so that talk full of links does not keep the feed from being read. */
  looks: 100,
  looksMs: 5 * 60_000,
})

/** `YYMM.`, a month that there is, then a number; or an id of before April 2007. */
const POSSIBLE = /^\d{2}(?:0[1-9]|1[0-2])\.|\//

export function createOutside({ hub, arxiv, library, now, log }: OutsideParts): Outside {
  const stopping = new AbortController()
  const underWay = new Map<PaperKey, Promise<OutsidePaper>>()
  const absentUntil = new Map<PaperKey, number>()
  let lookedMs: readonly number[] = []

  function mayLook(): boolean {
    const nowMs = now()
    lookedMs = lookedMs.filter(ms => ms > nowMs - LIMITS.looksMs)
    if (lookedMs.length >= LIMITS.looks) return false
    lookedMs = [...lookedMs, nowMs]
    return true
  }

  async function look(id: PaperKey): Promise<OutsidePaper> {
    const said = await hub.paper(id, stopping.signal, LIMITS.hubMs)
    const found = said.kind === 'paper' ? said : await arxiv.find(id)
    if (found.kind === 'absent') {
      absentUntil.set(id, now() + LIMITS.absentMs)
      forgetOldest(absentUntil, LIMITS.absent)
    }
    if (found.kind !== 'paper') return found
    await library.keep([found.paper])
    log('info', 'a paper was fetched', { paper: id, source: found.paper.source })
    return { kind: 'paper', paper: library.paper(id) ?? found.paper }
  }

  return {
    paper: async id => {
      await library.recall([id])
      const known = library.paper(id)
      if (known) return { kind: 'paper', paper: known }
      if (!POSSIBLE.test(id) || (absentUntil.get(id) ?? 0) > now()) return { kind: 'absent' }
      if (!underWay.has(id) && !mayLook()) return { kind: 'down' }
      const looking = underWay.getOrInsertComputed(id, () => {
        const begun = look(id).finally(() => underWay.delete(id))
        begun.catch(error => log('error', 'a paper was not kept', { paper: id, error: String(error) }))
        return begun
      })
      const { signal, release } = patience(LIMITS.withinMs, stopping.signal)
      const slow = pause(LIMITS.withinMs, signal).then((): OutsidePaper => ({ kind: 'slow' }))
      return Promise.race([looking, slow]).finally(release)
    },
    stop: async () => {
      stopping.abort()
      await arxiv.stop()
      await Promise.allSettled(underWay.values())
    },
  }
}
