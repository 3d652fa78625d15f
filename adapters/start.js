#!/usr/bin/env node
// Plain JavaScript: an old Node cannot load TypeScript, not even to refuse it.
import nodeModule from 'node:module'
import { join } from 'node:path'

const OLDEST = 26
const version = Number.parseInt(process.versions.node, 10)

if (version < OLDEST) {
  console.error(
    `Paperboy needs Node ${OLDEST} and this is Node ${process.versions.node}: start it with “npm start”, which brings its own Node after “npm ci”.`,
  )
  process.exitCode = 1
} else {
  // From the second start on nothing is compiled again, and the compiler not even loaded: a third of the time and 26 MB.
  nodeModule.enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'node'))
  await import('./main.ts')
}
