import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRestarts, pauseAfter } from '../adapters/restarts.ts'
import { createStopping } from '../adapters/stopping.ts'
import { openStore } from '../src/store/store.ts'
import { ENGINES } from './rigs/engines.ts'

const DAY_MS = 24 * 60 * 60_000

describe('how long a start waits', () => {
  it('grows, and is at most a quarter of an hour', () => {
    const pauses = Array.from({ length: 40 }, (_, bad) => pauseAfter(bad))
    expect(pauses.slice(0, 5)).toEqual([0, 0, 5_000, 10_000, 20_000])
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    expect(Math.max(...pauses)).toBe(15 * 60_000)
  })

  it('makes a loop of crashes far fewer sign-ins than the thousand a day after which a token is reset', () => {
    let starts = 0
    for (let atMs = 0; atMs < DAY_MS; atMs += pauseAfter(starts++)) expect(starts).toBeLessThan(200)
    expect(starts).toBeGreaterThan(90)
  })
})

describe.each(ENGINES)('starts noted in %s', (_engine, urlOf) => {
  it('are counted on each host until one runs well or ends as it was asked to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paperboy-starts-'))
    const store = await openStore(await urlOf(folder))
    onTestFinished(async () => {
      await store.close()
      await rm(folder, { recursive: true })
    })
    const { starts } = store
    let nowMs = Date.parse('2026-11-25T12:00:00Z')
    let number = 0
    const begin = (host: string) => starts.begin({ key: `${host}-${number++}`, host }, nowMs)
    expect(await begin('a')).toBe(0)
    expect(await begin('a')).toBe(1)
    expect(await begin('b')).toBe(0)
    await starts.endedAsAsked('a-1')
    expect(await begin('a')).toBe(1)
    await starts.ranWell('a')
    expect(await begin('a')).toBe(0)
    expect(await begin('b')).toBe(1)
    nowMs += DAY_MS + 1
    expect(await begin('b')).toBe(0)
  })
})

it('a start after bad ones says once for how long it waits; having run well, it is the last bad one', async () => {
  const noted: string[] = []
  const said: unknown[] = []
  const waited: number[] = []
  const { promise: lived, resolve: live } = Promise.withResolvers<void>()
  const restarts = createRestarts({
    starts: {
      begin: async ({ host }) => {
        noted.push(`began on ${host}`)
        return 4
      },
      endedAsAsked: async key => void noted.push(`${key} ended`),
      ranWell: async host => {
        noted.push(`well on ${host}`)
        live()
      },
    },
    host: 'here',
    key: 'k',
    now: () => 0,
    log: (level, event, facts) => void said.push([level, event, facts?.sentence]),
    pause: async ms => void waited.push(ms),
    stopping: new AbortController().signal,
  })
  await restarts.begin()
  await lived
  expect(waited).toEqual([20_000, 600_000])
  expect(noted).toEqual(['began on here', 'well on here'])
  expect(said).toEqual([
    [
      'warn',
      'starting later',
      expect.stringMatching(/^The last 4 starts on here .* waits 20 s before it connects/),
    ],
  ])
})

describe('a stop', () => {
  const never = new Promise<void>(() => undefined)
  const stage = (adapterEnds: Promise<void>) => {
    const done: string[] = []
    const codes: number[] = []
    const ended = Promise.withResolvers<void>()
    const late = Promise.withResolvers<void>()
    const stop = createStopping({
      adapters: () => [{ stop: () => adapterEnds.then(() => void done.push('adapter')) }],
      house: () => ({
        rest: async () => void done.push('rest'),
        close: async () => void done.push('close'),
      }),
      last: async () => void done.push('last'),
      log: (_level, event) => void done.push(event),
      exit: code => {
        codes.push(code)
        ended.resolve()
      },
      pause: () => late.promise,
    })
    return { stop, done, codes, ended: ended.promise, late: late.resolve }
  }

  it('finishes what was taken, then closes the store, then ends well', async () => {
    const answered = Promise.withResolvers<void>()
    const { stop, done, codes, ended } = stage(answered.promise)
    stop(143)
    await Promise.resolve()
    expect(done).toEqual(['paperboy is stopping', 'rest'])
    answered.resolve()
    await ended
    expect(done).toEqual(['paperboy is stopping', 'rest', 'adapter', 'last', 'close', 'paperboy has stopped'])
    expect(codes).toEqual([0])
  })

  it('cuts off what does not end, and says so', async () => {
    const { stop, done, codes, ended, late } = stage(never)
    stop(143)
    late()
    await ended
    expect(done).toEqual(['paperboy is stopping', 'rest', 'paperboy is cut off'])
    expect(codes).toEqual([0])
  })

  it('ends at once at the second signal, but not because the input has ended too', async () => {
    const { stop, codes } = stage(never)
    stop(143)
    stop(0)
    expect(codes).toEqual([])
    stop(130)
    expect(codes).toEqual([130])
  })

  it('that fails is said, and ends all the same', async () => {
    const { stop, done, codes, ended } = stage(Promise.reject(new Error('stuck')))
    stop(143)
    await ended
    expect(done).toContain('stop failed')
    expect(codes).toEqual([0])
  })
})
