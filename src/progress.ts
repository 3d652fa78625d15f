/** Where a bar is drawn: standard error, or what stands for it. */
export interface ProgressStream {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** Shows how much of `all` is done; to be called as often as one likes, with numbers that do not fall. */
export type Progress = (done: number, all: number) => void

const WIDTH = 30

/**
 * A bar that grows in its line on a terminal; elsewhere, as in the log of a container, a line at each tenth.
 * When all is done the line is ended.
 */
export function progressBar(stream: ProgressStream, title: string): Progress {
  const steps = stream.isTTY ? 100 : 10
  let shown = -1
  return (done, all) => {
    const step = all > 0 ? Math.floor((steps * done) / all) : steps
    if (step <= shown) return
    shown = step
    const percent = `${String((100 * step) / steps).padStart(3)} %`
    if (!stream.isTTY) return void stream.write(`${title} ${percent}\n`)
    const filled = Math.floor((WIDTH * step) / steps)
    const line = `${title} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent}`
    stream.write(`\r${line.slice(0, (stream.columns ?? 80) - 1)}${step === steps ? '\n' : ''}`)
  }
}
