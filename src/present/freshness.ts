import type { Prose } from '../chat.ts'
import type { Freshness, HubState } from '../feed/library.ts'
import { ago, longDay, until } from './words.ts'

/** A note for lists when what they show may be old: how old, and why. Nothing when the hub is being read as it should. */
export function freshnessProse(freshness: Freshness, nowMs: number): Prose | undefined {
  switch (freshness.kind) {
    case 'sample':
      return [
        `No batch of Daily Papers is here yet; the bundled sample stands in. ${firstReading(freshness.hub, nowMs)}`,
      ]
    case 'stored': {
      if (freshness.hub.kind === 'fine' || freshness.hub.kind === 'unasked') return undefined
      const asOf = freshness.readMs === undefined ? '' : `As of ${ago(freshness.readMs, nowMs)}. `
      return [`${asOf}${hubWords(freshness.hub, nowMs)}`]
    }
    default:
      return freshness satisfies never
  }
}

/** For `status`: what the library holds, how new, and how the hub is. */
export function freshnessStatus(freshness: Freshness, nowMs: number): Prose {
  switch (freshness.kind) {
    case 'sample':
      return ['the bundled sample and no batch of Daily Papers yet. ', firstReading(freshness.hub, nowMs)]
    case 'stored':
      return [
        `newest ${longDay(freshness.newestDay)}`,
        freshness.readMs === undefined ? '. ' : `, read ${ago(freshness.readMs, nowMs)}. `,
        freshness.hub.kind === 'unasked'
          ? 'The hub has not been asked since this start.'
          : hubWords(freshness.hub, nowMs),
      ]
    default:
      return freshness satisfies never
  }
}

/** Of a hub that has brought no batch yet: one that answers is being read. */
const firstReading = (hub: HubState, nowMs: number): string =>
  hub.kind === 'fine' ? 'The hub is being read: ask again in a minute.' : hubWords(hub, nowMs)

function hubWords(hub: HubState, nowMs: number): string {
  switch (hub.kind) {
    case 'unasked':
      return 'The hub has not been read yet.'
    case 'fine':
      return 'The hub answers.'
    case 'limited':
      return `The hub asks to be left alone; it is read again ${until(hub.untilMs, nowMs)}.`
    case 'down':
      return `The hub ${DOWN[hub.why]}, first noticed ${ago(hub.sinceMs, nowMs)}.`
    default:
      return hub satisfies never
  }
}

const DOWN = {
  unreachable: 'is not reachable',
  slow: 'does not answer in time',
  failing: 'answers with errors',
  nonsense: 'answers nonsense',
  cancelled: 'was not read to the end',
} as const
