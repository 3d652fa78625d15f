import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHubRecord } from '../../src/feed/hub-records.ts'
import { hubRecord } from '../emulators/hub.ts'
import { holds } from './cases.ts'

const DAY = '2026-07-31'
const KEY = '2602.23229'
const { paper, ...wrapper } = hubRecord(
  {
    key: KEY,
    arxivId: KEY,
    title: 'Large Multimodal Models as General In-Context Classifiers',
    abstract: 'Which multimodal model should we use for classification? It depends.',
    authors: ['Marco Garosi', 'Ada Lovelace'],
    organization: 'Multimedia and Human Understanding Group',
    publishedOn: '2026-07-28',
    upvotes: 10,
    comments: 1,
    codeUrl: 'https://github.com/marco-garosi/CIRCLE',
    codeStars: 9,
    projectUrl: 'https://circle-lmm.github.io/',
    keywords: ['in-context learning'],
    hubSummary: 'Multimodal models classify from examples.',
    imageUrl: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2602.23229.png',
  },
  DAY,
)

/** The fields, each now and then with anything at all as its value. */
const spoilt = (fields: readonly (readonly [string, unknown])[]) =>
  fc.tuple(
    ...fields.map(([name, value]) =>
      fc.tuple(fc.constant(name), fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, fc.anything())),
    ),
  )
const mutated = fc
  .tuple(
    spoilt(Object.entries(paper ?? {})),
    spoilt(Object.entries(wrapper)),
    fc.integer({ min: 0, max: 9 }),
    fc.anything(),
  )
  .map(([nested, around, chance, anything]) =>
    chance === 0
      ? anything
      : { ...Object.fromEntries(around), paper: chance === 1 ? anything : Object.fromEntries(nested) },
  )

describe('a record of the hub', () => {
  it('never throws, whatever has become of it: it is a paper, or what is wrong with it is named', () =>
    holds(
      fc.property(mutated, record => {
        const outcome = readHubRecord(record, DAY)
        if (outcome.kind === 'fault') expect(outcome.fault).not.toBe('')
        if (outcome.kind !== 'paper') return
        expect(outcome.paper).toMatchObject({ key: KEY, source: 'hub', title: expect.stringMatching(/\S/) })
        expect(Object.values(outcome.paper)).not.toContain(undefined)
      }),
    ))
})
