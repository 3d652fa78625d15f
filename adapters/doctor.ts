import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import about from '../package.json' with { type: 'json' }
import type { Finding } from '../src/chat.ts'
import { readSettings } from '../src/config.ts'
import { redact } from '../src/log.ts'
import { examine } from './examination.ts'
import { type Settings, secretsOf, settingsShape } from './platforms.ts'
import { freeBytesAt } from './surroundings.ts'

/** `npm run doctor`: looks at everything that Paperboy needs, a line each, good or what to do. It changes nothing. */

const examined = (settings: Settings): Promise<readonly Finding[]> =>
  examine({ settings, version: about.version, fetch, now: Date.now, freeBytes: freeBytesAt }, settings)

if (existsSync('.env')) loadEnvFile('.env')
const read = readSettings(settingsShape, process.env)
const found: readonly Finding[] =
  'mistakes' in read
    ? read.mistakes.map(told => ({ verdict: 'mend', about: 'settings', told }))
    : await examined(read.settings)
const secrets = 'settings' in read ? secretsOf(read.settings) : []
for (const { verdict, about, told } of found)
  process.stdout.write(redact(`${verdict}  ${about}: ${told}\n`, secrets))
const faults = found.filter(({ verdict }) => verdict === 'mend').length
process.stdout.write(faults === 0 ? 'All is good.\n' : `To be mended: ${faults}.\n`)
// The clients keep connections open for a while, which nobody needs any more.
process.exit(faults === 0 ? 0 : 1)
