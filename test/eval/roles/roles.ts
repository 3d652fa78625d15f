import { parseArgs } from 'node:util'
import { ROLE_TRAINING, trainRoles } from '../../../data/make/role-training.ts'
import { type JudgedAbstract, readJudgedAbstracts } from '../../../data/read/judged-abstracts.ts'
import { ROLES } from '../../../src/answers/roles/role.ts'
import { type RoleShares, roleOf, rolesBy, rolesOf } from '../../../src/answers/roles.ts'
import { print, printTable, type Row } from '../../bench/table.ts'
import type { Evaluation } from '../evaluation.ts'
import { type Agreement, agreementOf } from './agreement.ts'

const FOLDER = '../shared/bench/csabstruct'
const FOLDS = 5
/** A sentence of whose role so large a share of people is sure. */
const SURE = 0.7

/** How often the role of a sentence is the one people told. */
export const roles: Evaluation = {
  usage: `npm run eval -- roles                                               cross-validated, and the shipped table over other abstracts
npm run eval -- roles --input F                                     the shipped table over a file in the form of CSAbstruct`,
  run(flags) {
    const { values } = parseArgs({ args: [...flags], options: { input: { type: 'string' } } })
    if (values.input !== undefined) {
      const agreement = agreed(readJudgedAbstracts(values.input), rolesOf)
      printConfusion(agreement)
      print([rowOf('shipped', agreement)], figuresOf(agreement))
      return true
    }
    const train = readJudgedAbstracts(`${FOLDER}/train.jsonl.gz`)
    const dev = readJudgedAbstracts(`${FOLDER}/dev.jsonl`)
    const folds = Array.from({ length: FOLDS }, (_, fold) => {
      const own = train.filter((_, at) => at % FOLDS === fold)
      const table = trainRoles(
        train.filter((_, at) => at % FOLDS !== fold),
        ROLE_TRAINING,
      )
      return { own, by: rolesBy(table) }
    })
    const crossed = agreementOf(folds.flatMap(({ own, by }) => pairsOf(own, by)))
    const crossedSure = agreementOf(folds.flatMap(({ own, by }) => pairsOf(own, by, SURE)))
    const shipped = agreed(dev, rolesOf)
    const shippedSure = agreed(dev, rolesOf, SURE)
    printConfusion(crossed)
    print(
      [
        rowOf(`train, ${FOLDS} folds`, crossed),
        rowOf(`  where ${SURE * 100} % of people agree`, crossedSure),
        rowOf('dev, shipped table', shipped),
        rowOf(`  where ${SURE * 100} % of people agree`, shippedSure),
      ],
      {
        ...figuresOf(crossed),
        sure: figuresOf(crossedSure),
        dev: figuresOf(shipped),
        devSure: figuresOf(shippedSure),
      },
    )
    return true
  },
}

type Judging = (sentences: readonly string[]) => readonly RoleShares[]

/** What people told and what is found, of the sentences that at least so large a share of them agrees on. */
function pairsOf(abstracts: readonly JudgedAbstract[], judge: Judging, sure = 0) {
  return abstracts.flatMap(({ sentences, labels, confs }) => {
    const shares = judge(sentences)
    return labels.flatMap((told, at) => {
      const own = shares[at]
      return own && (confs?.[at] ?? 1) >= sure ? [{ told, found: roleOf(own) }] : []
    })
  })
}

const agreed = (abstracts: readonly JudgedAbstract[], judge: Judging, sure?: number): Agreement =>
  agreementOf(pairsOf(abstracts, judge, sure))

const figuresOf = ({ sentences, accuracy, macroF1 }: Agreement) => ({
  sentences,
  accuracy: rounded(accuracy),
  macroF1: rounded(macroF1),
})

const rowOf = (over: string, agreement: Agreement): Row => ({ over, ...figuresOf(agreement) })

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000

function printConfusion({ confusion }: Agreement): void {
  printTable(
    ROLES.map(told => ({
      'told \\ found': told,
      ...Object.fromEntries(ROLES.map(found => [found, confusion.get(told)?.get(found) ?? 0])),
    })),
  )
  console.log()
}
