/**
 * When a local time is, found out without Temporal: offsets are read off Intl.DateTimeFormat, which has time zone
 * data of its own (ICU), and a local time is placed by hand among them.
 */
export interface Oracle {
  /** The instants (Unix milliseconds) at which the zone's offset changes between the two ends. */
  readonly changes: readonly number[]
  /** The instant of a local time, given as if it were of UTC: past a gap by the gap, at the first pass of two. */
  instant(localMs: number): number
  /** Whether any moment is on the local day that begins at `localMs`, given as if it were of UTC. */
  exists(localMs: number): boolean
}

export const DAY_MS = 24 * 60 * 60_000

/** Reads the zone's offsets every `stepMs`; a change that is taken back within a step is not seen. */
export function createOracle(timeZone: string, fromMs: number, toMs: number, stepMs: number): Oracle {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const offsetAt = (ms: number): number => {
    const [, month, day, year, hour, minute, second] =
      /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(clock.format(ms))?.map(Number) ?? []
    if (year === undefined || month === undefined) throw new Error(`no clock reads ${clock.format(ms)}`)
    return Date.UTC(year, month - 1, day, hour, minute, second) - ms
  }
  /** From when on each offset holds. */
  const offsets = [{ fromMs: Number.NEGATIVE_INFINITY, offset: offsetAt(fromMs) }]
  let before = offsetAt(fromMs)
  for (let at = fromMs; at < toMs; at += stepMs) {
    const next = at + stepMs
    const after = offsetAt(next)
    if (after === before) continue
    let low = at
    let high = next
    while (high - low > 1_000) {
      const middle = low + Math.floor((high - low) / 2_000) * 1_000
      if (offsetAt(middle) === before) low = middle
      else high = middle
    }
    offsets.push({ fromMs: high, offset: offsetAt(high) })
    before = after
  }

  const instant = (localMs: number): number => {
    for (const [index, { fromMs: start, offset }] of offsets.entries()) {
      const end = offsets[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
      const ms = localMs - offset
      // In a gap the offset before it still counts, and leads to a moment past its end.
      const next = offsets[index + 1]?.offset ?? offset
      if (ms >= start && (ms < end || localMs - next < end)) return ms
    }
    throw new Error(`no offset of ${timeZone} fits ${localMs}`)
  }
  return {
    changes: offsets.slice(1).map(({ fromMs: change }) => change),
    instant,
    exists: localMs => {
      const first = instant(localMs)
      const { offset = 0 } = offsets.findLast(({ fromMs: start }) => start <= first) ?? {}
      return first + offset < localMs + DAY_MS
    },
  }
}
