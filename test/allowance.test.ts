import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Allowance, type AllowanceParts, createAllowance } from '../src/feed/hub/allowance.ts'

const MINUTE = 60_000
const START = Date.parse('2026-07-31T16:00:00Z')

let nowMs: number
const allowanceOf = (parts: Partial<AllowanceParts> = {}): Allowance => {
  nowMs = START
  return createAllowance({ token: false, now: () => nowMs, ...parts })
}
const answer = (status: number, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: new Headers(headers),
})
/** Takes as many as it gets, each answered at once in silence; how many, and how long until the next. */
function exhaust(allowance: Allowance): { readonly taken: number; readonly waitMs: number } {
  for (let taken = 0; ; taken += 1) {
    const waitMs = allowance.take()
    if (waitMs > 0) return { taken, waitMs }
    allowance.answered(answer(200))
  }
}

describe('what the hub allows', () => {
  it('is 500 requests in five minutes, and 1,000 with a token, where it says nothing', () => {
    const allowance = allowanceOf()
    expect(exhaust(allowance)).toEqual({ taken: 500, waitMs: 5 * MINUTE })
    nowMs += 5 * MINUTE
    expect(exhaust(allowance).taken).toBe(500)
    expect(exhaust(allowanceOf({ token: true })).taken).toBe(1_000)
  })

  it('counts what was sent before this process, and spares some for others', () => {
    const sentBefore = [START - 6 * MINUTE, START - 4 * MINUTE, START - MINUTE]
    expect(exhaust(allowanceOf({ sentBefore, spared: 50 }))).toEqual({ taken: 448, waitMs: MINUTE })
  })

  it('is what the hub says, when it says it', () => {
    const allowance = allowanceOf({ spared: 2 })
    allowance.take()
    allowance.answered(
      answer(200, { ratelimit: '"api";r=5;t=42', 'ratelimit-policy': '"fixed window";"api";q=2500;w=300' }),
    )
    const waits = Array.from({ length: 4 }, () => allowance.take())
    expect(waits).toEqual([0, 0, 0, 42_000])
    nowMs += 42_000
    for (const _ of waits) allowance.answered(answer(200))
    expect(exhaust(allowance).taken).toBe(2_498 - 4)
  })

  it('is nothing for a second, then for twice as long each time, after refusals that do not say for how long', () => {
    const allowance = allowanceOf()
    const pauses = Array.from({ length: 8 }, () => {
      nowMs += allowance.take()
      return allowance.answered(answer(429))
    })
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map(seconds => seconds * 1_000))
  })

  it('is never exceeded, whenever its windows begin, and however answers overtake each other or get lost', () => {
    const hub = fc.record({
      quota: fc.integer({ min: 20, max: 500 }),
      phaseMs: fc.integer({ min: 0, max: 300_000 }),
      silent: fc.boolean(),
      lanes: fc.integer({ min: 1, max: 6 }),
      delays: fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 5, maxLength: 20 }),
      losesEach: fc.integer({ min: 2, max: 30 }),
    })
    fc.assert(
      fc.property(hub, ({ quota, phaseMs, silent, lanes, delays, losesEach }) => {
        // A hub that says nothing has the limit that is stated for it.
        const limit = silent ? 500 : quota
        const allowance = allowanceOf({ spared: 10 })
        const counted = new Map<number, number>()
        const flying: { atMs: number; land: () => void }[] = []
        for (let sent = 0; sent < 1_200; ) {
          const waitMs = flying.length < lanes ? allowance.take() : 1
          if (waitMs > 0) {
            const next = flying.sort((a, b) => a.atMs - b.atMs).shift()
            nowMs = Math.max(nowMs, next?.atMs ?? nowMs + waitMs)
            next?.land()
            continue
          }
          sent += 1
          const lost = sent % losesEach === 0
          const window = Math.floor((nowMs + phaseMs) / 300_000)
          // What gets lost counts for a hub that tells; for one that does not, nobody can know.
          const count = (counted.get(window) ?? 0) + (lost && silent ? 0 : 1)
          counted.set(window, count)
          expect(count).toBeLessThanOrEqual(limit)
          const seconds = Math.ceil(((window + 1) * 300_000 - phaseMs - nowMs) / 1_000)
          const ratelimit = `"api";r=${limit - count};t=${seconds}`
          const land = () => {
            if (!lost) return void allowance.answered(answer(200, silent ? {} : { ratelimit }))
            allowance.ended()
            allowance.cameToNothing()
          }
          flying.push({ atMs: nowMs + (delays[sent % delays.length] ?? 1), land })
        }
      }),
      { numRuns: 60 },
    )
  })
})
