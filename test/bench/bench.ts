import { parseArgs } from 'node:util'
import { benchCommands } from './commands.ts'
import { benchStart } from './start.ts'

const USAGE = 'npm run bench -- commands --papers FILE.jsonl[.gz] | npm run bench -- start'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { papers: { type: 'string' } },
})
const [what] = positionals

if (what === 'commands' && values.papers !== undefined) await benchCommands(values.papers)
else if (what === 'start') await benchStart()
else {
  console.error(USAGE)
  process.exitCode = 1
}
