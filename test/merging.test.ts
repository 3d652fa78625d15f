import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Paper, SOURCES } from '../src/papers.ts'
import { merged, type Telling } from '../src/store/merging.ts'

const told: fc.Arbitrary<Paper> = fc
  .record(
    {
      title: fc.constantFrom('One', 'Two'),
      abstract: fc.constantFrom('A.', 'B.'),
      source: fc.constantFrom(...SOURCES),
      upvotes: fc.nat(3),
      comments: fc.nat(2),
      codeUrl: fc.constantFrom('https://a.example/x', 'https://b.example/y'),
      codeStars: fc.nat(2),
      authors: fc.constantFrom<readonly string[]>(['Ada'], ['Ada', 'Alan']),
      feedDay: fc.constantFrom('2026-08-20', '2026-08-21'),
      withdrawn: fc.constant(true as const),
    },
    { requiredKeys: ['title', 'abstract', 'source'] },
  )
  .map(paper => ({ key: '2608.00001', ...paper }))
const telling: fc.Arbitrary<Telling> = fc.record({ paper: told, readMs: fc.nat(3) })
const some: fc.Arbitrary<[Telling, ...Telling[]]> = fc
  .tuple(telling, fc.array(telling, { maxLength: 5 }))
  .map(([first, others]) => [first, ...others])

const as = (source: Paper['source'], readMs: number, more: Partial<Paper>): Telling => ({
  paper: { key: '2608.00001', title: 'One', abstract: 'A.', source, ...more },
  readMs,
})

describe('what several sources tell of one paper', () => {
  it('comes to the same in whatever order, at once or one after another, and again', () => {
    fc.assert(
      fc.property(some, fc.array(telling, { maxLength: 4 }), (here, there) => {
        const whole = merged([...here, ...there])
        const [first, ...others] = [...here, ...there].reverse()
        if (first) expect(merged([first, ...others])).toEqual(whole)
        expect(merged([...merged(here).tellings, ...there])).toEqual(whole)
        expect(merged([...whole.tellings, ...here])).toEqual(whole)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is no field less than any of them told, and of the best source where that tells it', () => {
    fc.assert(
      fc.property(some, tellings => {
        const { paper } = merged(tellings)
        for (const field of ['title', 'upvotes', 'authors', 'feedDay', 'codeUrl', 'withdrawn'] as const) {
          const telling = tellings.filter(one => one.paper[field] !== undefined)
          const best = Math.min(...telling.map(one => SOURCES.indexOf(one.paper.source)))
          const candidates = telling.filter(one => SOURCES.indexOf(one.paper.source) === best)
          const newest = Math.max(...candidates.map(one => one.readMs))
          const values = candidates.filter(one => one.readMs === newest).map(one => one.paper[field])
          if (telling.length === 0) expect(paper[field]).toBeUndefined()
          else expect(values).toContainEqual(paper[field])
        }
      }),
    )
  })

  it('never has upvotes lowered by an older copy, but by a newer one', () => {
    const [older, newer] = [as('hub', 1, { upvotes: 3 }), as('hub', 2, { upvotes: 9 })]
    expect(merged([newer, older]).paper.upvotes).toBe(9)
    expect(merged([newer, as('hub', 3, { upvotes: 8 })]).paper.upvotes).toBe(8)
    expect(merged([older, as('mirror', 5, { upvotes: 1 })]).paper.upvotes).toBe(3)
  })

  it('keeps the stars of the code that is linked', () => {
    const hub = as('hub', 1, { codeUrl: 'https://a.example/x' })
    const copy = as('mirror', 2, { codeUrl: 'https://b.example/y', codeStars: 50, comments: 4 })
    expect(merged([hub, copy]).paper).toEqual({ ...hub.paper, comments: 4 })
  })
})
