import { setImmediate as othersWork } from 'node:timers/promises'
import type { Log } from '../../chat.ts'
import type { Paper, PaperKey, Section } from '../../papers.ts'
import type { AskHubForText } from '../hub/request.ts'
import { createRest } from '../rest.ts'
import { sectionsOf } from './sections.ts'

/** What papers say beyond their abstracts. Never needed: whoever asks can do without. */
export interface FullText {
  /** What was read before, without asking anybody; empty when the paper is known to have no more than its abstract. */
  kept(paper: Paper): Promise<readonly Section[] | undefined>
  /**
   * Reads it from the hub and keeps it; those who ask for the same paper meanwhile share the request.
   * Undefined when the hub cannot be read, which the log tells. Rejects only when the store does.
   */
  read(paper: Paper): Promise<readonly Section[] | undefined>
  /** Gives up what is under way. */
  stop(): Promise<void>
}

/** What full texts are read by and kept in. */
export interface FullTextParts {
  readonly ask: AskHubForText
  readonly shelf: {
    keep(paper: PaperKey, sections: readonly Section[], nowMs: number): Promise<void>
    of(paper: PaperKey, nowMs: number): Promise<readonly Section[] | undefined>
  }
  /** Unix milliseconds. */
  readonly now: () => number
  readonly log: Log
}

const LIMITS = Object.freeze({
  /**
   * Ten papers that were looked at had 47 to 121 KB, appendices and addresses included. Of what is longer the
   * beginning says most.
   */
  bytes: 400_000,
  /** Longer than anybody waits for an answer: who asks again has it then. */
  requestMs: 10_000,
})

/** Reads `GET /papers/{id}.md`. */
export function createFullText({ ask, shelf, now, log }: FullTextParts): FullText {
  const rest = createRest(now)
  const underWay = new Map<PaperKey, Promise<readonly Section[] | undefined>>()
  const stopping = new AbortController()

  const fetched = async (paper: Paper, id: string): Promise<readonly Section[] | undefined> => {
    const answer = await ask(`/papers/${encodeURI(id)}.md`, LIMITS.bytes, LIMITS.requestMs, stopping.signal)
    switch (answer.kind) {
      case 'text': {
        rest.fine()
        const sections = await read(answer.whole ? answer.text : withoutStump(answer.text), paper)
        log('debug', 'a full text was read', { paper: paper.key, sections: sections.length })
        await shelf.keep(paper.key, sections, now())
        return sections
      }
      case 'absent':
        rest.fine()
        log('debug', 'a paper has no full text', { paper: paper.key })
        await shelf.keep(paper.key, [], now())
        return []
      case 'limited':
        log('debug', 'a full text was not read', { paper: paper.key, ...answer })
        return undefined
      case 'down':
        log('debug', 'a full text was not read', { paper: paper.key, ...answer, restMs: rest.failed() })
        return undefined
      default:
        return answer satisfies never
    }
  }

  return {
    kept: paper => shelf.of(paper.key, now()),
    read: async paper => {
      const { key, arxivId } = paper
      if (arxivId === undefined) return undefined
      const reading = underWay.get(key)
      if (reading || rest.resting() || stopping.signal.aborted) return reading
      const begun = fetched(paper, arxivId).finally(() => underWay.delete(key))
      underWay.set(key, begun)
      return begun
    },
    stop: async () => {
      stopping.abort()
      await Promise.allSettled(underWay.values())
    },
  }
}

/** The sections that say more than the abstract, read a few milliseconds at a time. */
async function read(markdown: string, { abstract }: Paper): Promise<readonly Section[]> {
  const sections: Section[] = []
  for (const section of sectionsOf(markdown)) {
    if (section === undefined) await othersWork()
    else sections.push(section)
  }
  const known = letters(abstract)
  // Of a paper that was never turned into text the hub gives the title and the abstract alone.
  return sections.every(({ text }) => known.includes(letters(text))) ? [] : sections
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Without the paragraph that was cut in the middle. */
function withoutStump(text: string): string {
  return text.slice(0, Math.max(0, text.lastIndexOf('\n\n')))
}
