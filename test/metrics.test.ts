import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { createCounter, createHistogram, gaugeText } from '../src/exposition.ts'
import { createMetrics } from '../src/metrics.ts'
import { BATCHES, FRIDAY, THURSDAY } from './papers.ts'
import { readExposition } from './rigs/exposition.ts'
import { startPaperboy } from './rigs/paperboy.ts'
import { platform } from './rigs/platform.ts'

const labels = fc.dictionary(fc.constantFrom('adapter', 'outcome'), fc.string())

it('whatever its labels say, a counter is read back as it was counted', () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 20 }), counted => {
      const counter = createCounter('things_total', 'Things, by "kind" and \\ so on.')
      for (const each of counted) counter.add(each)
      const { samples } = readExposition(counter.text())
      expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(counted.length)
      for (const each of counted) {
        const entries = Object.entries(each).sort()
        const found = samples.filter(sample => {
          return JSON.stringify(Object.entries(sample.labels).sort()) === JSON.stringify(entries)
        })
        expect(found.length).toBeGreaterThanOrEqual(1)
      }
    }),
  )
})

it('a histogram grows from bucket to bucket, and its last has everything', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 20 })), values => {
      const histogram = createHistogram('seconds', 'Seconds.', [1, 2, 5])
      for (const value of values) histogram.observe(value)
      const { samples } = readExposition(histogram.text())
      const buckets = samples.filter(({ name }) => name === 'seconds_bucket').map(({ value }) => value)
      const bounds = values.length === 0 ? [] : [1, 2, 5, Number.POSITIVE_INFINITY]
      expect(buckets).toEqual(bounds.map(bound => values.filter(value => value <= bound).length))
      expect(samples.find(({ name }) => name === 'seconds_count')?.value ?? 0).toBe(values.length)
    }),
  )
})

it('a gauge without a sample is not there', () => {
  expect(gaugeText('age', 'Age.', [])).toBe('')
  expect(gaugeText('age', 'Age.', [{ value: Number.POSITIVE_INFINITY }])).toContain('age +Inf\n')
})

it('requests to the hub are counted by what came back, and come back as they were', async () => {
  const metrics = createMetrics()
  const statuses = [200, 429, 404, 503]
  const fetched = metrics.countingHub(async () => {
    const status = statuses.shift()
    if (status === undefined) throw new Error('no connection')
    return new Response(null, { status })
  })
  for (const status of [200, 429, 404, 503]) expect((await fetched('http://hub')).status).toBe(status)
  await expect(fetched('http://hub')).rejects.toThrow('no connection')
  const { samples } = readExposition(metrics.text())
  const hub = samples.filter(({ name }) => name === 'paperboy_hub_requests_total')
  expect(hub.map(({ labels: { outcome }, value }) => [outcome, value])).toEqual(
    ['answered', 'limited', 'refused', 'failing', 'unreachable'].map(outcome => [outcome, 1]),
  )
})

it('a post is counted when it is sent, with how late it was; what waits is owed until then', async () => {
  const at = platform()
  const paperboy = await startPaperboy(() => at.rig, { batches: BATCHES, time: '2026-08-22T10:00:00Z' })
  onTestFinished(() => paperboy.stop())
  const { metrics, store, tick } = paperboy.house
  const value = (name: string, outcome?: string) =>
    readExposition(metrics.text()).samples.find(
      sample => sample.name === name && sample.labels.outcome === outcome,
    )?.value
  for (const day of [THURSDAY, FRIDAY]) await paperboy.read(day)
  await at.ask('subscribe at:09:00 top:3')
  at.fate.push({ kind: 'later', afterMs: 60_000 })
  paperboy.setTime('2026-08-24T09:00:00Z')
  await tick.run()
  expect(value('paperboy_deliveries_total', 'sent')).toBeUndefined()
  const { owed, oldestDueMs } = await store.backlog()
  expect(owed).toBeGreaterThanOrEqual(1)
  expect(oldestDueMs).toBe(Date.parse('2026-08-24T09:00:00Z'))
  paperboy.setTime('2026-08-24T09:01:30Z')
  await tick.run()
  expect(value('paperboy_deliveries_total', 'sent')).toBe(at.arrived.length)
  expect(value('paperboy_delivery_late_seconds_sum')).toBeGreaterThanOrEqual(90 * at.arrived.length)
  expect(await store.backlog()).toEqual({ owed: 0, oldestDueMs: undefined })
})
