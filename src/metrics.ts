import { createCounter, createHistogram } from './exposition.ts'

/** What Paperboy counts while it runs, in one place; who counts knows nothing of how it is told. Never throws. */
export interface Metrics {
  /** A request was answered: which command it came to, and seconds from its arrival until its answer was taken. */
  answered(adapter: string, command: string, seconds: number): void
  /** A delivery came to `sent`, `skipped`, `failed` or another of its states. */
  delivered(outcome: string): void
  /** So many seconds after it was due a message was sent. */
  sentAfter(lateSeconds: number): void
  /** A platform was asked to post: `sent`, `refused`, `later` or `unknown`. */
  posted(adapter: string, outcome: string): void
  /** A hosted model was asked: `claims`, `unstated`, or why it failed. */
  modelAsked(outcome: string): void
  /** Something was logged as a warning or an error. */
  complained(level: 'warn' | 'error'): void
  /** The same as `fetch`, each of its requests counted as one to the hub, by what its status says. */
  countingHub(fetch: typeof globalThis.fetch): typeof globalThis.fetch
  /** All of it in the text format of Prometheus. */
  text(): string
}

/** People wait three seconds for a platform's first answer, and a hosted model has eight. */
const ANSWER_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10]
/** The tick comes each minute; after six hours a post is left out. */
const LATE_SECONDS = [5, 15, 60, 120, 300, 900, 3_600, 21_600]

export function createMetrics(): Metrics {
  const requests = createCounter('paperboy_requests_total', 'Requests answered, by platform and command.')
  const seconds = createHistogram(
    'paperboy_answer_seconds',
    'Seconds from the arrival of a request until the platform has taken its answer.',
    ANSWER_SECONDS,
  )
  const deliveries = createCounter(
    'paperboy_deliveries_total',
    'Messages owed to channels, by what became of them.',
  )
  const lateness = createHistogram(
    'paperboy_delivery_late_seconds',
    'Seconds from the time a message was due until it was sent.',
    LATE_SECONDS,
  )
  const posts = createCounter('paperboy_posts_total', 'Posts handed to a platform, by what it answered.')
  const hub = createCounter('paperboy_hub_requests_total', 'Requests to the hub, by what came back.')
  const model = createCounter(
    'paperboy_model_requests_total',
    'Questions to the hosted model, by what came back.',
  )
  const complaints = createCounter('paperboy_log_lines_total', 'Warnings and errors in the log.')
  const families = [requests, seconds, deliveries, lateness, posts, hub, model, complaints]

  return {
    answered: (adapter, command, took) => {
      requests.add({ adapter, command })
      seconds.observe(took, { adapter })
    },
    delivered: outcome => deliveries.add({ outcome }),
    sentAfter: lateSeconds => lateness.observe(lateSeconds),
    posted: (adapter, outcome) => posts.add({ adapter, outcome }),
    modelAsked: outcome => model.add({ outcome }),
    complained: level => complaints.add({ level }),
    countingHub: fetch => async (input, init) => {
      try {
        const response = await fetch(input, init)
        hub.add({ outcome: outcomeOf(response.status) })
        return response
      } catch (error) {
        hub.add({ outcome: 'unreachable' })
        throw error
      }
    },
    text: () => families.map(family => family.text()).join(''),
  }
}

function outcomeOf(status: number): string {
  if (status === 429) return 'limited'
  if (status >= 500) return 'failing'
  return status >= 400 ? 'refused' : 'answered'
}
