import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../src/store/store.ts'
import { ENGINES } from './rigs/engines.ts'

let folder: string
let store: Store

describe.each(ENGINES)('what the hosted model is asked, counted on %s,', (_name, freshUrl) => {
  let url: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paperboy-model-use-'))
    url = await freshUrl(folder)
    store = await openStore(url)
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('grants a person and a workspace so many questions a day, and says once that they are used up', async () => {
    const [ada, alan] = ['ada', 'alan'].map(author => ({ adapter: 'a', tenant: 't', author }))
    if (!ada || !alan) throw new Error('nobody asks')
    const budget = { person: 2, workspace: 3 }
    const spend = (asker: typeof ada, nowMs = 10) => store.modelUse.spend(asker, budget, nowMs)
    const granted = { kind: 'granted' }
    // At the same time, so that nobody knows which of them comes last.
    const spent = await Promise.all([1, 2, 3].map(() => spend(ada)))
    expect(spent.filter(each => each.kind === 'granted')).toEqual([granted, granted])
    expect(spent.filter(each => each.kind === 'over')).toEqual([
      { kind: 'over', whose: 'person', first: true },
    ])
    await store.close()
    store = await openStore(url)
    expect(await spend(ada)).toEqual({ kind: 'over', whose: 'person', first: false })
    expect(await store.modelUse.today(ada, budget, 10)).toBe(2)
    expect(await store.modelUse.today(alan, budget, 10)).toBe(0)
    expect(await spend(alan)).toEqual(granted)
    expect(await spend(alan)).toEqual({ kind: 'over', whose: 'workspace', first: true })
    expect(await spend({ ...alan, author: 'grace' })).toEqual({
      kind: 'over',
      whose: 'workspace',
      first: false,
    })
    expect(await spend({ ...ada, tenant: 'elsewhere' })).toEqual(granted)
    const tomorrow = 24 * 60 * 60_000
    expect(await spend(ada, tomorrow)).toEqual(granted)
    await store.modelUse.sweep(tomorrow)
    expect(await spend(ada)).toEqual(granted)
    expect(await store.modelUse.today(ada, budget, tomorrow)).toBe(1)
  })
})
