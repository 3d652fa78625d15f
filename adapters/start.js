#!/usr/bin/env node
// Plain JavaScript: an old Node cannot load TypeScript, not even to refuse it.
const OLDEST = 26
const version = Number.parseInt(process.versions.node, 10)

if (version < OLDEST) {
  console.error(
    `Paperboy needs Node ${OLDEST} and this is Node ${process.versions.node}: start it with “npm start”, which brings its own Node after “npm ci”.`,
  )
  process.exitCode = 1
} else {
  await import('./main.ts')
}
