import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from './database.ts'

/** So many at most are undone together when one of them fails, and keep others from the database meanwhile. */
const MOST_TOGETHER = 64

interface Waiting {
  readonly work: (inside: Database) => Promise<void>
  readonly committed: () => void
  readonly failed: (error: unknown) => void
}

/**
 * As `atomically`, but those who ask while another transaction is under way, or in the same turn of the event loop,
 * are committed together: a commit waits for the disk, and many then wait for it once. Each is still done or
 * undone as a whole; when one fails, the others are run again without it.
 */
export function joined(database: Database): Database['atomically'] {
  const waiting: Waiting[] = []
  let running = false

  const commit = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await database.atomically(async inside => {
        for (const { work } of batch) await work(inside)
      })
      for (const { committed } of batch) committed()
    } catch (error) {
      const [only] = batch
      if (only && batch.length === 1) return only.failed(error)
      // Whose fault it was shows when each is run by itself.
      for (const each of batch) await commit([each])
    }
  }

  const run = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      await nextTurn()
      await commit(waiting.splice(0, MOST_TOGETHER))
    }
    running = false
  }

  return <T>(work: (inside: Database) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      let finish = (): void => reject(new Error('store: committed without having been run'))
      waiting.push({
        work: async inside => {
          const value = await work(inside)
          finish = () => resolve(value)
        },
        committed: () => finish(),
        failed: reject,
      })
      if (!running) void run()
    })
}
