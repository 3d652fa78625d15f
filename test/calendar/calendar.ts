import { print } from '../bench/table.ts'
import { createOracle, DAY_MS } from './oracle.ts'
import { type Fault, HOURS, walk } from './walk.ts'

/** `npm run calendar`: every zone, every local day of ten years, four hours of the day. Fails where one is wrong. */
const FROM = '2026-01-01'
const TO = '2036-01-01'
/** Faults that are written out; the rest are counted. */
const SHOWN = 20

const [fromMs, toMs] = [Date.parse(FROM), Date.parse(TO)]
const zones = Intl.supportedValuesOf('timeZone')
const faults: Fault[] = []
const table = { instants: 0, changes: 0 }
const beganMs = performance.now()

for (const [index, timezone] of zones.entries()) {
  const oracle = createOracle(timezone, fromMs - 2 * DAY_MS, toMs + 2 * DAY_MS, DAY_MS)
  table.changes += oracle.changes.length
  for (const at of HOURS) {
    const walked = walk({ timezone, oracle, fromMs, toMs }, at)
    table.instants += walked.instants
    faults.push(...walked.faults)
  }
  if (process.stderr.isTTY || index % 50 === 49)
    process.stderr.write(
      `${process.stderr.isTTY ? '\r' : ''}${index + 1} of ${zones.length} zones${process.stderr.isTTY ? '' : '\n'}`,
    )
}
if (process.stderr.isTTY) process.stderr.write('\n')

for (const { timezone, at, day, said } of faults.slice(0, SHOWN))
  console.log(`${day} ${at} ${timezone} ${said}`)
const days = (toMs - fromMs) / DAY_MS
const { instants, changes } = table
const wrong = faults.length
const seconds = Math.round((performance.now() - beganMs) / 1_000)
const row = {
  zones: zones.length,
  from: FROM,
  to: TO,
  days,
  hours: HOURS.join(' '),
  changes,
  instants,
  wrong,
  seconds,
}
print([row], { zones: zones.length, days, instants, wrong })
process.exitCode = wrong === 0 ? 0 : 1
