import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { inject } from 'vitest'
import { freshUrl } from './postgres-server.ts'

/** Every engine of the store, and the address of a database on it that is empty, and outlives its closing while `folder` stands. */
export const ENGINES: readonly (readonly [string, (folder: string) => Promise<string>])[] = [
  ['sqlite', async folder => `sqlite:${join(folder, `${randomUUID()}.db`)}`],
  ['postgres', () => freshUrl(inject('postgres'))],
]
