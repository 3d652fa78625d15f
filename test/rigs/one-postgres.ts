import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the PostgreSQL that all tests share; each takes a schema of its own in it. */
    postgres: string
  }
}

/** Before the first test: one PostgreSQL for all of them. What it returns ends it after the last. */
export default async function onePostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('postgres', server.url)
  return server.stop
}
