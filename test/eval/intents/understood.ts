import { type Mention, readMention } from '../../../src/answers/hearing/mention.ts'
import { meantForBot } from '../../../src/answers/hearing/overheard.ts'
import type { Condition } from '../../../src/answers/intents/conditions.ts'
import { type Intent, readIntent } from '../../../src/answers/intents/intents.ts'
import { partsOf } from '../../../src/answers/intents/parts.ts'
import type { Meaning } from './utterances.ts'

/** A Wednesday; the judged utterances speak of its week and its month. */
const TODAY = '2026-11-25'

/** What is about one paper, or about several: where none is pointed at, the one last spoken of. */
/** Labels of our own stand under the nearest of the judged files. */
const JUDGED_AS: Readonly<Partial<Record<Intent['label'], string>>> = {
  details: 'summarize',
  newer: 'similar',
}

const ABOUT_A_PAPER: ReadonlySet<string> = new Set([
  ...['summarize', 'explain_simple', 'method', 'results', 'dataset', 'limitation', 'novelty', 'motivation'],
  ...['authors', 'date', 'link', 'code', 'popularity', 'cite', 'abstract', 'similar', 'question'],
  ...['details', 'newer'],
])

/** What the product makes of an utterance that it overhears, in the form of the judged files. */
export function understood(text: string): Meaning {
  const heard = meantForBot(text, false, [])
  if (heard === undefined) return { intent: 'silent', args: {} }
  const [first = heard] = partsOf(heard, TODAY)
  const mention = readMention(first)
  const intent = readIntent(mention.rest, TODAY)
  // What names no paper of its own is about the one that the rest names.
  const pointsAt = mention.places.length > 0 || mention.points ? mention : readMention(heard)
  return {
    intent: JUDGED_AS[intent.label] ?? intent.label,
    args: { ...pointing(pointsAt, intent), ...details(intent) },
  }
}

function pointing({ places, words }: Mention, { label }: Intent): Meaning['args'] {
  if (!ABOUT_A_PAPER.has(label) && label !== 'compare' && label !== 'feedback') return {}
  const [first, ...others] = places.map(({ place }) => place)
  if (first !== undefined) return others.length > 0 ? { papers: [first, ...others] } : { paper: first }
  if (words !== undefined) return { ref: words.toLowerCase() }
  return ABOUT_A_PAPER.has(label) ? { ref: 'focus' } : {}
}

function details(intent: Intent): Meaning['args'] {
  switch (intent.label) {
    case 'define':
      return { term: intent.term }
    case 'which_paper':
      return { topic: intent.topic }
    case 'search':
      return { query: intent.query, ...(intent.period && { by: 'date' }) }
    case 'filter':
      return conditions(intent.keep)
    case 'sort':
      return { by: intent.order.by }
    case 'more':
      return intent.count === undefined ? {} : { n: intent.count }
    default:
      return {}
  }
}

/** One condition stands as it is, several under `all`. */
function conditions(keep: readonly Condition[]): Meaning['args'] {
  const [first, ...others] = keep.map(condition)
  return first && others.length === 0 ? first : { all: keep.map(condition) }
}

function condition(keep: Condition): Meaning['args'] {
  switch (keep.by) {
    case 'code':
    case 'date':
      return { by: keep.by }
    case 'upvotes':
      return { by: 'upvotes', min: keep.least }
    case 'organization':
      return { by: 'org', org: keep.words }
    case 'topic':
      return { by: 'topic', [keep.not ? 'not' : 'topic']: keep.words }
    case 'either':
      return { either: keep.either.map(condition) }
    default:
      return keep satisfies never
  }
}
