import { expect, inject, it } from 'vitest'
import { recallingStore } from '../src/bot/recalling.ts'
import { loadSample } from '../src/feed/files/sample.ts'
import { createLibrary, type Library } from '../src/feed/library.ts'
import type { Paper } from '../src/papers.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { freshUrl } from './rigs/postgres-server.ts'

const HERE = { adapter: 'a', tenant: 't', channel: 'c' }
const ADA = { adapter: 'a', tenant: 't', author: 'ada' }
const found = (key: string): Paper => ({ key, title: `Title of ${key}`, abstract: '', source: 'hub' })

it('what one replica has found, another knows as soon as it is spoken of there', async () => {
  const url = await freshUrl(inject('postgres'))
  const replica = async (): Promise<{ readonly store: Store; readonly library: Library }> => {
    const opened = await openStore(url)
    const index = { add: () => {}, remove: () => {} }
    const library = createLibrary({ shelf: opened.papers, index, sample: loadSample(), now: () => 0 })
    return { store: recallingStore(opened, library), library }
  }
  const [one, other] = await Promise.all([replica(), replica()])
  await one.library.keep(['p1', 'p2', 'p3', 'p4'].map(found))
  const talk = { key: 'k', papers: ['p1'] }
  await one.store.talks.remember(HERE, talk, ['place'], 1)
  await one.store.saved.save(ADA, 'p3', 1)

  expect(other.library.paper('p1')).toBeUndefined()
  await other.store.talks.at(HERE, 'place')
  expect(other.library.paper('p1')).toEqual(found('p1'))

  await one.store.talks.remember(HERE, { ...talk, papers: ['p2'] }, [], 2)
  await other.store.talks.latest(HERE, 'ada')
  expect(other.library.paper('p2')).toEqual(found('p2'))

  await other.store.saved.of(ADA)
  expect(other.library.paper('p3')).toEqual(found('p3'))

  await one.store.talks.remember(HERE, { ...talk, papers: ['p4'] }, [], 3)
  await other.store.talks.under(HERE, 'k')
  expect(other.library.paper('p4')).toEqual(found('p4'))
  await Promise.all([one.store.close(), other.store.close()])
})
