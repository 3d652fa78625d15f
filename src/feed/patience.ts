/** A limit of time on something that takes a signal. Its clock is the global one, so that a fake one can move it. */
export interface Patience {
  /** Aborts when the time is over, or with the signal it was given. */
  readonly signal: AbortSignal
  /** The time is over. */
  ended(): boolean
  /** To be called when the thing is done. */
  release(): void
}

export function patience(ms: number, given: AbortSignal): Patience {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), ms)
  return {
    signal: AbortSignal.any([over.signal, given]),
    ended: () => over.signal.aborted,
    release: () => clearTimeout(timer),
  }
}

/** Waits so many milliseconds, or until the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
