import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'
import { print } from '../bench/table.ts'

/**
 * The properties of this folder, each with so many cases as the tests have no time for. Ends with 1 when one does not
 * hold; the smallest case that breaks it stands above the table, with the seed that brings it back.
 */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' } } })
process.env.FUZZ_CASES = values.cases
const cases = Number(values.cases)

const vitest = await startVitest('test', ['test/fuzz'], { config: false, watch: false, testTimeout: 0 })
const properties = vitest.state.getTestModules().flatMap(each => [...each.children.allTests()])
await vitest.close()

print(
  properties.map(property => ({
    property: property.fullName,
    cases,
    seconds: Math.round((property.diagnostic()?.duration ?? Number.NaN) / 1_000),
    holds: property.result().state === 'passed' ? 'yes' : 'NO',
  })),
  {
    cases,
    properties: properties.length,
    broken: properties
      .filter(property => property.result().state !== 'passed')
      .map(({ fullName }) => fullName),
  },
)
