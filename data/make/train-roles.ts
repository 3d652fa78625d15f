/**
 * Makes data/roles.bin of abstracts whose sentences people have told the roles of: `npm run roles -- FILE.jsonl[.gz]`,
 * a line `{sentences, labels, confs}` each. The same file, seed, Node and machine give the same bytes; other
 * processors may round Math.exp otherwise. Takes some seconds.
 */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readJudgedAbstracts } from '../read/judged-abstracts.ts'
import { ROLE_TRAINING, trainRoles } from './role-training.ts'
import { writeRoles } from './write-roles.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(ROLE_TRAINING.seed) },
    epochs: { type: 'string', default: String(ROLE_TRAINING.epochs) },
    keep: { type: 'string', default: String(ROLE_TRAINING.keep) },
  },
})
const [file] = positionals
const training = { seed: Number(values.seed), epochs: Number(values.epochs), keep: Number(values.keep) }
if (file === undefined || positionals.length > 1 || !Object.values(training).every(Number.isSafeInteger)) {
  console.error('npm run roles -- FILE.jsonl[.gz] [--seed 1] [--epochs 8] [--keep 3200]')
  process.exitCode = 1
} else {
  const abstracts = readJudgedAbstracts(file)
  const options = Object.entries(training).map(([name, value]) => `--${name} ${value}`)
  const bytes = writeRoles(trainRoles(abstracts, training), {
    made: `npm run roles -- ${basename(file)} ${options.join(' ')}`,
    from: `The roles people told of the sentences of ${abstracts.length} abstracts: CSAbstruct (Cohan et al. 2019)`,
  })
  console.log(`data/roles.bin: ${bytes} bytes`)
}
