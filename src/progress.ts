/** Where a bar is drawn: standard error, or what stands for it. */
export interface ProgressStream {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** Shows how much of `all` is done; to be called as often as one likes, with numbers that do not fall. */
export type Progress = (done: number, all: number) => void

/** What else there is to say at this point, such as how long it will take. */
export type Tail = (done: number, all: number) => string

const WIDTH = 30

/**
 * A bar that grows in its line on a terminal; elsewhere, as in the log of a container, a line at each tenth.
 * When all is done the line is ended. `tail` says more behind the number.
 */
export function progressBar(stream: ProgressStream, title: string, tail: Tail = () => ''): Progress {
  const steps = stream.isTTY ? 100 : 10
  let shown = -1
  let longest = 0
  return (done, all) => {
    const step = all > 0 ? Math.floor((steps * done) / all) : steps
    if (step <= shown) return
    shown = step
    const more = tail(done, all)
    const percent = `${String((100 * step) / steps).padStart(3)} %${more && `, ${more}`}`
    if (!stream.isTTY) return void stream.write(`${title} ${percent}\n`)
    const filled = Math.floor((WIDTH * step) / steps)
    const line = `${title} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent}`
    const cut = line.slice(0, (stream.columns ?? 80) - 1)
    longest = Math.max(longest, cut.length)
    stream.write(`\r${cut.padEnd(longest)}${step === steps ? '\n' : ''}`)
  }
}

/** How many a second and, roughly, how long the rest takes at that rate; nothing until there is a rate. */
export function pace(noun: string, startMs: number, now: () => number): Tail {
  let first: number | undefined
  return (done, all) => {
    first ??= done
    const seconds = (now() - startMs) / 1000
    const rate = (done - first) / seconds
    if (!(rate > 0) || done === all) return ''
    const left = Math.ceil((all - done) / rate)
    const time = left < 90 ? `${left} s` : `${Math.round(left / 60)} min`
    return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} ${noun} a second, about ${time} left`
  }
}
