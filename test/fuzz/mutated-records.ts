import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readHubRecord } from '../../src/feed/hub/records.ts'
import type { Paper } from '../../src/papers.ts'
import { hubRecord } from '../emulators/hub.ts'

const DAY = '2026-07-31'

/** A paper of which everything is told. */
export const WHOLE = {
  key: '2602.23229',
  arxivId: '2602.23229',
  title: 'Large Multimodal Models as General In-Context Classifiers',
  abstract: 'Which multimodal model should we use for classification? It depends.',
  source: 'hub',
  authors: ['Marco Garosi', 'Ada Lovelace'],
  organization: 'Multimedia and Human Understanding Group',
  publishedOn: '2026-07-28',
  feedDay: DAY,
  upvotes: 10,
  comments: 1,
  codeUrl: 'https://github.com/marco-garosi/CIRCLE',
  codeStars: 9,
  projectUrl: 'https://circle-lmm.github.io/',
  keywords: ['in-context learning'],
  hubSummary: 'Multimodal models classify from examples.',
  imageUrl: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2602.23229.png',
} satisfies Paper

/** How many mutated records were read as what. */
export type Readings = Readonly<Record<'paper' | 'withdrawn' | 'fault', number>>

/** Any field may be anything, or the record itself, or what it wraps. */
function mutated(): fc.Arbitrary<unknown> {
  const { paper, ...wrapper } = hubRecord(WHOLE, DAY)
  const spoilt = (fields: object) =>
    fc.record(
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, fc.anything()),
        ]),
      ),
      { requiredKeys: [] },
    )
  const whole = fc
    .tuple(spoilt({ ...Object(paper), withdrawnAt: undefined }), spoilt(wrapper))
    .map(([told, around]) => ({ ...around, paper: told }))
  return fc.oneof(
    { weight: 8, arbitrary: whole },
    { weight: 1, arbitrary: fc.anything() },
    { weight: 1, arbitrary: fc.anything().map(paper => ({ ...wrapper, paper })) },
  )
}

/**
 * Asserts of so many mutated records that reading them never throws, that each bad one is named with what is wrong with
 * it, and that what is read as a paper has what a paper must have. Throws the record for which it is not so.
 */
export function assertMutatedRecordsAreRead(runs: number): Readings {
  const readings = { paper: 0, withdrawn: 0, fault: 0 }
  fc.assert(
    fc.property(mutated(), record => {
      const read = readHubRecord(record, DAY)
      readings[read.kind === 'paper' && read.paper.withdrawn ? 'withdrawn' : read.kind] += 1
      if (read.kind === 'fault') assert.ok(read.fault !== '' && read.id !== '')
      if (read.kind !== 'paper') return
      assert.match(read.paper.key, /^\d{4}\.\d{4,5}$/)
      assert.match(read.paper.title, /\S/)
      assert.match(read.paper.abstract, /\S/)
      assert.ok(read.paper.source === 'hub' && !Object.values(read.paper).includes(undefined))
    }),
    { numRuns: runs },
  )
  return readings
}
