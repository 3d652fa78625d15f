import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openModel } from '../src/answers/hosted/model.ts'
import { sourceOf } from '../src/answers/hosted/source.ts'
import { sentences } from '../src/sentences.ts'
import { completionOf } from './emulators/model-server.ts'
import { HANDS, LANTERN, TIDEBENCH } from './rigs/talk.ts'

const PAPERS = [LANTERN, TIDEBENCH, HANDS]
const SOURCES = PAPERS.map((paper, at) => sourceOf(paper, at + 1, []))
const OWN = 'https://github.com/lantern-lab/lantern'
const ALL = PAPERS.flatMap(({ abstract }) => sentences(abstract).map(({ text }) => text))

/** A mention, a channel, an address that is not the paper's, or what nobody sees. */
const LOOSE =
  /[@＠](?!\d|[kn](?!\p{L}))|(?<![\p{L}\p{N}])#\p{L}|<[@!#&]|<[^<>\s][^<>]*>|:\/\/|evil\.example|script:\S|[\p{Cc}\p{Cf}]/iu

const poison = fc.constantFrom(
  ...['@everyone', '@here', '@alice', '<@U0ALICE001>', '<!channel>', '<#C1|general>', '<@&123>', '#general'],
  ...['https://evil.example/x', 'evil.example', 'javascript:alert(1)', '[a](https://evil.example)', OWN],
  ...['\u202e', '\u200b', '\u0000', '<b>', '@', '<', '>', '#', '://', 'https', '@every', 'one', '12', 'not'],
)
const glued = fc.array(fc.oneof(poison, fc.string({ unit: 'binary', maxLength: 3 }), fc.constant(' ')), {
  maxLength: 8,
})
/** A sentence of some paper with anything before, within and after. */
const poisoned = fc
  .tuple(fc.constantFrom(...ALL), glued, glued, fc.nat(200))
  .map(([text, before, within, at]) => [...before, text.slice(0, at), ...within, text.slice(at)].join(''))
const part = fc
  .tuple(fc.constantFrom(...PAPERS), fc.nat(600), fc.nat(300))
  .map(([{ abstract }, at, length]) => abstract.slice(at, at + length))
const claim = fc.record(
  {
    text: fc.oneof(poisoned, fc.constantFrom(...ALL), fc.string({ unit: 'binary' })),
    paper: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom('#1', '2', 'one', null, 0, 1e9)),
    quotation: fc.oneof(fc.constantFrom(...ALL), part, poisoned, fc.string()),
  },
  { requiredKeys: ['text'] },
)
/** A claim whose paper and quotation are true, so that only its words decide. */
const founded = fc
  .tuple(fc.constantFrom(...SOURCES), fc.nat(10), glued, glued)
  .map(([{ number, paper }, at, before, after]) => {
    const said = sentences(paper.abstract)
    const quotation = said[at % said.length]?.text ?? ''
    return { text: [...before, quotation, ...after].join(''), paper: number, quotation }
  })
const words = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ claims: fc.array(fc.oneof(claim, founded), { maxLength: 8 }) })
      .map(each => JSON.stringify(each)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const body = fc.oneof(
  { weight: 8, arbitrary: words.map(completionOf) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)

describe('whatever a server answers', () => {
  it('each claim shown has an exact quotation of its paper, and neither mentions nor foreign addresses', async () => {
    let shown = 0
    const property = fc.asyncProperty(body, async answer => {
      const { tell } = openModel({
        baseUrl: 'http://model.example/v1',
        model: 'm',
        version: '0',
        fetch: async () => new Response(answer),
        withinMs: 5_000,
      })
      const told = await tell('how much faster is it?', SOURCES)
      const claims = told.kind === 'claims' ? told.claims : []
      shown += claims.length
      for (const { text, quotation } of claims) {
        expect(quotation.text.length).toBeGreaterThanOrEqual(12)
        expect(PAPERS).toContain(quotation.paper)
        expect(quotation.paper.abstract).toContain(quotation.text)
        expect(text).toBe(text.trim())
        expect(text.length).toBeLessThanOrEqual(300)
        expect(text.replaceAll(OWN, '')).not.toMatch(LOOSE)
      }
    })
    await fc.assert(property, { numRuns: 1_000 })
    expect(shown).toBeGreaterThan(200)
  })
})
