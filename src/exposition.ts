/**
 * Numbers in the text format that Prometheus reads (prometheus.io/docs/instrumenting/exposition_formats, version
 * 0.0.4): a family of series has a name, a kind and a line of help, each of its series its labels and a value.
 */

export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export type Labels = Readonly<Record<string, string | number>>
export interface Sample {
  readonly labels?: Labels
  readonly value: number
}

/** Writes its part of the exposition, lines with their ends. */
export interface Family {
  text(): string
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

const spelled = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? '+Inf' : value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value)

function line(name: string, labels: Labels, value: number): string {
  const inside = Object.entries(labels).map(([label, said]) => `${label}="${escaped(String(said))}"`)
  return `${name}${inside.length > 0 ? `{${inside.join(',')}}` : ''} ${spelled(value)}\n`
}

/** What tells one series of a family from another: its labels, in whatever order they are given. */
const seriesOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort())

const head = (name: string, kind: string, help: string): string =>
  `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${kind}\n`

/** A gauge as it stands now, written once. Nothing where there is no sample. */
export function gaugeText(name: string, help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return ''
  return (
    head(name, 'gauge', help) + samples.map(({ labels = {}, value }) => line(name, labels, value)).join('')
  )
}

/** Only grows, from 0 at the start of the process. Its name ends in `_total`. */
export interface Counter extends Family {
  add(labels?: Labels): void
}

export function createCounter(name: string, help: string): Counter {
  const counts = new Map<string, { readonly labels: Labels; value: number }>()
  return {
    add: (labels = {}) => {
      counts.getOrInsertComputed(seriesOf(labels), () => ({ labels, value: 0 })).value += 1
    },
    text: () =>
      head(name, 'counter', help) +
      [...counts.values()].map(({ labels, value }) => line(name, labels, value)).join(''),
  }
}

/** How often a value was at most each of its bounds. */
export interface Histogram extends Family {
  observe(value: number, labels?: Labels): void
}

/** `bounds` ascend; the last bucket, without a bound, is added. */
export function createHistogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const all = [...bounds, Number.POSITIVE_INFINITY]
  const seen = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number }>()
  const series = ({ labels, counts, sum }: { labels: Labels; counts: readonly number[]; sum: number }) =>
    all
      .map((bound, at) => line(`${name}_bucket`, { ...labels, le: spelled(bound) }, counts[at] ?? 0))
      .join('') +
    line(`${name}_sum`, labels, sum) +
    line(`${name}_count`, labels, counts.at(-1) ?? 0)
  return {
    observe: (value, labels = {}) => {
      const one = seen.getOrInsertComputed(seriesOf(labels), () => ({
        labels,
        counts: all.map(() => 0),
        sum: 0,
      }))
      one.sum += value
      for (const [at, bound] of all.entries()) if (value <= bound) one.counts[at] = (one.counts[at] ?? 0) + 1
    },
    text: () => head(name, 'histogram', help) + [...seen.values()].map(series).join(''),
  }
}
