import { join } from 'node:path'

/** Every engine of the store, and how a test gets one whose data outlives its closing. */
export const ENGINES: readonly (readonly [string, (folder: string) => string])[] = [
  ['sqlite', folder => `sqlite:${join(folder, 'store.db')}`],
]
