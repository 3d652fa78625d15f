import type { OpenHouse } from '../src/bot/open-house.ts'
import type { Adapter, Log } from '../src/chat.ts'

/** Docker waits ten seconds and Kubernetes thirty, unless told otherwise, before they kill. */
const DRAIN_MS = 20_000

export interface StoppingParts {
  readonly adapters: () => Iterable<Pick<Adapter, 'stop'>>
  readonly house: () => Pick<OpenHouse, 'rest' | 'close'> | undefined
  /** What remains once people are answered: noting that the end was asked for, closing the address. */
  readonly last: () => Promise<unknown>
  readonly log: Log
  /** Ends the process with a code. */
  readonly exit: (code: number) => void
  readonly pause: (ms: number) => Promise<void>
}

/**
 * Ends the process: nothing more is taken, what is being answered and what is being posted is finished, the store
 * is closed; code 0. What is not finished after 20 s is cut off and said so: a post that was under way is read back
 * by the next process. A second signal ends at once, with its code; code 0 stands for
 * an end without a signal, which is no news then. Never rejects.
 */
export function createStopping({
  adapters,
  house,
  last,
  log,
  exit,
  pause,
}: StoppingParts): (code: number) => void {
  let isStopping = false

  const drain = async (): Promise<void> => {
    await Promise.all([...[...adapters()].map(adapter => adapter.stop()), house()?.rest()])
    await last()
    await house()?.close()
    log('info', 'paperboy has stopped')
  }
  const end = async (): Promise<void> => {
    const late = pause(DRAIN_MS).then(() => log('warn', 'paperboy is cut off', { sentence: CUT_OFF }))
    await Promise.race([drain().catch(error => log('error', 'stop failed', { error })), late])
    exit(0)
  }

  return code => {
    if (isStopping) return code === 0 ? undefined : exit(code)
    isStopping = true
    log('info', 'paperboy is stopping')
    return void end()
  }
}

const CUT_OFF = `What was not finished within ${DRAIN_MS / 1_000} s is cut off. A post that was under way is looked for at the next start, and posted only if it is not there.`
